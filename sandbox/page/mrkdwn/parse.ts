import { type Inline, parseInline, plainCode } from './inline.ts';

/** Slack's mrkdwn as blocks. Lines stay lines: mrkdwn has no lists or headings, and people type their own bullets. */
export type MrkdwnBlock =
  | { type: 'lines'; lines: Inline[][] }
  | { type: 'quote'; lines: Inline[][] }
  | { type: 'pre'; text: string };

const FENCE = '```';
const QUOTE = /^(?:>|&gt;)(?!(?:>|&gt;)) ?/;
const LONG_QUOTE = /^(?:>|&gt;){3} ?/;

export function parseMrkdwn(text: string, verbatim = false): MrkdwnBlock[] {
  const blocks: MrkdwnBlock[] = [];
  let rest = text;
  while (rest) {
    const open = rest.indexOf(FENCE);
    const close = open < 0 ? -1 : rest.indexOf(FENCE, open + FENCE.length);
    if (close < 0 || close === open + FENCE.length) {
      blocks.push(...parseLines(rest, verbatim));
      break;
    }
    const before = rest.slice(0, open).replace(/\n$/, '');
    if (before) blocks.push(...parseLines(before, verbatim));
    blocks.push({ type: 'pre', text: plainCode(rest.slice(open + FENCE.length, close).replace(/^\n|\n$/g, '')) });
    rest = rest.slice(close + FENCE.length).replace(/^\n/, '');
  }
  return blocks;
}

function parseLines(text: string, verbatim: boolean): MrkdwnBlock[] {
  const blocks: MrkdwnBlock[] = [];
  const add = (type: 'lines' | 'quote', line: string) => {
    const last = blocks.at(-1);
    const parsed = parseInline(line, verbatim);
    if (last?.type === type) last.lines.push(parsed);
    else blocks.push({ type, lines: [parsed] });
  };
  let quotesRest = false;
  for (const line of text.split(/\r?\n/)) {
    if (!quotesRest && LONG_QUOTE.test(line)) {
      quotesRest = true;
      add('quote', line.replace(LONG_QUOTE, ''));
    } else if (quotesRest) add('quote', line);
    else if (QUOTE.test(line)) add('quote', line.replace(QUOTE, ''));
    else add('lines', line);
  }
  return blocks;
}
