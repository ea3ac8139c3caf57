import { parseDate } from '@internationalized/date';
import { DateInput, DatePicker, DateSegment, Group } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { CalendarButton, CalendarPopover } from './calendar.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';

/** `selected_date` is `2026-08-09`. */
export function DateElement(props: ElementProps) {
  const { place, naming } = props;
  const surface = useSurface();
  const { element } = place;
  const date = surface.value(place).selected_date;
  const { id: _, ...names } = named(naming, element, 'Select a date');
  return (
    <DatePicker
      {...names}
      className="field date-field"
      value={typeof date === 'string' ? parseDate(date) : null}
      onChange={(picked) => {
        const value = { type: element.type, selected_date: picked?.toString() ?? null };
        confirmed(element.confirm, () => surface.setValue(place, value, dispatches(props)));
      }}
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
