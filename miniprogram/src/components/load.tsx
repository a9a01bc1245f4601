import type { ReactNode } from 'react';
import type { Resource } from '@/hooks/use-resource';
import { Bones } from './bones';
import { Failed } from './state';

/** Shows what was read, bones while it is read for the first time, and the error with a way to try again. */
export const Load = <T,>({ of, bones, children }: { of: Resource<T>; bones?: number[]; children: (data: T) => ReactNode }) => {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Failed error={of.error} retry={() => void of.reload()} />;
  return <Bones heights={bones ?? [120, 80, 80]} />;
};
