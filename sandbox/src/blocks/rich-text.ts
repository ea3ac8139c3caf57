import { blockId, linkUrl } from './composition.ts';
import { limits } from './limits.ts';
import { boolean, byType, type Fields, integer, kind, list, need, oneOf, shape, string } from './rule.ts';

/** The rich_text block: docs.slack.dev/reference/block-kit/blocks/rich-text-block. */

const some = string({ min: 1 });
const anyUrl = linkUrl(limits.image.url);

const style = shape({ bold: boolean, italic: boolean, strike: boolean, code: boolean, underline: boolean });

/** Mentions have the text styles except `code`, and three of their own. */
const mentionStyle = shape({
  bold: boolean,
  italic: boolean,
  strike: boolean,
  underline: boolean,
  highlight: boolean,
  client_highlight: boolean,
  unlink: boolean,
});

const styled = (fields: Fields): Fields => ({ ...fields, style });
const mention = (fields: Fields): Fields => ({ ...fields, style: mentionStyle });

const text = kind('text', styled({ text: need(some) }));
const link = kind('link', styled({ url: need(anyUrl), text: string(), unsafe: boolean }));

const inline = byType([
  text,
  link,
  kind('user', mention({ user_id: need(some) })),
  kind('usergroup', mention({ usergroup_id: need(some) })),
  kind('team', mention({ team_id: need(some) })),
  kind('channel', mention({ channel_id: need(some) })),
  kind('broadcast', styled({ range: need(oneOf('here', 'channel', 'everyone')) })),
  kind('emoji', styled({ name: need(some), unicode: some, url: anyUrl, skin_tone: integer({ min: 1, max: 6 }) })),
  kind('color', styled({ value: need(some) })),
  kind('date', styled({ timestamp: need(integer()), format: need(some), url: anyUrl, fallback: some })),
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
