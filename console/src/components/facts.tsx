import type { ReactNode } from 'react';

type Fact = readonly [label: string, value: ReactNode];

/** Names and values, one under the other; values that are not there are left out. */
export const Facts = ({ items }: { items: readonly (Fact | undefined)[] }) => {
  const known = items.filter((item) => item !== undefined);
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
