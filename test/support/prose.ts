import type { Source } from './sources.ts';

/** A passage that a person reads: a comment, a text in quotes, a paragraph. */
export interface Passage {
  /** Offset of the passage in its file. */
  at: number;
  /** As long as in the file, with comment marks, code and line prefixes replaced by spaces. */
  text: string;
}

/** Texts in quotes before comments, so that `//` in an address is not read as a comment. */
const CODE =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*|<!--[\s\S]*?-->/g;
/** Text between two tags. */
const JSX_TEXT = /(?<=[^=]>)[^<>{}()=;]*[a-z] [^<>{}()=;]*(?=<)/g;
const HASH = /(?<=^|\n)[ \t]*#[^\n]*(?:\n[ \t]*#[^\n]*)*/g;
/** Fenced blocks, code within a line, addresses of links. */
const MARKDOWN_CODE = /```[\s\S]*?```|`[^`\n]*`|\]\([^)]*\)/g;
/** Items of a list, cells of a table, headings and quotes are paragraphs of their own. */
const PARAGRAPH = /(?:(?!\n[ \t]*(?:\n|[-*#>|]|\d+\.))[^|])+/g;

const blank = (text: string) => text.replace(/[^\n]/g, ' ');
const matches = (text: string, pattern: RegExp): Passage[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ at: index, text: found }));

function passageOfCode({ at, text }: Passage): Passage[] {
  if (/^\/[/*]|^<!/.test(text)) {
    return [{ at, text: text.replace(/\*\/|-->|(?<=^|\n)[ \t]*(?:\/\/|\/\*+|<!--|\*)/g, blank) }];
  }
  const inner = ` ${text.slice(1, -1)} `.replace(/\$\{[^}]*\}/g, (code) => '…'.padEnd(code.length));
  return /\S\s+\S/.test(inner) ? [{ at, text: inner }] : []; // One word alone is a name, a path or a value.
}

/** Everything in a file that is written for people. */
export function proseOf({ path, text }: Source): Passage[] {
  if (path.endsWith('.md')) {
    return matches(text.replace(MARKDOWN_CODE, blank), PARAGRAPH).map(({ at, text: found }) => ({
      at,
      text: found.replace(/^\s*[-*>#]+/, blank),
    }));
  }
  if (/\.(?:[jt]sx?|mjs|css|html)$/.test(path)) {
    const inTags = /\.(?:tsx|html)$/.test(path) ? matches(text, JSX_TEXT) : [];
    return [...matches(text, CODE).flatMap(passageOfCode), ...inTags];
  }
  return matches(text, HASH).map((found) => ({ ...found, text: found.text.replace(/(?<=^|\n)[ \t]*#/g, blank) }));
}
