/** Direction marks in typed text are kept, but do not affect the words around it. */

const EMBEDDING = /[\u202a\u202b\u202d\u202e]/;
const ISOLATE = /[\u2066-\u2068]/;
const POP_EMBEDDING = '\u202c';
const POP_ISOLATE = '\u2069';
const FIRST_STRONG_ISOLATE = '\u2068';
const ANY_MARK = /[\u202a-\u202e\u2066-\u2069]/;
/** To the bidirectional algorithm each line is a paragraph: an isolate ends with its line. */
const LINE_END = /(\r\n|[\n\r\u2029])/;

/**
 * Isolates the direction marks of each line, so that they cannot reorder the text next to it (UAX #9).
 * Text without such marks, or already isolated, is returned unchanged.
 */
export function isolated(text: string): string {
  if (!ANY_MARK.test(text)) return text;
  return text.split(LINE_END).map(isolatedLine).join('');
}

function isolatedLine(line: string): string {
  if (!ANY_MARK.test(line)) return line;
  const open: ('embedding' | 'isolate')[] = [];
  let kept = '';
  let shutIn = true;
  for (const char of line) {
    if (ISOLATE.test(char)) open.push('isolate');
    else if (EMBEDDING.test(char)) {
      if (!open.includes('isolate')) shutIn = false;
      open.push('embedding');
    } else if (char === POP_ISOLATE) {
      const opened = open.lastIndexOf('isolate');
      // An unmatched end would close an isolate around this text.
      if (opened < 0) continue;
      open.length = opened;
    } else if (char === POP_EMBEDDING) {
      if (open.at(-1) !== 'embedding') continue;
      open.pop();
    }
    kept += char;
  }
  const unclosed = open.filter((kind) => kind === 'isolate').length;
  // The end of an isolate ends every embedding in it.
  const closed = kept + POP_ISOLATE.repeat(unclosed);
  return shutIn ? closed : `${FIRST_STRONG_ISOLATE}${closed}${POP_ISOLATE}`;
}
