/** Room for the anonymous answers of a number of people, prepared before the first of them answers. */
import type { KeyObject } from 'node:crypto';
import { pseudonymOf } from './pseudonyms.ts';
import { type Box, emptyBox } from './sealed-box.ts';

/** An answer decrypts and encrypts one whole box: a few milliseconds at this size, however many people are asked. */
const MAX_PER_BOX = 32;

/** Stands for a person who was asked. */
export const answererCode = (key: KeyObject, userId: string): string => pseudonymOf(key, 'answered', userId);

export interface PreparedBoxes {
  /** Of each person, with the box that has room for their answer. */
  codes: { code: string; part: number }[];
  boxes: (Box & { part: number })[];
}

/** The order of pseudonyms, and who shares a box, depend on the key alone. `contentBytes` is the longest answer. */
export function prepareAnswerBoxes(
  key: KeyObject,
  { userIds, contentBytes }: { userIds: readonly string[]; contentBytes: number },
): PreparedBoxes {
  const codes = userIds.map((userId) => answererCode(key, userId)).sort();
  const parts = Math.ceil(codes.length / MAX_PER_BOX);
  const capacity = Math.ceil(codes.length / parts);
  return {
    codes: codes.map((code, place) => ({ code, part: Math.floor(place / capacity) })),
    boxes: Array.from({ length: parts }, (_, part) => ({ part, ...emptyBox(key, { capacity, contentBytes }) })),
  };
}
