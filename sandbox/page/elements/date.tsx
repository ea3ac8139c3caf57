import { parseDate } from '@internationalized/date';
import { DateInput, DatePicker, DateSegment, Group } from 'react-aria-components';
import { CalendarButton, CalendarPopover } from './calendar.tsx';
import { type ElementProps, named } from './element.tsx';
import { useSettled } from './use-settled.ts';

/** `selected_date` is `2026-08-09`. */
export function DateElement(props: ElementProps) {
  const { place, naming } = props;
  const { value, change, settle } = useSettled(props);
  const { element } = place;
  const date = value.selected_date;
  const { id: _, ...names } = named(naming, element, 'Select a date');
  return (
    <DatePicker
      {...names}
      className="field date-field"
      value={typeof date === 'string' ? parseDate(date) : null}
      onChange={(picked) => {
        change({ type: element.type, selected_date: picked?.toString() ?? null });
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
