import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface DayFieldProps {
  id?: string;
  value?: string;
  onChange?(day: string): void;
  /** Civil dates; days outside cannot be chosen. */
  earliest?: string;
  latest?: string;
}

const DAY = 'YYYY-MM-DD';

/** A civil date as text, chosen from a calendar. */
export const DayField = ({ id, value, onChange, earliest, latest }: DayFieldProps) => (
  <DatePicker
    id={id}
    className="full"
    value={value ? dayjs(value, DAY) : null}
    onChange={(day) => onChange?.(day ? day.format(DAY) : '')}
    disabledDate={(day) => (earliest !== undefined && day.format(DAY) < earliest) || (latest !== undefined && day.format(DAY) > latest)}
  />
);
