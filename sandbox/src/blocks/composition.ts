import { limits } from './limits.ts';
import {
  anyOf,
  boolean,
  byType,
  type Check,
  type Fields,
  fault,
  into,
  kind,
  list,
  need,
  notBoth,
  objectsIn,
  oneOf,
  type Rule,
  shape,
  string,
} from './rule.ts';

/** Composition objects of blocks and elements: docs.slack.dev/reference/block-kit/composition-objects. */

const plainFields = (max: number): Fields => ({
  text: need(string({ min: limits.text.min, max })),
  emoji: boolean,
});

/** A text object that must be `plain_text`. */
export const plainText = (max: number): Rule => shape({ type: need(oneOf('plain_text')), ...plainFields(max) });

export const textKinds = (max: number) => [
  kind('plain_text', plainFields(max)),
  kind('mrkdwn', { text: need(string({ min: limits.text.min, max })), verbatim: boolean }),
];

/** A text object of either type. */
export const anyText = (max: number): Rule => byType(textKinds(max));

const hasScheme =
  (...schemes: string[]) =>
  (value: string): boolean =>
    URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1));

/** A link target: only the schemes that Slack's clients open. */
export const linkUrl = (max: number): Rule =>
  string({
    min: 1,
    max,
    valid: hasScheme('http', 'https', 'mailto', 'tel', 'slack'),
    message: 'must be a valid URL',
  });

export const webUrl = (max: number): Rule =>
  string({ min: 1, max, valid: hasScheme('http', 'https'), message: 'must be a valid URL' });

/** Slack embeds and runs only content that is served over HTTPS. */
export const secureUrl = (max: number): Rule =>
  string({ min: 1, max, valid: hasScheme('https'), message: 'must be a valid HTTPS URL' });

export const blockId = string({ min: 1, max: limits.blockId });
export const actionId = string({ min: 1, max: limits.actionId });
export const style = oneOf('primary', 'danger');

export const confirm = shape({
  title: need(plainText(limits.confirm.title)),
  text: need(anyText(limits.confirm.text)),
  confirm: need(plainText(limits.confirm.confirm)),
  deny: need(plainText(limits.confirm.deny)),
  style,
});

const optionFields = (label: (max: number) => Rule): Fields => ({
  text: need(label(limits.option.text)),
  value: need(string({ min: 1, max: limits.option.value })),
  description: label(limits.option.description),
});

/** An option of a menu. */
export const menuOption = shape(optionFields(plainText));

/** An option of checkboxes and radio buttons, the two that show mrkdwn. */
export const boxOption = shape(optionFields(anyText));

/** An option of an overflow menu, the only kind that may have a URL. */
export const overflowOption = shape({ ...optionFields(plainText), url: linkUrl(limits.option.url) });

export const optionGroup = shape({
  label: need(plainText(limits.optionGroup.label)),
  options: need(list(menuOption, limits.optionGroup.options)),
});

export const filter = shape(
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { min: 1 }),
    exclude_external_shared_channels: boolean,
    exclude_bot_users: boolean,
  },
  anyOf('include', 'exclude_external_shared_channels', 'exclude_bot_users'),
);

export const dispatchActionConfig = shape({
  trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 }),
});

const slackFile = shape(
  { id: string({ min: 1 }), url: webUrl(limits.image.url) },
  anyOf('id', 'url'),
  notBoth('id', 'url'),
);

/** Fields shared by image blocks and image elements. Slack requires exactly one source. */
export const imageFields: Fields = {
  alt_text: need(string({ min: 1, max: limits.image.altText })),
  image_url: webUrl(limits.image.url),
  slack_file: slackFile,
};
export const imageChecks: Check[] = [anyOf('image_url', 'slack_file'), notBoth('image_url', 'slack_file')];
export const image = kind('image', imageFields, ...imageChecks);

/** A fault of the later entry when two entries of a list have the same `key`. */
export const distinct =
  (listKey: string, key: string): Check =>
  (object, at) => {
    const seen = new Set<unknown>();
    return objectsIn(object[listKey]).flatMap(([index, entry]) => {
      if (!seen.has(entry[key])) {
        seen.add(entry[key]);
        return [];
      }
      const place = into(into(into(at, listKey), index), key);
      return fault(place, `\`${key}\` "${entry[key]}" already exists`);
    });
  };
