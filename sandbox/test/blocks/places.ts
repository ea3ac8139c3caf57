import { validateMessageBlocks, validateView } from '../../src/blocks/validate.ts';
import { type elements, modal } from './examples.ts';

/** The surfaces, the blocks that hold elements, and the surfaces of each element. */

export type ElementType = keyof typeof elements;

/** The validation result of one block on each surface. */
export const surfaces = {
  message: (block: unknown) => validateMessageBlocks([block]),
  modal: (block: unknown) => validateView({ ...modal, blocks: [block] }, 'views.open'),
  home: (block: unknown) => validateView({ type: 'home', blocks: [block] }, 'views.publish'),
};
export type Surface = keyof typeof surfaces;

export const everywhere: Surface[] = ['message', 'modal', 'home'];

/** The blocks that hold elements, with an element in each. */
export const holders = {
  accessory: (element: unknown) => ({ type: 'section', text: { type: 'plain_text', text: 'a' }, accessory: element }),
  actions: (element: unknown) => ({ type: 'actions', elements: [element] }),
  input: (element: unknown) => ({ type: 'input', label: { type: 'plain_text', text: 'a' }, element }),
  context: (element: unknown) => ({ type: 'context', elements: [element] }),
};
export type Holder = keyof typeof holders;

const choice: Holder[] = ['accessory', 'actions', 'input'];
export const held: Record<ElementType, Holder[]> = {
  button: ['accessory', 'actions'],
  workflow_button: ['accessory', 'actions'],
  overflow: ['accessory', 'actions'],
  image: ['accessory', 'context'],
  checkboxes: choice,
  radio_buttons: choice,
  static_select: choice,
  external_select: choice,
  users_select: choice,
  conversations_select: choice,
  channels_select: choice,
  multi_static_select: choice,
  multi_external_select: choice,
  multi_users_select: choice,
  multi_conversations_select: choice,
  multi_channels_select: choice,
  datepicker: choice,
  timepicker: choice,
  datetimepicker: ['actions', 'input'],
  plain_text_input: ['input'],
  email_text_input: ['input'],
  url_text_input: ['input'],
  number_input: ['input'],
  file_input: ['input'],
  rich_text_input: ['actions', 'input'],
  feedback_buttons: [],
  icon_button: [],
};

/** The surfaces of the other elements: the table at docs.slack.dev/reference/block-kit/block-elements. */
const shown: Partial<Record<ElementType, Surface[]>> = {
  workflow_button: ['message'],
  datetimepicker: ['modal', 'message'],
  rich_text_input: ['modal', 'home'],
  email_text_input: ['modal'],
  url_text_input: ['modal'],
  number_input: ['modal'],
  file_input: ['modal'],
};
export const surfacesOf = (type: ElementType): Surface[] => shown[type] ?? ['modal', 'message', 'home'];
export const firstOf = (type: ElementType): Surface => surfacesOf(type)[0] ?? 'modal';

const pointers: Record<Holder, string> = {
  accessory: '/blocks/0/accessory/type',
  actions: '/blocks/0/elements/0/type',
  input: '/blocks/0/element/type',
  context: '/blocks/0/elements/0/type',
};
export const pointerIn = (holder: Holder, surface: Surface): string =>
  `${surface === 'message' ? '' : '/view'}${pointers[holder]}`;
