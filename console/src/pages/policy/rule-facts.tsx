import type { Schemas } from '@petpact/api/client';
import { Facts } from '../../components/facts.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { GROUPS, sayRule } from './rules.ts';

/** Every rule of a contract's terms, shortly. */
export const RuleFacts = ({ rules }: { rules: Schemas['Rules'] }) => {
  const { t } = useTexts();
  return (
    <Facts
      items={GROUPS.flatMap((group) => group.rules.map((rule) => [t.policy.fields[rule].title, sayRule(rule, rules[rule], t)] as const))}
    />
  );
};
