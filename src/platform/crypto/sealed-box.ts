/**
 * A box has room for a fixed number of answers, each padded to one length. An answer changes every byte of the box and
 * not its length, so the change cannot be located from outside.
 */
import type { KeyObject } from 'node:crypto';
import { seal, unseal } from './pseudonyms.ts';
import { shuffled } from './shuffled.ts';

export interface Box {
  capacity: number;
  /** One answer and the four bytes of its length. */
  slotBytes: number;
  sealed: Buffer;
}

const LENGTH = 4;

/** `contentBytes` is the longest answer. */
export function emptyBox(key: KeyObject, { capacity, contentBytes }: { capacity: number; contentBytes: number }): Box {
  const slotBytes = LENGTH + contentBytes;
  return { capacity, slotBytes, sealed: seal(key, Buffer.alloc(capacity * slotBytes)) };
}

/**
 * The box with one more answer, in a new order. Only src/platform/db/write-anonymously.ts calls it.
 * @throws RangeError when the answer is too long or the box is full.
 */
export function putIn(key: KeyObject, box: Box, content: Buffer): Box {
  const contents = takeOut(key, box);
  if (content.length === 0 || LENGTH + content.length > box.slotBytes) throw new RangeError('An answer does not fit.');
  if (contents.length >= box.capacity) throw new RangeError('The box is full.');
  const slots = Buffer.alloc(box.capacity * box.slotBytes);
  for (const [place, one] of shuffled([...contents, content]).entries()) {
    const at = slots.writeUInt32BE(one.length, place * box.slotBytes);
    one.copy(slots, at);
  }
  return { ...box, sealed: seal(key, slots) };
}

/** All contents of the box, in no order. */
export function takeOut(key: KeyObject, { capacity, slotBytes, sealed }: Box): Buffer[] {
  const slots = unseal(key, sealed);
  return Array.from({ length: capacity }, (_, place) => {
    const at = place * slotBytes;
    return slots.subarray(at + LENGTH, at + LENGTH + slots.readUInt32BE(at));
  }).filter((content) => content.length > 0);
}
