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

/**
 * A civil date as text, chosen from a calendar. It opens where days can be chosen: the calendar's own month and its 今天
 * are the wall clock's, which is another day than business time on a test clock.
 */
export const DayField = ({ id, value, onChange, earliest, latest }: DayFieldProps) => (
  <DatePicker
    id={id}
    className="full"
    showNow={false}
    {...opensAt(earliest ?? latest)}
    value={value ? dayjs(value, DAY) : null}
    onChange={(day) => onChange?.(day ? day.format(DAY) : '')}
    disabledDate={(day) => (earliest !== undefined && day.format(DAY) < earliest) || (latest !== undefined && day.format(DAY) > latest)}
  />
);

const opensAt = (day: string | undefined) => (day === undefined ? {} : { defaultPickerValue: dayjs(day, DAY) });
