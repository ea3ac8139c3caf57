import type { ViewState } from '../../src/protocol.ts';
import type { FieldValue, PageElement } from '../blocks/kinds.ts';
import { fieldsOf } from './fields.ts';

/**
 * The initial value of `element`, with the keys that Slack uses for each type, also when empty. `channel` is the open
 * channel, for selects that default to it.
 */
export function initialValue(element: PageElement, channel?: string): FieldValue {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value === undefined ? null : String(element.initial_value) };
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null };
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_external_select':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? here(element, channel) ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [here(element, channel) ?? []].flat() };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'file_input':
      return { type, files: [] };
    default:
      return { type, selected_option: element.initial_option ?? null };
  }
}

const here = (element: PageElement, channel: string | undefined): string | undefined =>
  element.default_to_current_conversation ? channel : undefined;

/**
 * `state.values` of a view or message: changed values, else the initial ones. A field keeps its value through an update
 * if its block id, action id and type stay the same, as in Slack.
 */
export function readValues(blocks: readonly unknown[], touched: ViewState, channel?: string): ViewState {
  const values: ViewState = {};
  for (const { blockId, actionId, element } of fieldsOf(blocks)) {
    const mine = touched[blockId]?.[actionId];
    const value = mine?.type === element.type ? mine : initialValue(element, channel);
    values[blockId] = { ...values[blockId], [actionId]: value };
  }
  return values;
}

/** Whether nothing is chosen or typed. Blanks count as nothing, as in Slack. */
export function isEmpty(value: FieldValue): boolean {
  const { type, ...rest } = value;
  return Object.values(rest).every(
    (part) =>
      part === null ||
      part === undefined ||
      (typeof part === 'string' ? part.trim() === '' : Array.isArray(part) && part.length === 0),
  );
}
