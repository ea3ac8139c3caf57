import { z } from 'zod';
import { decoded, readable } from './mrkdwn-in.ts';

const text = z.string().optional().catch(undefined);
const anything = z.array(z.unknown()).catch([]);

/** The parts of an attachment that are read (https://docs.slack.dev/reference/messaging/payload). */
const attachment = z.object({
  pretext: text,
  title: text,
  text,
  fields: z.array(z.object({ title: text, value: text })).catch([]),
  blocks: anything,
});
const address = z.object({ name: text, address: text });
const file = z.object({
  filetype: text,
  from: z.array(address).catch([]),
  to: z.array(address).catch([]),
  subject: text,
  plain_text: text,
  preview_plain_text: text,
});
const parts = z.object({
  text,
  bot_id: text,
  blocks: anything,
  attachments: z.array(attachment.catch({ fields: [], blocks: [] })).catch([]),
  files: z.array(file.catch({ from: [], to: [] })).catch([]),
});

/**
 * All text of a message as people read it, without Slack's notation. Contact forms and CRMs post as apps, whose messages
 * keep the important parts in blocks and attachments. The blocks of people only repeat the text.
 */
export function textOfMessage(message: unknown): string {
  const parsed = parts.safeParse(message);
  if (!parsed.success) return '';
  const { text: plain, bot_id: app, blocks, attachments, files } = parsed.data;
  const shown = app || !plain ? blocks.map(textOfBlock) : [];
  const told = attachments.flatMap((one) => [
    readable(one.pretext ?? ''),
    readable(one.title ?? ''),
    readable(one.text ?? ''),
    ...one.fields.map(({ title, value }) => [title, value].map((part) => readable(part ?? '')).join(title ? ': ' : '')),
    ...one.blocks.map(textOfBlock),
  ]);
  const rest = [...shown, ...told, ...files.map(textOfEmail)].filter((part) => part.trim() !== '');
  const said = readable(plain ?? '');
  // The text next to blocks is what a notification shows: often the same words.
  const isRepeated = rest.length > 0 && lettersIn(rest.join('')).includes(lettersIn(said));
  return [...new Set([...(isRepeated ? [] : [said]), ...rest])].join('\n');
}

const lettersIn = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '');

const textObject = z.object({ type: text, text: z.string() });
const said = (object: z.infer<typeof textObject>): string =>
  object.type === 'plain_text' ? decoded(object.text) : readable(object.text);

const anyText = textObject.optional().catch(undefined);
const block = z.object({
  type: text,
  text: z.union([textObject, z.string()]).optional().catch(undefined),
  fields: z.array(textObject).catch([]),
  elements: anything,
  rows: z.array(anything).catch([]),
  title: anyText,
});

/** Sections, headers, context, markdown, rich text and tables; other blocks say nothing. */
function textOfBlock(value: unknown): string {
  const parsed = block.safeParse(value);
  if (!parsed.success) return '';
  const { type, text: words, fields, elements, rows, title } = parsed.data;
  switch (type) {
    case 'rich_text':
      return elements.map((one) => textOfElement(one, 1)).join('\n');
    case 'table':
    case 'data_table':
      return rows.map((cells) => cells.map(textOfCell).join('\t')).join('\n');
    case 'context':
      return elements
        .map((element) => textObject.safeParse(element))
        .flatMap(({ data }) => (data ? [said(data)] : []))
        .join(' ');
    default: {
      const first = typeof words === 'string' ? decoded(words) : words && said(words);
      return [title && said(title), first, ...fields.map(said)].filter(Boolean).join('\n');
    }
  }
}

const textOfCell = (cell: unknown): string => {
  const parsed = z.object({ type: text, text }).safeParse(cell);
  return (parsed.data?.type === 'rich_text' ? textOfBlock(cell) : decoded(parsed.data?.text ?? '')).replace(
    /\s+/g,
    ' ',
  );
};

const element = z.object({
  type: text,
  text,
  url: text,
  name: text,
  user_id: text,
  elements: anything,
});

/** Slack nests a link in a section in a list. */
const DEEPEST = 10;

/** A part of rich text. Its text is plain, without Slack's notation. */
function textOfElement(value: unknown, depth: number): string {
  const parsed = element.safeParse(value);
  if (!parsed.success || depth > DEEPEST) return '';
  const { type, text: words, url, name, user_id: userId, elements } = parsed.data;
  const within = elements.map((one) => textOfElement(one, depth + 1));
  switch (type) {
    case 'rich_text_list':
      return within.join('\n');
    case 'link':
      return words ?? url?.replace(/^(?:mailto|tel):/, '') ?? '';
    case 'emoji':
      return name ? `:${name}:` : '';
    case 'user':
      return userId ? `<@${userId}>` : '';
    default:
      return `${words ?? ''}${within.join('')}`;
  }
}

/** A mail that was sent to a channel's address or dropped into Slack (https://docs.slack.dev/reference/objects/file-object). */
function textOfEmail({
  filetype,
  from,
  to,
  subject,
  plain_text: body,
  preview_plain_text: preview,
}: z.infer<typeof file>): string {
  if (filetype !== 'email') return '';
  const people = (list: z.infer<typeof address>[]) =>
    list.map((one) => `${one.name ?? ''} <${one.address ?? ''}>`.trim()).join(', ');
  return [`From: ${people(from)}`, `To: ${people(to)}`, `Subject: ${subject ?? ''}`, '', body ?? preview ?? ''].join(
    '\n',
  );
}
