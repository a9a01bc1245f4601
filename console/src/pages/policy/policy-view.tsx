import type { Schemas } from '@petpact/api/client';
import { Card } from 'antd';
import { useTexts } from '../../i18n/use-texts.ts';
import { GROUPS, sayRule } from './rules.ts';

/** The policy in force, every rule with what it means. */
export const PolicyView = ({ policy }: { policy: Schemas['Policy'] }) => {
  const { t } = useTexts();
  const { groups, fields, autoApproves, withoutScores } = t.policy;
  const line = (name: keyof typeof fields, value: string) => (
    <li key={name}>
      <span>
        <b>{fields[name].title}</b>
        <small>{fields[name].text}</small>
      </span>
      <strong>{value}</strong>
    </li>
  );
  return (
    <div className="policy">
      <Card title={groups.review}>
        <ul className="rules">
          {line('autoApprove', policy.autoApprove ? autoApproves.yes : autoApproves.no)}
          {line('withoutScore', withoutScores[policy.withoutScore])}
          {line('holdHours', sayRule('holdHours', policy.holdHours, t))}
          {line('approvalHours', sayRule('approvalHours', policy.approvalHours, t))}
        </ul>
      </Card>
      <Card title={groups.start}>
        <ul className="rules">{line('planStart', t.contracts.starts[policy.planStart])}</ul>
      </Card>
      {GROUPS.map(({ title, rules }) => (
        <Card key={title} title={groups[title]}>
          <ul className="rules">{rules.map((rule) => line(rule, sayRule(rule, policy.rules[rule], t)))}</ul>
        </Card>
      ))}
      <Card title={groups.clauses}>
        {policy.extraClauses.length === 0 ? (
          <p className="soft">{t.policy.noClauses}</p>
        ) : (
          <ol className="clauses">
            {policy.extraClauses.map((clause) => (
              <li key={clause}>{clause}</li>
            ))}
          </ol>
        )}
      </Card>
    </div>
  );
};
