import { useRouter } from '@tarojs/taro';

/** The parameters this page was opened with; a missing one is ''. */
export const useParams = <K extends string>(...names: K[]): Record<K, string> => {
  const { params } = useRouter();
  return Object.fromEntries(names.map((name) => [name, decodeURIComponent(params[name] ?? '')])) as Record<K, string>;
};
