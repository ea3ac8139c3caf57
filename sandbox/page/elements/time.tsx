import { parseTime } from '@internationalized/date';
import { DateInput, DateSegment, TimeField } from 'react-aria-components';
import { type ElementProps, named } from './element.tsx';
import { useSettled } from './use-settled.ts';

/** `selected_time` is `14:05`, regardless of the clock that the field shows. */
export function TimeElement(props: ElementProps) {
  const { place, naming } = props;
  const { value, change, settle } = useSettled(props);
  const { element } = place;
  const time = value.selected_time;
  const { id: _, ...names } = named(naming, element, 'Select a time');
  return (
    <TimeField
      {...names}
      className="field date-field"
      value={typeof time === 'string' ? parseTime(time) : null}
      onChange={(picked) => {
        change({ type: element.type, selected_time: picked?.toString().slice(0, 5) ?? null });
      }}
      onBlur={settle}
      validationBehavior="aria"
      autoFocus={element.focus_on_load}
    >
      <DateInput className="input date-input">
        {(segment) => <DateSegment segment={segment} className="segment" />}
      </DateInput>
    </TimeField>
  );
}
