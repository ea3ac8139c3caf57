import type { Inline } from './inline.ts';

const EMOJI = /:([a-z0-9_+'-]+)(?:::skin-tone-([2-6]))?:/g;

/** Plain text with its emoji. Entities stay as they are: in plain text `&lt;` is four characters. */
export function parsePlain(text: string, withEmoji: boolean): Inline[] {
  if (!withEmoji) return [{ type: 'text', text }];
  const out: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(EMOJI)) {
    if (match.index > from) out.push({ type: 'text', text: text.slice(from, match.index) });
    out.push({ type: 'emoji', name: match[1] ?? '', tone: match[2] ? Number(match[2]) : undefined, raw: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push({ type: 'text', text: text.slice(from) });
  return out;
}
