export interface JsonLine {
  text: string;
  /** JSON pointer of the value that starts on this line; undefined on a line where a value only ends. */
  pointer?: string;
}

interface Open {
  pointer: string;
  /** The next index of an array; undefined for an object. */
  index?: number;
}

/**
 * Lines of JSON indented by two spaces, each with the pointer of the value that starts on it. Reads the layout instead
 * of parsing, so that it also works on truncated JSON.
 */
export function jsonLines(json: string): JsonLine[] {
  const open: Open[] = [];
  return json.split('\n').map((text) => {
    if (/^\s*[\]}],?$/.test(text)) {
      open.pop();
      return { text };
    }
    const pointer = pointerOf(text, open.at(-1));
    const opened = /(?:^|\s)([[{])$/.exec(text)?.[1];
    if (opened) open.push({ pointer, index: opened === '[' ? 0 : undefined });
    return { text, pointer };
  });
}

function pointerOf(text: string, parent: Open | undefined): string {
  if (!parent) return '';
  if (parent.index !== undefined) {
    const pointer = `${parent.pointer}/${parent.index}`;
    parent.index += 1;
    return pointer;
  }
  const key = /^\s*("(?:[^"\\]|\\.)*"):/.exec(text)?.[1];
  const name = key === undefined ? '' : String(JSON.parse(key));
  return `${parent.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The line to mark for a fault: the line of its pointer or, for a missing value, the line of the object that lacks it.
 */
export function lineOfFault(lines: readonly JsonLine[], pointer: string): number {
  for (let rest = pointer; ; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('/')))) {
    const found = lines.findIndex((line) => line.pointer === rest);
    if (found >= 0 || rest === '') return found;
  }
}
