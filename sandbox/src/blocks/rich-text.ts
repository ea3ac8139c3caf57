import { blockId, linkUrl } from './composition.ts';
import { limits } from './limits.ts';
import { boolean, byType, type Fields, integer, kind, list, need, oneOf, shape, string } from './rule.ts';

/** The rich_text block: docs.slack.dev/reference/block-kit/blocks/rich-text-block. */

const some = string({ min: 1 });
const anyUrl = linkUrl(limits.image.url);

/** The styles of every run. Texts and links also have `code`. */
const styles: Fields = {
  bold: boolean,
  italic: boolean,
  strike: boolean,
  underline: boolean,
  highlight: boolean,
  client_highlight: boolean,
  unlink: boolean,
};
const style = shape({ ...styles, code: boolean });
const mentionStyle = shape(styles);

const styled = (fields: Fields): Fields => ({ ...fields, style });
const mention = (fields: Fields): Fields => ({ ...fields, style: mentionStyle });

/** Unlike other addresses, the one of a link may have any form: Slack's own messages hold links that are no URLs. */
const linkTarget = string({ min: 1, max: limits.image.url });

const hex = string({ valid: (value) => /^#?([\da-f]{3}|[\da-f]{6})$/i.test(value), message: 'must be a hex color' });

const text = kind('text', styled({ text: need(some) }));
const link = kind(
  'link',
  styled({
    url: need(linkTarget),
    text: string(),
    unsafe: boolean,
    from_llm: boolean,
    is_slack_url: boolean,
    truncated: boolean,
  }),
);

const inline = byType([
  text,
  link,
  kind('user', mention({ user_id: need(some), from_llm: boolean })),
  kind('usergroup', mention({ usergroup_id: need(some) })),
  kind('team', mention({ team_id: need(some) })),
  kind('channel', mention({ channel_id: need(some), tab_id: some, from_llm: boolean })),
  kind('broadcast', styled({ range: need(oneOf('here', 'channel', 'everyone')) })),
  kind('emoji', styled({ name: need(some), unicode: some, url: anyUrl, skin_tone: integer({ min: 1, max: 6 }) })),
  kind('color', styled({ value: need(hex) })),
  kind('date', styled({ timestamp: need(integer()), format: need(some), timezone: some, url: anyUrl, fallback: some })),
]);

const border = oneOf(0, 1);
const section = kind('rich_text_section', { elements: need(list(inline)) });

export const richText = kind('rich_text', {
  block_id: blockId,
  elements: need(
    list(
      byType([
        section,
        kind('rich_text_list', {
          elements: need(list(byType([section]))),
          style: need(oneOf('bullet', 'ordered')),
          indent: integer({ min: 0, max: limits.richTextList.indent }),
          offset: integer({ min: 0 }),
          border,
        }),
        kind('rich_text_quote', { elements: need(list(inline)), border }),
        kind('rich_text_preformatted', { elements: need(list(byType([text, link]))), border, language: some }),
      ]),
      { min: 1 },
    ),
  ),
});
