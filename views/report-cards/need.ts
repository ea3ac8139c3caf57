/** A need of a card, as the value of a button. */

import { sides } from '../../src/feedback/types.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { Need } from '../../src/report-cards/act.ts';

export const writeNeed = ({ cycleId, side, place }: Need): string => `${cycleId}-${side}-${place}`;

/** @throws UserError if it was changed on its way. */
export function readNeed(value: string): Need {
  const [, cycleId, side, place] = /^(\d{1,15})-([a-z]+)-(\d{1,2})$/.exec(value) ?? [];
  const kind = sides.find((one) => one === side);
  if (!kind) throw new UserError('This button is from another version. Please open /baton report-card.');
  return { cycleId: Number(cycleId), side: kind, place: Number(place) };
}
