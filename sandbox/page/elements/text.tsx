import { useEffect, useRef } from 'react';
import { Input, TextArea, TextField } from 'react-aria-components';
import { useSurface } from '../forms/surface.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';

/** Long enough to avoid one action per letter, short enough to feel live. */
const TYPING_PAUSE_MS = 400;
/** The keyboard on a phone. The field stays plain text, because the page shows its own error messages. */
const KEYBOARDS = { email_text_input: 'email', url_text_input: 'url', number_input: 'decimal' } as const;

export function TextElement(props: ElementProps) {
  const { place, naming } = props;
  const { element } = place;
  const surface = useSurface();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const text = String(surface.value(place).value ?? '');
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const tells = dispatches(props);
  const typedValue = (typed: string) => ({ type: element.type, value: typed === '' ? null : typed });

  const type = (typed: string) => {
    surface.setValue(place, typedValue(typed), false);
    if (!tells || !triggers.includes('on_character_entered')) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => surface.setValue(place, typedValue(typed), true), TYPING_PAUSE_MS);
  };
  const enter = () => {
    if (tells && triggers.includes('on_enter_pressed')) surface.setValue(place, typedValue(text), true);
    else surface.submit?.();
  };

  const max = element.type === 'plain_text_input' ? (element.max_length ?? 3000) : undefined;
  return (
    <TextField
      {...named(naming, element, 'Text')}
      className={element.type === 'number_input' ? 'field field-number' : 'field'}
      inputMode={KEYBOARDS[element.type as keyof typeof KEYBOARDS] ?? 'text'}
      value={text}
      onChange={type}
      autoFocus={element.focus_on_load}
      validationBehavior="aria"
      autoComplete="off"
    >
      {element.multiline ? (
        <TextArea className="input" rows={4} placeholder={element.placeholder?.text} dir="auto" />
      ) : (
        <Input
          className="input"
          placeholder={element.placeholder?.text}
          dir="auto"
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            enter();
          }}
        />
      )}
      {max !== undefined && <Counter length={text.length} max={max} always={element.max_length !== undefined} />}
    </TextField>
  );
}

/** The remaining characters, shown near the limit or when the app set its own limit. */
function Counter({ length, max, always }: { length: number; max: number; always: boolean }) {
  const left = max - length;
  if (length === 0 || (!always && left > 200) || left > max * 0.5) return null;
  return (
    <span className={left < 0 ? 'counter over' : 'counter'}>
      <span aria-hidden="true">{left}</span>
      <span className="visually-hidden">{left < 0 ? `${-left} characters too many` : `${left} characters left`}</span>
    </span>
  );
}
