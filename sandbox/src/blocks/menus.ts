import { isDeepStrictEqual } from 'node:util';
import { actionId, boxOption, confirm, filter, menuOption, optionGroup, plainText } from './composition.ts';
import { limits } from './limits.ts';
import {
  anyOf,
  boolean,
  type Check,
  type Fields,
  fault,
  integer,
  into,
  isObject,
  type Kind,
  kind,
  list,
  need,
  notBoth,
  objectsIn,
  type Place,
  string,
} from './rule.ts';

/** Elements that offer choices: select menus, multi-select menus, checkboxes and radio buttons. */

const id = string({ min: 1 });

/** Every option of the element, with its pointer. */
function offered(element: Record<string, unknown>, at: Place): [Record<string, unknown>, Place][] {
  const own = objectsIn(element.options).map(([index, option]): [Record<string, unknown>, Place] => [
    option,
    into(into(at, 'options'), index),
  ]);
  const grouped = objectsIn(element.option_groups).flatMap(([index, group]) =>
    offered(group, into(into(at, 'option_groups'), index)),
  );
  return [...own, ...grouped];
}

/** The initial choice must be one of the options, with the same text, value and description, as Slack compares. */
const initialIsOffered: Check = (element, at) => {
  const options = offered(element, at).map(([option]) => option);
  const chosen: [unknown, Place][] = isObject(element.initial_option)
    ? [[element.initial_option, into(at, 'initial_option')]]
    : objectsIn(element.initial_options).map(([index, option]) => [option, into(into(at, 'initial_options'), index)]);
  return chosen.flatMap(([choice, place]) =>
    options.some((option) => isDeepStrictEqual(option, choice))
      ? []
      : fault(place, 'must be one of the provided options'),
  );
};

const withinMaximum =
  (initial: string): Check =>
  (element, at) => {
    const chosen = element[initial];
    const max = element.max_selected_items;
    return Array.isArray(chosen) && typeof max === 'number' && chosen.length > max
      ? fault(into(at, initial), `no more than ${max} items allowed`)
      : [];
  };

const common: Fields = { action_id: actionId, confirm, focus_on_load: boolean };
const placeholder = plainText(limits.select.placeholder);
const single: Fields = { ...common, placeholder };
const multi: Fields = { ...single, max_selected_items: integer({ min: 1 }) };

const staticSource: Fields = {
  options: list(menuOption, limits.select.options),
  option_groups: list(optionGroup, limits.select.optionGroups),
};
const staticChecks = [anyOf('options', 'option_groups'), notBoth('options', 'option_groups'), initialIsOffered];
const externalSource: Fields = { min_query_length: integer({ min: 0 }) };
const conversationSource: Fields = { default_to_current_conversation: boolean, filter };
const initialOptions = list(menuOption, { min: 1 });
const ids = list(id, { min: 1 });

export const menus: Kind[] = [
  kind('static_select', { ...single, ...staticSource, initial_option: menuOption }, ...staticChecks),
  kind('external_select', { ...single, ...externalSource, initial_option: menuOption }),
  kind('users_select', { ...single, initial_user: id }),
  kind('conversations_select', {
    ...single,
    ...conversationSource,
    initial_conversation: id,
    response_url_enabled: boolean,
  }),
  kind('channels_select', { ...single, initial_channel: id, response_url_enabled: boolean }),
];

export const multiMenus: Kind[] = [
  kind(
    'multi_static_select',
    { ...multi, ...staticSource, initial_options: initialOptions },
    ...staticChecks,
    withinMaximum('initial_options'),
  ),
  kind(
    'multi_external_select',
    { ...multi, ...externalSource, initial_options: initialOptions },
    withinMaximum('initial_options'),
  ),
  kind('multi_users_select', { ...multi, initial_users: ids }, withinMaximum('initial_users')),
  kind(
    'multi_conversations_select',
    { ...multi, ...conversationSource, initial_conversations: ids },
    withinMaximum('initial_conversations'),
  ),
  kind('multi_channels_select', { ...multi, initial_channels: ids }, withinMaximum('initial_channels')),
];

export const checkboxes = kind(
  'checkboxes',
  {
    ...common,
    options: need(list(boxOption, limits.checkboxes.options)),
    initial_options: list(boxOption, { min: 1 }),
  },
  initialIsOffered,
);

export const radioButtons = kind(
  'radio_buttons',
  { ...common, options: need(list(boxOption, limits.radioButtons.options)), initial_option: boxOption },
  initialIsOffered,
);
