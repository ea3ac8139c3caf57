import { parseTime } from '@internationalized/date';
import { DateInput, DateSegment, TimeField } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';

/** `selected_time` is `14:05`, whatever clock the field shows. */
export function TimeElement(props: ElementProps) {
  const { place, naming } = props;
  const surface = useSurface();
  const { element } = place;
  const time = surface.value(place).selected_time;
  const { id: _, ...names } = named(naming, element, 'Select a time');
  return (
    <TimeField
      {...names}
      className="field date-field"
      value={typeof time === 'string' ? parseTime(time) : null}
      onChange={(picked) => {
        const value = { type: element.type, selected_time: picked?.toString().slice(0, 5) ?? null };
        confirmed(element.confirm, () => surface.setValue(place, value, dispatches(props)));
      }}
      validationBehavior="aria"
      autoFocus={element.focus_on_load}
    >
      <DateInput className="input date-input">
        {(segment) => <DateSegment segment={segment} className="segment" />}
      </DateInput>
    </TimeField>
  );
}
