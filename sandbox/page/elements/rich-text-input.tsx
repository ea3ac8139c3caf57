import type { RichTextBlock } from '@slack/types';
import { useState } from 'react';
import { TextArea, TextField } from 'react-aria-components';
import { richTextOf, textOfRichText } from '../forms/rich-text-value.ts';
import { useSurface } from '../forms/surface.tsx';
import { dispatches, type ElementProps, named } from './element.tsx';

/**
 * Typed as mrkdwn and sent as rich text. The text stays as typed during editing: converting it back would move the
 * cursor.
 */
export function RichTextInputElement(props: ElementProps) {
  const { place, naming } = props;
  const { element } = place;
  const surface = useSurface();
  const current = surface.value(place).rich_text_value as RichTextBlock | null;
  const [text, setText] = useState(() => (current ? textOfRichText(current) : ''));
  return (
    <TextField
      {...named(naming, element, 'Text')}
      className="field"
      value={text}
      onChange={(typed) => {
        setText(typed);
        const value = { type: element.type, rich_text_value: typed.trim() ? richTextOf(typed) : null };
        surface.setValue(place, value, false);
      }}
      onBlur={() => {
        // Outside an input block every change is an action, and one action per letter would be too many.
        if (dispatches(props) && current) surface.setValue(place, surface.value(place) as { type: string }, true);
      }}
      autoFocus={element.focus_on_load}
      validationBehavior="aria"
    >
      <TextArea className="input" rows={4} placeholder={element.placeholder?.text} dir="auto" />
      <span className="field-hint">*bold*, _italic_, ~strike~, `code`, - list, &gt; quote</span>
    </TextField>
  );
}
