import type { Option } from '@slack/types';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';
import { OptionText } from './option-text.tsx';

export function CheckboxesElement(props: ElementProps) {
  const { place, naming } = props;
  const surface = useSurface();
  const options = place.element.options ?? [];
  const selected = (surface.value(place).selected_options as Option[] | undefined) ?? [];
  const { id: _, ...names } = named(naming, place.element, 'Checkboxes');
  return (
    <CheckboxGroup
      {...names}
      className="choices"
      value={options.flatMap((option, index) =>
        selected.some((one) => one.value === option.value) ? [String(index)] : [],
      )}
      onChange={(keys) => {
        const chosen = options.filter((_option, index) => keys.includes(String(index)));
        const value = { type: place.element.type, selected_options: chosen };
        confirmed(place.element.confirm, () => surface.setValue(place, value, dispatches(props)));
      }}
    >
      {options.map((option, index) => (
        <Checkbox key={option.value ?? option.text.text} value={String(index)} className="choice">
          <span className="choice-box" aria-hidden="true" />
          <OptionText option={option} />
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
