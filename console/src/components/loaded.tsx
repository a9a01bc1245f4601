import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { Failed } from './failed.tsx';

interface Reading<T> {
  data?: T | undefined;
  error: Error | null;
  refetch(): unknown;
}

/** Bones while something is read, the error if it could not be, else what was read. What was read before stays in sight. */
export const Loaded = <T,>({ reading, rows = 6, children }: { reading: Reading<T>; rows?: number; children(data: T): ReactNode }) => {
  const { t } = useTexts();
  if (reading.data !== undefined) return children(reading.data);
  if (reading.error) return <Failed error={reading.error} retry={reading.refetch} />;
  return (
    <div role="status" aria-label={t.states.loading}>
      <Skeleton active paragraph={{ rows }} />
    </div>
  );
};
