import type { ReactNode } from 'react';

/** Names and values, one under the other; values that are not there are left out. */
export const Facts = ({ items }: { items: readonly (readonly [label: string, value: ReactNode] | undefined)[] }) => (
  <dl className="facts">
    {items.map(
      (item) =>
        item && (
          <div key={item[0]}>
            <dt>{item[0]}</dt>
            <dd>{item[1]}</dd>
          </div>
        ),
    )}
  </dl>
);
