import type { WinRules } from './table.ts';
import { USUAL_WEIGHTS, type Weights } from './types.ts';

/** Undefined rules are the usual ones. */
export function weightsOf(rules: WinRules | undefined): Weights {
  if (!rules) return USUAL_WEIGHTS;
  const { handOff, content, contacts, rideAlong, close } = rules;
  return { hand_off: handOff, content, contacts, ride_along: rideAlong, close };
}
