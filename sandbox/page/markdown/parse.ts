/** The Markdown of Slack's `markdown` block: the common part of CommonMark, tables and task lists. */
export type Markdown =
  | { type: 'heading'; level: number; text: Span[] }
  | { type: 'paragraph'; text: Span[] }
  | { type: 'list'; ordered: boolean; start: number; items: { text: Span[]; depth: number; done?: boolean }[] }
  | { type: 'quote'; blocks: Markdown[] }
  | { type: 'code'; text: string }
  | { type: 'rule' }
  | { type: 'table'; head: Span[][]; rows: Span[][][] };

export type Span =
  | { type: 'text'; text: string }
  | { type: 'strong' | 'em' | 'del'; children: Span[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; children: Span[] };

const ITEM = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

export function parseMarkdown(text: string): Markdown[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const out: Markdown[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (!line.trim()) at += 1;
    else if (/^(```|~~~)/.test(line)) at = takeCode(lines, at, out);
    else if (heading) {
      out.push({ type: 'heading', level: heading[1]?.length ?? 1, text: parseSpans(heading[2] ?? '') });
      at += 1;
    } else if (/^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$/.test(line)) {
      out.push({ type: 'rule' });
      at += 1;
    } else if (line.startsWith('>')) at = takeQuote(lines, at, out);
    else if (ITEM.test(line)) at = takeList(lines, at, out);
    else if (
      line.includes('|') &&
      /^\s*\|?[\s:|-]+\|?\s*$/.test(lines[at + 1] ?? '') &&
      (lines[at + 1] ?? '').includes('-')
    ) {
      at = takeTable(lines, at, out);
    } else at = takeParagraph(lines, at, out);
  }
  return out;
}

function takeCode(lines: string[], at: number, out: Markdown[]): number {
  const fence = lines[at]?.slice(0, 3) ?? '```';
  let end = at + 1;
  while (end < lines.length && !lines[end]?.startsWith(fence)) end += 1;
  out.push({ type: 'code', text: lines.slice(at + 1, end).join('\n') });
  return end + 1;
}

function takeQuote(lines: string[], at: number, out: Markdown[]): number {
  let end = at;
  while (end < lines.length && lines[end]?.startsWith('>')) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(/^> ?/, ''));
  out.push({ type: 'quote', blocks: parseMarkdown(inner.join('\n')) });
  return end;
}

function takeList(lines: string[], at: number, out: Markdown[]): number {
  const first = ITEM.exec(lines[at] ?? '');
  const list: Extract<Markdown, { type: 'list' }> = {
    type: 'list',
    ordered: first?.[2] !== undefined,
    start: Number(first?.[2] ?? 1),
    items: [],
  };
  let end = at;
  for (; end < lines.length; end += 1) {
    const item = ITEM.exec(lines[end] ?? '');
    if (!item) break;
    const depth = Math.floor((item[1] ?? '').replaceAll('\t', '    ').length / 2);
    const task = /^\[([ xX])\]\s+(.*)$/.exec(item[3] ?? '');
    list.items.push({
      text: parseSpans(task?.[2] ?? item[3] ?? ''),
      depth,
      ...(task && { done: task[1] !== ' ' }),
    });
  }
  out.push(list);
  return end;
}

function takeTable(lines: string[], at: number, out: Markdown[]): number {
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => parseSpans(cell.trim()));
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end += 1;
  out.push({ type: 'table', head: cells(lines[at] ?? ''), rows: lines.slice(at + 2, end).map(cells) });
  return end;
}

function takeParagraph(lines: string[], at: number, out: Markdown[]): number {
  let end = at + 1;
  while (
    end < lines.length &&
    lines[end]?.trim() &&
    !/^(?:#{1,6}\s|>|```|~~~)/.test(lines[end] ?? '') &&
    !ITEM.test(lines[end] ?? '')
  ) {
    end += 1;
  }
  out.push({ type: 'paragraph', text: parseSpans(lines.slice(at, end).join('\n')) });
  return end;
}

const SPANS: [RegExp, (match: RegExpExecArray) => Span][] = [
  [/^\\([!-/:-@[-`{-~])/, (match) => ({ type: 'text', text: match[1] ?? '' })],
  [/^`+([^`]+)`+/, (match) => ({ type: 'code', text: match[1] ?? '' })],
  [/^\*\*(?=\S)([\s\S]*?\S)\*\*/, (match) => ({ type: 'strong', children: parseSpans(match[1] ?? '') })],
  [/^__(?=\S)([\s\S]*?\S)__/, (match) => ({ type: 'strong', children: parseSpans(match[1] ?? '') })],
  [/^~~(?=\S)([\s\S]*?\S)~~/, (match) => ({ type: 'del', children: parseSpans(match[1] ?? '') })],
  [/^\*(?=\S)([^*]*?\S)\*/, (match) => ({ type: 'em', children: parseSpans(match[1] ?? '') })],
  [/^_(?=\S)([^_]*?\S)_(?![\p{L}\p{N}])/u, (match) => ({ type: 'em', children: parseSpans(match[1] ?? '') })],
  [
    /^!?\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)/,
    (match) => ({ type: 'link', url: match[2] ?? '', children: parseSpans(match[1] ?? '') }),
  ],
  [/^<(https?:[^>\s]+)>/, (match) => ({ type: 'link', url: match[1] ?? '', children: [] })],
  [/^https?:\/\/[^\s<>)]+/, (match) => ({ type: 'link', url: match[0], children: [] })],
];

export function parseSpans(text: string): Span[] {
  const out: Span[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const wordBefore = /[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
    const found = SPANS.map(([pattern, make]) => ({ match: pattern.exec(rest), make })).find(
      // snake_case is not emphasis.
      ({ match }) => match && !(wordBefore && rest.startsWith('_')),
    );
    if (found?.match) {
      if (plain) out.push({ type: 'text', text: plain });
      plain = '';
      out.push(found.make(found.match));
      at += found.match[0].length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) out.push({ type: 'text', text: plain });
  return out;
}
