import type { PageElement } from '../blocks/kinds.ts';
import type { Place } from '../forms/surface.tsx';
import { ButtonElement, WorkflowButtonElement } from './button.tsx';
import { CheckboxesElement } from './checkboxes.tsx';
import { DateElement } from './date.tsx';
import { DateTimeElement } from './date-time.tsx';
import { FileInputElement } from './file-input.tsx';
import { OverflowElement } from './overflow.tsx';
import { PickManyElement } from './pick-many.tsx';
import { PickOneElement } from './pick-one.tsx';
import { RadioElement } from './radio.tsx';
import { RichTextInputElement } from './rich-text-input.tsx';
import { TextElement } from './text.tsx';
import { TimeElement } from './time.tsx';

/** The name and description of a field, spread onto the component that draws it. */
export interface Naming {
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  isInvalid?: boolean;
  isRequired?: boolean;
}

export interface ElementProps {
  place: Place;
  naming: Naming;
  /** Set inside an input block, where a change stays on the page until the form is submitted. */
  input?: { dispatches: boolean; optional: boolean };
}

/** Whether a change dispatches an action at once. */
export const dispatches = ({ input }: ElementProps): boolean => input?.dispatches ?? true;

/** A field needs an accessible name; outside input blocks only the placeholder can provide it. */
export function named(naming: Naming, element: PageElement, fallback: string): Naming {
  if (naming['aria-label'] || naming['aria-labelledby']) return naming;
  return { ...naming, 'aria-label': element.placeholder?.text ?? fallback };
}

export function Element(props: ElementProps) {
  const { type } = props.place.element;
  switch (type) {
    case 'button':
      return <ButtonElement {...props} />;
    case 'workflow_button':
      return <WorkflowButtonElement {...props} />;
    case 'overflow':
      return <OverflowElement {...props} />;
    case 'checkboxes':
      return <CheckboxesElement {...props} />;
    case 'radio_buttons':
      return <RadioElement {...props} />;
    case 'datepicker':
      return <DateElement {...props} />;
    case 'timepicker':
      return <TimeElement {...props} />;
    case 'datetimepicker':
      return <DateTimeElement {...props} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextElement {...props} />;
    case 'file_input':
      return <FileInputElement {...props} />;
    case 'rich_text_input':
      return <RichTextInputElement {...props} />;
    default:
      if (type.startsWith('multi_')) return <PickManyElement {...props} />;
      if (type.endsWith('_select')) return <PickOneElement {...props} />;
      return <span className="quiet">({type})</span>;
  }
}
