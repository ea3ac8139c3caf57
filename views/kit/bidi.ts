/** Direction marks in what people typed: shown, and without power over the words around them. */

const EMBEDDING = /[\u202a\u202b\u202d\u202e]/;
const ISOLATE = /[\u2066-\u2068]/;
const POP_EMBEDDING = '\u202c';
const POP_ISOLATE = '\u2069';
const FIRST_STRONG_ISOLATE = '\u2068';
const ANY_MARK = /[\u202a-\u202e\u2066-\u2069]/;
/** Each line is a paragraph of its own to the bidirectional algorithm: an isolate does not reach over its end. */
const LINE_END = /(\r\n|[\n\r\u2029])/;

/**
 * The text with its direction marks shut in, line by line, so that they cannot turn around what stands beside it
 * (UAX #9). Text without such marks is returned as it is, and so is text that is shut in already.
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
      // One that closes nothing here would close what stands around this text.
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
