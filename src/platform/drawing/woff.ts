import { inflateSync } from 'node:zlib';

const HEADER = { woff: 44, ttf: 12 };
const ENTRY = { woff: 20, ttf: 16 };

/**
 * Unpacks a font (WOFF 1.0, w3.org/TR/WOFF). fontkit reads packed ones too, but unpacks a table again for each letter,
 * which takes seconds in a font with all of Unicode.
 */
export function unpackedFont(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = HEADER.woff + at * ENTRY.woff;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(entry + field)) as [
      number,
      number,
      number,
    ];
    const content = woff.subarray(offset, offset + packed);
    const name = woff.subarray(entry, entry + 4);
    return { name, checksum: woff.readUInt32BE(entry + 16), content: packed < length ? inflateSync(content) : content };
  });
  const head = Buffer.alloc(HEADER.ttf + count * ENTRY.ttf);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  let offset = head.length;
  const contents = tables.map(({ name, checksum, content }, at) => {
    const entry = HEADER.ttf + at * ENTRY.ttf;
    name.copy(head, entry);
    head.writeUInt32BE(checksum, entry + 4);
    head.writeUInt32BE(offset, entry + 8);
    head.writeUInt32BE(content.length, entry + 12);
    const padding = Buffer.alloc((4 - (content.length % 4)) % 4);
    offset += content.length + padding.length;
    return Buffer.concat([content, padding]);
  });
  return Buffer.concat([head, ...contents]);
}
