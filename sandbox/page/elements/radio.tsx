import type { Option } from '@slack/types';
import { Radio, RadioGroup } from 'react-aria-components';
import { confirmed } from '../confirm.tsx';
import { useSurface } from '../forms/surface.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';
import { OptionText } from './option-text.tsx';

export function RadioElement(props: ElementProps) {
  const { place, naming } = props;
  const surface = useSurface();
  const options = place.element.options ?? [];
  const selected = surface.value(place).selected_option as Option | null;
  const { id: _, ...names } = named(naming, place.element, 'Choose one');
  return (
    <RadioGroup
      {...names}
      className="choices"
      value={selected ? String(options.findIndex(({ value }) => value === selected.value)) : null}
      onChange={(key) => {
        const value = { type: place.element.type, selected_option: options[Number(key)] ?? null };
        confirmed(place.element.confirm, () => surface.setValue(place, value, dispatches(props)));
      }}
    >
      {options.map((option, index) => (
        <Radio key={option.value ?? option.text.text} value={String(index)} className="choice choice-radio">
          <span className="choice-box" aria-hidden="true" />
          <OptionText option={option} />
        </Radio>
      ))}
    </RadioGroup>
  );
}
