import { z } from 'zod';

const text = z.string().optional().catch(undefined);

/** The parts of an attachment that are read (https://docs.slack.dev/reference/messaging/payload). */
const attachment = z.object({
  pretext: text,
  title: text,
  text,
  fields: z.array(z.object({ title: text, value: text })).catch([]),
});
const textObject = z.object({ text: z.string() });
const block = z.object({
  text: textObject.optional().catch(undefined),
  fields: z.array(textObject).catch([]),
});
const parts = z.object({
  text,
  bot_id: text,
  blocks: z.array(block.catch({ fields: [] })).catch([]),
  attachments: z.array(attachment.catch({ fields: [] })).catch([]),
});

/**
 * All readable text of a message, in Slack's notation. Contact forms and CRMs post as apps, whose messages keep the
 * important parts in blocks and attachments. The blocks of people only repeat the text.
 */
export function textOfMessage(message: unknown): string {
  const parsed = parts.safeParse(message);
  if (!parsed.success) return '';
  const { text: plain, bot_id: app, blocks, attachments } = parsed.data;
  const told = attachments.flatMap((one) => [
    one.pretext,
    one.title,
    one.text,
    ...one.fields.map(({ title, value }) => (title ? `${title}: ${value ?? ''}` : value)),
  ]);
  const shown = app ? blocks.flatMap((one) => [one.text?.text, ...one.fields.map((field) => field.text)]) : [];
  return [...new Set([plain, ...shown, ...told])].filter(Boolean).join('\n');
}
