import {
  actionId,
  confirm,
  dispatchActionConfig,
  image,
  linkUrl,
  overflowOption,
  plainText,
  secureUrl,
  style,
  textKinds,
} from './composition.ts';
import { limits } from './limits.ts';
import { checkboxes, menus, multiMenus, radioButtons } from './menus.ts';
import { richText } from './rich-text.ts';
import {
  boolean,
  type Check,
  type Fields,
  fault,
  inOrder,
  integer,
  into,
  type Kind,
  kind,
  list,
  need,
  on,
  oneOf,
  shape,
  string,
} from './rule.ts';

/**
 * Elements of blocks, the blocks that may hold them, and the surfaces of those that are not allowed everywhere:
 * docs.slack.dev/reference/block-kit/block-elements.
 */

const placeholder = plainText(limits.select.placeholder);
const label = string({ min: 1, max: limits.button.accessibilityLabel });

const isDate = (value: string): boolean => {
  const day = new Date(`${value}T00:00:00Z`);
  // Date parsing turns a day that does not exist, such as February 30, into another day.
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
};

const isTimezone = (value: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }) !== undefined;
  } catch {
    return false;
  }
};

const isNumeric = (value: string): boolean => /^-?\d+(\.\d+)?$/.test(value);

export const button = kind('button', {
  text: need(plainText(limits.button.text)),
  action_id: actionId,
  url: linkUrl(limits.button.url),
  value: string({ max: limits.button.value }),
  style,
  confirm,
  accessibility_label: label,
});

const workflowButton = kind('workflow_button', {
  text: need(plainText(limits.button.text)),
  action_id: actionId,
  workflow: need(
    shape({
      trigger: need(
        shape({
          url: need(secureUrl(limits.button.url)),
          customizable_input_parameters: list(shape({ name: need(string({ min: 1 })), value: need(string()) })),
        }),
      ),
    }),
  ),
  style,
  confirm,
  accessibility_label: label,
});

const overflow = kind('overflow', {
  action_id: actionId,
  confirm,
  options: need(list(overflowOption, limits.overflow.options)),
});

const picker: Fields = { action_id: actionId, confirm, focus_on_load: boolean };

const datepicker = kind('datepicker', {
  ...picker,
  placeholder,
  initial_date: string({ valid: isDate, message: 'must be a date formatted as YYYY-MM-DD' }),
});

const timepicker = kind('timepicker', {
  ...picker,
  placeholder,
  initial_time: string({
    valid: (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
    message: 'must be a time formatted as HH:mm',
  }),
  timezone: string({ valid: isTimezone, message: 'must be a valid IANA timezone' }),
});

/** Slack requires ten digits (seconds), so that milliseconds given by mistake are refused. */
const datetimepicker = kind('datetimepicker', {
  ...picker,
  initial_date_time: integer({ min: 1_000_000_000, max: 9_999_999_999 }),
});

const input: Fields = {
  action_id: actionId,
  placeholder,
  focus_on_load: boolean,
  dispatch_action_config: dispatchActionConfig,
};

const initialFits: Check = (element, at) =>
  typeof element.initial_value === 'string' &&
  typeof element.max_length === 'number' &&
  element.initial_value.length > element.max_length
    ? fault(into(at, 'initial_value'), `must be less than ${element.max_length + 1} characters`)
    : [];

const plainTextInput = kind(
  'plain_text_input',
  {
    ...input,
    initial_value: string({ max: limits.plainTextInput.maxLength }),
    multiline: boolean,
    min_length: integer({ min: 0, max: limits.plainTextInput.maxLength }),
    max_length: integer({ min: 1, max: limits.plainTextInput.maxLength }),
  },
  inOrder('min_length', 'max_length'),
  initialFits,
);

const wholeUnlessDecimal: Check = (element, at) =>
  element.is_decimal_allowed === true
    ? []
    : ['initial_value', 'min_value', 'max_value'].flatMap((key) =>
        String(element[key] ?? '').includes('.') ? fault(into(at, key), 'must be a whole number') : [],
      );

const numeric = string({ valid: isNumeric, message: 'must be a number, as a string' });

const numberInput = kind(
  'number_input',
  { ...input, is_decimal_allowed: need(boolean), initial_value: numeric, min_value: numeric, max_value: numeric },
  wholeUnlessDecimal,
  inOrder('min_value', 'max_value'),
  inOrder('min_value', 'initial_value'),
  inOrder('initial_value', 'max_value'),
);

const fileInput = kind('file_input', {
  action_id: actionId,
  filetypes: list(string({ min: 1 }), { min: 1 }),
  max_files: integer(limits.fileInput.maxFiles),
});

const richTextInput = kind(
  'rich_text_input',
  {
    ...input,
    initial_value: richText.rule,
    min_lines: integer(limits.richTextInput.lines),
    max_lines: integer(limits.richTextInput.lines),
  },
  inOrder('min_lines', 'max_lines'),
);

const feedbackButton = shape({
  text: need(plainText(limits.feedbackButton.text)),
  value: need(string({ min: 1, max: limits.feedbackButton.value })),
  accessibility_label: string({ min: 1, max: limits.feedbackButton.accessibilityLabel }),
});

/** The one icon that Slack documents. */
const icon = oneOf('trash');

export const contextActionElements: Kind[] = [
  kind('feedback_buttons', {
    action_id: actionId,
    positive_button: need(feedbackButton),
    negative_button: need(feedbackButton),
  }),
  kind('icon_button', {
    action_id: actionId,
    icon: need(icon),
    text: need(plainText(limits.button.text)),
    value: string({ max: limits.button.value }),
    confirm,
    accessibility_label: label,
    visible_to_user_ids: list(string({ min: 1 }), { max: limits.iconButton.visibleToUserIds }),
  }),
];

const choices: Kind[] = [...menus, ...multiMenus, checkboxes, radioButtons, datepicker, timepicker];
const buttons: Kind[] = [button, ...on(['message'], workflowButton), overflow];

/** Slack allows both in actions and inputs only. */
const further: Kind[] = [...on(['message', 'modal'], datetimepicker), ...on(['modal', 'home'], richTextInput)];

export const accessories: Kind[] = [...choices, ...buttons, image];

export const actionElements: Kind[] = [...choices, ...further, ...buttons];

export const inputElements: Kind[] = [
  ...choices,
  ...further,
  plainTextInput,
  ...on(
    ['modal'],
    kind('email_text_input', { ...input, initial_value: string() }),
    kind('url_text_input', { ...input, initial_value: string() }),
    numberInput,
    fileInput,
  ),
];

export const contextElements: Kind[] = [...textKinds(limits.text.max), image];
