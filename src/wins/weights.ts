import type { WinRules } from './table.ts';
import { USUAL_WEIGHTS, type Weights } from './types.ts';

/** Undefined rules are the usual ones. */
export const weightsOf = (rules: WinRules | undefined): Weights =>
  rules
    ? { hand_off: rules.handOff, content: rules.content, contacts: rules.contacts, close: rules.close }
    : USUAL_WEIGHTS;
