import type { Json } from '../json.ts';
import { isObject, objects, str } from '../json.ts';

/** An interactive element and its block. */
export interface Placed {
  block: Json;
  element: Json;
}

/** All elements of the blocks, in display order. */
export const elementsOf = (blocks: readonly Json[]): Placed[] =>
  blocks.flatMap((block) => {
    const own = [block.element, block.accessory, ...objects(block.type === 'rich_text' ? [] : block.elements)];
    const placed = own.filter(isObject).map((element) => ({ block, element }));
    // Cards and carousels keep their buttons in other fields.
    const deeper = [
      ...objects(block.actions).map((element) => ({ block, element })),
      ...elementsOf(objects(block.child_blocks)),
    ];
    const cards = block.type === 'carousel' ? elementsOf(objects(block.elements)) : [];
    return [...placed, ...deeper, ...cards];
  });

/** The key for the choice of each element type, and the value when nothing is chosen. */
const VALUE_KEYS: Record<string, { key: string; initial: string; empty: null | [] }> = {
  plain_text_input: { key: 'value', initial: 'initial_value', empty: null },
  email_text_input: { key: 'value', initial: 'initial_value', empty: null },
  url_text_input: { key: 'value', initial: 'initial_value', empty: null },
  number_input: { key: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { key: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', empty: null },
  users_select: { key: 'selected_user', initial: 'initial_user', empty: null },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation', empty: null },
  channels_select: { key: 'selected_channel', initial: 'initial_channel', empty: null },
  datepicker: { key: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { key: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time', empty: null },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { key: 'selected_options', initial: 'initial_options', empty: [] },
  checkboxes: { key: 'selected_options', initial: 'initial_options', empty: [] },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', empty: [] },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', empty: [] },
  file_input: { key: 'files', initial: '', empty: [] },
};

/** The key of an element's value in a view's state; undefined for buttons and menus, which have no state. */
export const valueKey = (element: Json): string | undefined => VALUE_KEYS[str(element.type)]?.key;

/** An element's initial value. */
function initialValue(element: Json): (Json & { type: string }) | undefined {
  const known = VALUE_KEYS[str(element.type)];
  if (!known) return undefined;
  return { type: str(element.type), [known.key]: element[known.initial] ?? known.empty };
}

export type Values = Record<string, Record<string, Json & { type: string }>>;

/**
 * The state of all inputs as Slack sends it: the person's choice, else the app's initial choice, else null or an empty
 * list. A choice for an element that was removed or has another type now is dropped.
 */
export function stateOf(blocks: readonly Json[], chosen: unknown): Values {
  const values: Values = {};
  for (const { block, element } of elementsOf(blocks)) {
    const initial = initialValue(element);
    if (!initial) continue;
    const blockId = str(block.block_id);
    const actionId = str(element.action_id);
    const ofBlock = isObject(chosen) ? chosen[blockId] : undefined;
    const given = isObject(ofBlock) ? ofBlock[actionId] : undefined;
    values[blockId] = {
      ...values[blockId],
      [actionId]: isObject(given) && given.type === initial.type ? { ...given, type: initial.type } : initial,
    };
  }
  return values;
}
