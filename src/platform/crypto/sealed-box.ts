/**
 * A box with room for so many answers from the beginning, each padded to one length. Whatever is put in, the box keeps
 * its length and is another in every byte, so what changed in it is not to be told from outside.
 */
import type { KeyObject } from 'node:crypto';
import { seal, shuffled, unseal } from './pseudonyms.ts';

export interface Box {
  capacity: number;
  /** For one answer with the four bytes of its length. */
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
 * The box with one answer more, all of them in another order.
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

/** Everything in the box, in no order. */
export function takeOut(key: KeyObject, { capacity, slotBytes, sealed }: Box): Buffer[] {
  const slots = unseal(key, sealed);
  return Array.from({ length: capacity }, (_, place) => {
    const at = place * slotBytes;
    return slots.subarray(at + LENGTH, at + LENGTH + slots.readUInt32BE(at));
  }).filter((content) => content.length > 0);
}
