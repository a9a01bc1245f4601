import type { HeadingProps } from './primitive-props';

export const Heading = ({ level, className = '', children }: HeadingProps) => {
  const Tag = `h${level}` as const;
  return <Tag className={`h${level} ${className}`}>{children}</Tag>;
};
