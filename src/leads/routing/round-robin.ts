/**
 * Whose turn it is, by weighted fair queuing (Demers, Keshav, Shenker 1989): each seller has a `pass`, which a turn moves
 * on by 1/weight, and the lowest pass is next. Over any stretch in which the same people are there, nobody is more than
 * one turn ahead of their weight. Whoever is away moves along with the others, so that they inherit no turns when they
 * are back, and nobody has to make up for them.
 */

export interface Turn {
  userId: string;
  /** Turns in relation to the others'; more than 0. */
  weight: number;
  pass: number;
}

/** The one of `available` whose turn it is; ties go to whoever comes first in the alphabet of ids, so it is repeatable. */
export function nextInTurn(available: readonly Turn[]): Turn | undefined {
  return available.reduce<Turn | undefined>((next, one) => {
    if (!next || one.pass < next.pass) return one;
    return one.pass === next.pass && one.userId < next.userId ? one : next;
  }, undefined);
}

/** Everybody's pass after `chosen` has had a turn; `away` are those who were skipped. */
export function afterTurn(turns: readonly Turn[], chosen: Turn, away: ReadonlySet<string>): Turn[] {
  return turns.map((turn) => {
    if (turn.userId === chosen.userId) return { ...turn, pass: turn.pass + 1 / turn.weight };
    // Not behind those who worked meanwhile.
    if (away.has(turn.userId)) return { ...turn, pass: Math.max(turn.pass, chosen.pass) };
    return turn;
  });
}

/** A declined turn is given back: whoever declined is sooner next again. */
export const giveBack = (turn: Turn): Turn => ({ ...turn, pass: turn.pass - 1 / turn.weight });

/** Where somebody new begins: level with whoever is next, not with the day on which the team was made. */
export function startingPass(turns: readonly Pick<Turn, 'pass'>[]): number {
  return turns.length === 0 ? 0 : Math.min(...turns.map((turn) => turn.pass));
}
