import { Segmented } from 'antd';
import { useSearchParams } from 'react-router';
import { useTexts } from '../i18n/use-texts.ts';

/** A choice kept in the page's address, so that it can be linked to and survives a reload. Empty = all. */
export const useFilter = (name: string): [string, (value: string) => void] => {
  const [search, setSearch] = useSearchParams();
  return [search.get(name) ?? '', (value) => setSearch(value === '' ? {} : { [name]: value }, { replace: true })];
};

/** The states of a list side by side. */
export const StateFilter = ({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange(value: string): void;
}) => {
  const { t } = useTexts();
  return (
    <div className="filter">
      <Segmented aria-label={label} value={value} options={[{ value: '', label: t.actions.all }, ...options]} onChange={onChange} />
    </div>
  );
};
