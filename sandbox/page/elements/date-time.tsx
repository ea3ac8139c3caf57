import { fromAbsolute, toCalendarDateTime, toZoned } from '@internationalized/date';
import { DateInput, DatePicker, DateSegment, Group } from 'react-aria-components';
import { useViewer } from '../viewer.ts';
import { CalendarButton, CalendarPopover } from './calendar.tsx';
import { type ElementProps, named } from './element.tsx';
import { useSettled } from './use-settled.ts';

/** `selected_date_time` is in seconds; the field shows it in the viewer's zone. */
export function DateTimeElement(props: ElementProps) {
  const { place, naming } = props;
  const { value, change, settle } = useSettled(props);
  const { timeZone } = useViewer();
  const { element } = place;
  const atS = value.selected_date_time;
  const { id: _, ...names } = named(naming, element, 'Select a date and time');
  return (
    <DatePicker
      {...names}
      className="field date-field"
      granularity="minute"
      value={typeof atS === 'number' ? toCalendarDateTime(fromAbsolute(atS * 1000, timeZone)) : null}
      onChange={(picked) => {
        const seconds = picked ? Math.floor(toZoned(picked, timeZone).toDate().getTime() / 1000) : null;
        change({ type: element.type, selected_date_time: seconds });
      }}
      onBlur={settle}
      onOpenChange={(open) => !open && settle()}
      validationBehavior="aria"
      autoFocus={element.focus_on_load}
    >
      <Group className="input date-group">
        <DateInput className="date-input">
          {(segment) => <DateSegment segment={segment} className="segment" />}
        </DateInput>
        <CalendarButton />
      </Group>
      <CalendarPopover />
    </DatePicker>
  );
}
