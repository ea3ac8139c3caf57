/**
 * One line of Slack's mrkdwn as a tree. Only the leaves are decoded, so typed text can never become a tag, a mention or
 * a link: those come from `<...>`, which typed text stores as `&lt;...&gt;`.
 */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; label?: string }
  | { type: 'user' | 'channel' | 'group'; id: string; label?: string }
  | { type: 'broadcast'; range: string }
  | { type: 'date'; timestamp: number; format: string; url?: string; fallback: string }
  | { type: 'emoji'; name: string; tone?: number; raw: string };

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const EMOJI = /:([a-z0-9_+'-]+)(?:::skin-tone-([2-6]))?:/y;
const BARE_URL = /https?:\/\/[^\s<>|`]+/y;
const BARE_EMAIL = /[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/iy;
const LINKABLE = /^(?:https?|mailto|tel|slack):/i;
const WORD = /[\p{L}\p{N}]/u;

function decodeEntities(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));
}

/** Only schemes that lead out of the page; `javascript:` and `data:` would run inside it. */
export function isLinkable(url: string): boolean {
  return LINKABLE.test(url);
}

/** `verbatim` leaves bare addresses alone, as a text object with `verbatim: true` asks. */
export function parseInline(line: string, verbatim = false): Inline[] {
  const out: Inline[] = [];
  let plain = '';
  let at = 0;

  const flush = () => {
    if (plain) out.push({ type: 'text', text: decodeEntities(plain) });
    plain = '';
  };
  const take = (node: Inline, length: number) => {
    flush();
    out.push(node);
    at += length;
  };

  while (at < line.length) {
    const char = line[at] ?? '';
    const found =
      (char === '<' && angle(line, at)) ||
      (char === '`' && code(line, at)) ||
      (char === ':' && emoji(line, at)) ||
      (char in MARKS && marked(line, at, char as keyof typeof MARKS, verbatim)) ||
      (!verbatim && !WORD.test(line[at - 1] ?? '') && bare(line, at));
    if (found) take(found.node, found.length);
    else {
      plain += char;
      at += 1;
    }
  }
  flush();
  return out;
}

interface Found {
  node: Inline;
  length: number;
}

function angle(line: string, at: number): Found | undefined {
  const end = line.indexOf('>', at);
  if (end < 0) return undefined;
  const inner = line.slice(at + 1, end);
  const node = angleNode(inner);
  return node && { node, length: end + 1 - at };
}

function angleNode(inner: string): Inline | undefined {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : decodeEntities(inner.slice(bar + 1)) || undefined;
  if (/^@[UWB][A-Z0-9]+$/.test(target)) return { type: 'user', id: target.slice(1), label };
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return { type: 'channel', id: target.slice(1), label };
  if (target.startsWith('!subteam^')) return { type: 'group', id: target.slice('!subteam^'.length), label };
  if (target.startsWith('!date^')) return dateNode(target, label);
  if (/^!(here|channel|everyone)$/.test(target)) return { type: 'broadcast', range: target.slice(1) };
  if (isLinkable(target)) return { type: 'link', url: decodeEntities(target), label };
  return undefined;
}

function dateNode(target: string, label: string | undefined): Inline | undefined {
  const [, timestamp = '', format = '', ...link] = target.split('^');
  if (!/^-?\d+$/.test(timestamp) || !format) return label ? { type: 'text', text: label } : undefined;
  const url = decodeEntities(link.join('^'));
  return {
    type: 'date',
    timestamp: Number(timestamp),
    format: decodeEntities(format),
    url: url && isLinkable(url) ? url : undefined,
    fallback: label ?? '',
  };
}

function code(line: string, at: number): Found | undefined {
  const end = line.indexOf('`', at + 1);
  if (end < 0 || end === at + 1) return undefined;
  return { node: { type: 'code', text: plainCode(line.slice(at + 1, end)) }, length: end + 1 - at };
}

/** Code shows its characters. Only the `<...>` of a link is removed, because the API puts it around addresses. */
export function plainCode(text: string): string {
  return decodeEntities(
    text.replace(/<((?:https?|mailto):[^>|]*)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url),
  );
}

function emoji(line: string, at: number): Found | undefined {
  EMOJI.lastIndex = at;
  const match = EMOJI.exec(line);
  if (!match?.[1]) return undefined;
  const tone = match[2] ? Number(match[2]) : undefined;
  return { node: { type: 'emoji', name: match[1], tone, raw: match[0] }, length: match[0].length };
}

function marked(line: string, at: number, mark: keyof typeof MARKS, verbatim: boolean): Found | undefined {
  const before = line[at - 1] ?? '';
  const first = line[at + 1] ?? '';
  if (WORD.test(before) || before === mark || !first || /\s/.test(first) || first === mark) return undefined;
  const end = closing(line, at + 1, mark);
  if (end < 0) return undefined;
  const children = parseInline(line.slice(at + 1, end), verbatim);
  return { node: { type: MARKS[mark], children }, length: end + 1 - at };
}

/** The mark that closes the one before `from`, skipping links and code; -1 if the line has none. */
function closing(line: string, from: number, mark: string): number {
  for (let at = from; at < line.length; at += 1) {
    const char = line[at];
    if (char === '<' || char === '`') {
      const skip = char === '<' ? angle(line, at) : code(line, at);
      if (skip) at += skip.length - 1;
      continue;
    }
    const next = line[at + 1] ?? '';
    if (char === mark && at > from && !/\s/.test(line[at - 1] ?? ' ') && !WORD.test(next) && next !== mark) return at;
  }
  return -1;
}

function bare(line: string, at: number): Found | undefined {
  BARE_URL.lastIndex = at;
  const url = BARE_URL.exec(line)?.[0].replace(/(?:[.,;:!?'")\]}*_~]|&gt;|&lt;.*)+$/, '');
  if (url && url.length > 'https://'.length) {
    return { node: { type: 'link', url: decodeEntities(url) }, length: url.length };
  }
  BARE_EMAIL.lastIndex = at;
  const email = BARE_EMAIL.exec(line)?.[0];
  return email ? { node: { type: 'link', url: `mailto:${email}`, label: email }, length: email.length } : undefined;
}
