/**
 * Short builders for Block Kit. Typed text goes through `literal` or rich text, where nothing is markup; `mrkdwn` is for
 * Baton's own sentences. Limits are Slack's (https://docs.slack.dev/reference/block-kit).
 */
import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  ExternalSelect,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
  StaticSelect,
} from '@slack/types';
import { isolated } from './bidi.ts';

/** Baton's own words: emoji shortcodes become emoji. */
export const plain = (text: string): PlainTextElement => ({ type: 'plain_text', text, emoji: true });

/** Typed text, shown unchanged; longer text is cut with a visible mark. */
export const literal = (text: string, max = 3000): PlainTextElement => ({
  type: 'plain_text',
  text: cutIsolated(text, max),
  emoji: false,
});

export const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text: cut(text, 3000) });

/** Cuts at `max` characters, with a visible mark. The caller offers a way to the full text. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // A surrogate pair that is cut in half would show as a replacement character.
  return `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Isolating direction marks adds characters, which count too. */
function cutIsolated(text: string, max: number): string {
  const whole = isolated(text);
  if (whole.length <= max) return whole || '…';
  for (let room = max; room > 1; ) {
    const shown = isolated(cut(text, room));
    if (shown.length <= max) return shown || '…';
    room -= shown.length - max;
  }
  return '…';
}

export const header = (typed: string): HeaderBlock => ({ type: 'header', text: literal(typed, 150) });

/** A header in Baton's own words. */
export const heading = (text: string): HeaderBlock => ({ type: 'header', text: plain(text) });

export const section = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });

export const context = (...texts: string[]): ContextBlock => ({ type: 'context', elements: texts.map(mrkdwn) });

export const divider: DividerBlock = { type: 'divider' };

export function actions(
  blockId: string,
  ...elements: (Button | Overflow | StaticSelect | ExternalSelect)[]
): ActionsBlock {
  return { type: 'actions', block_id: blockId, elements };
}

interface ButtonLook {
  style?: 'primary' | 'danger';
  url?: string;
  /** Read aloud by screen readers in place of the text. */
  label?: string;
  confirm?: { title: string; text: string; yes: string };
}

export const button = (actionId: string, text: string, value: string, look: ButtonLook = {}): Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(text),
  value,
  ...(look.style && { style: look.style }),
  ...(look.url && { url: look.url }),
  ...(look.label && { accessibility_label: cutIsolated(look.label, 75) }),
  ...(look.confirm && {
    confirm: {
      title: plain(look.confirm.title),
      text: plain(look.confirm.text),
      confirm: plain(look.confirm.yes),
      deny: plain('Cancel'),
    },
  }),
});

export const option = (value: string, text: string): PlainTextOption => ({
  text: plain(cut(text, 75)),
  value,
});

/** An option whose text a person typed. */
export const typedOption = (value: string, text: string): PlainTextOption => ({ text: literal(text, 75), value });

export const options = (words: Record<string, string>): PlainTextOption[] =>
  Object.entries(words).map(([value, text]) => option(value, text));

export const overflow = (actionId: string, choices: PlainTextOption[]): Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: choices,
});

type WithoutActionId<E> = E extends unknown ? Omit<E, 'action_id'> : never;

/** One id names block, action and field, so that an error appears at its field. */
export const input = (
  id: string,
  label: string,
  element: WithoutActionId<InputBlock['element']>,
  hint?: string,
): InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { ...element, action_id: id } as InputBlock['element'],
  ...(hint && { hint: plain(hint) }),
});

export const optional = (block: InputBlock): InputBlock => ({ ...block, optional: true });

/** A text field that holds `initial`, cut to the field's limit with a visible mark. */
export const textField = (
  max: number,
  initial?: string | null,
  more: { multiline?: boolean; placeholder?: string } = {},
) => ({
  type: 'plain_text_input' as const,
  max_length: max,
  ...(more.multiline && { multiline: true }),
  ...(more.placeholder && { placeholder: plain(more.placeholder) }),
  ...(initial && { initial_value: cut(initial, max) }),
});

/** Slack's limit for options, for groups, and for options in a group. */
const MOST_OPTIONS = 100;

export function selectField(choices: PlainTextOption[], initial?: string | null, placeholder = 'Choose…') {
  const chosen = choices.find((choice) => choice.value === initial);
  return {
    type: 'static_select' as const,
    placeholder: plain(placeholder),
    ...(choices.length > MOST_OPTIONS ? { option_groups: grouped(choices) } : { options: choices }),
    ...(chosen && { initial_option: chosen }),
  };
}

const grouped = (choices: PlainTextOption[]) =>
  Array.from({ length: Math.ceil(choices.length / MOST_OPTIONS) }, (_, index) => {
    const options = choices.slice(index * MOST_OPTIONS, (index + 1) * MOST_OPTIONS);
    const first = index * MOST_OPTIONS + 1;
    return { label: plain(`${first}–${first + options.length - 1}`), options };
  });

/** A piece of a line of rich text; a bare string is shown literally. */
export type Piece = string | RichTextElement;

export const bold = (text: string): Piece => ({ type: 'text', text: isolated(text), style: { bold: true } });
export const person = (userId: string): Piece => ({ type: 'user', user_id: userId });
export const channel = (channelId: string): Piece => ({ type: 'channel', channel_id: channelId });
export const emoji = (name: string): Piece => ({ type: 'emoji', name });
export const link = (url: string, text: string): Piece => ({ type: 'link', url, text: isolated(text) });
export const boldLink = (url: string, text: string): Piece => ({
  type: 'link',
  url,
  text: isolated(text),
  style: { bold: true },
});
/** A moment in the reader's own zone. `{date}` and `{date_pretty}` have no year within six months. */
export const date = (at: Date, format = '{date_pretty} at {time}'): Piece => dated('', at, format);

/** With the words before it, since Slack begins a date of its own with a capital: "due today at 11:00 AM". */
export const dated = (words: string, at: Date, format = '{date_pretty} at {time}'): Piece => ({
  type: 'date',
  timestamp: Math.floor(at.getTime() / 1000),
  format: `${words}${format}`,
  fallback: `${words}${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
});

const element = (piece: Piece): RichTextElement =>
  typeof piece === 'string' ? { type: 'text', text: isolated(piece) } : piece;

/** Slack refuses an empty text element. */
const elements = (pieces: Piece[]) => pieces.map(element).filter((one) => one.type !== 'text' || one.text !== '');

export type Line = Piece[] | { quote: Piece[] };

/** Lines of rich text in one block; a `quote` is set off. */
export function rich(...lines: Line[]): RichTextBlock {
  const block: RichTextBlock = { type: 'rich_text', elements: [] };
  let text: Piece[] = [];
  const endText = () => {
    if (text.length > 0) block.elements.push({ type: 'rich_text_section', elements: elements(text) });
    text = [];
  };
  for (const line of lines) {
    if ('quote' in line) {
      endText();
      block.elements.push({ type: 'rich_text_quote', elements: elements(line.quote) });
    } else if (line.length > 0) {
      // Neighbouring sections would run into one another: lines of text are one section.
      text.push(...(text.length > 0 ? ['\n'] : []), ...line);
    }
  }
  endText();
  return block;
}

/** Joins pieces with a middle dot. */
export const dotted = (parts: Piece[][]): Piece[] =>
  parts.flatMap((part, index) => (index === 0 ? part : ['  ·  ', ...part]));

export type Blocks = KnownBlock[];
