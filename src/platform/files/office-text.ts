import { unzipSync } from 'fflate';
import { Unreadable } from './unreadable.ts';

const DOCX_PARTS = /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;
const SLIDES = /^ppt\/(?:slides\/slide|notesSlides\/notesSlide)\d+\.xml$/;

/** The text of a Word document: the body first, then headers, footers and notes. */
export const docxText = (bytes: Uint8Array, unpackedBytes: number): string => {
  const parts = unzipped(bytes, DOCX_PARTS, unpackedBytes);
  if (!('word/document.xml' in parts)) throw notWhatItSays();
  const around = Object.keys(parts).filter((name) => name !== 'word/document.xml');
  return ['word/document.xml', ...around.sort()].map((name) => textOfXml(parts[name])).join('\n');
};

/** The text of a presentation, slide by slide, then the notes. */
export const pptxText = (bytes: Uint8Array, unpackedBytes: number): string => {
  const parts = unzipped(bytes, SLIDES, unpackedBytes);
  const names = Object.keys(parts).sort(
    (one, other) => Number(isNote(one)) - Number(isNote(other)) || numberOf(one) - numberOf(other),
  );
  if (names.length === 0) throw notWhatItSays();
  return names.map((name) => textOfXml(parts[name])).join('\n');
};

const isNote = (name: string) => name.includes('notesSlides');
const numberOf = (name: string) => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
const notWhatItSays = () => new Unreadable('It is damaged, or not what its name says.');

/** First bytes of an encrypted Office document, which is an OLE container and not a zip archive. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * The wanted parts of an archive. fflate unpacks at most the size that the archive declares for a part, so a small file
 * cannot grow beyond `mostBytes`.
 */
function unzipped(bytes: Uint8Array, wanted: RegExp, mostBytes: number): Record<string, Uint8Array> {
  if (OLE.every((byte, at) => bytes[at] === byte))
    throw new Unreadable('It is protected by a password, or from before 2007.');
  let left = mostBytes;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!wanted.test(name)) return false;
      left -= originalSize;
      if (left < 0) throw new Unreadable('It is too large to be read.');
      return true;
    },
  });
}

/** Ends of paragraphs, rows and lines; text between them runs on. */
const BREAKS = /^\/?(?:p|br|tr|cr|tab|tc)$/;

/** The text of WordprocessingML and DrawingML, which only elements named `t` hold. */
function textOfXml(part: Uint8Array | undefined): string {
  const xml = new TextDecoder().decode(part);
  let text = '';
  let isText = false;
  for (const [, tag, between = ''] of xml.matchAll(/<([^<>]*)>([^<]*)/g)) {
    const name = /^\/?(?:[\w.-]+:)?([\w.-]+)/.exec(tag ?? '')?.[1] ?? '';
    const isEnd = tag?.startsWith('/') || tag?.endsWith('/');
    if (name === 't') isText = !isEnd;
    else if (BREAKS.test(name) && (isEnd || name === 'br')) text += name === 'tab' || name === 'tc' ? ' ' : '\n';
    if (isText) text += entities(between);
  }
  return text;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const entities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
