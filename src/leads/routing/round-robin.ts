/**
 * Round robin by weighted fair queuing (Demers, Keshav, Shenker 1989): each seller has a `pass`, which a turn increases
 * by 1/weight, and the lowest pass is next. While the same people are available, no one is more than one turn ahead of
 * their weight. The pass of people who are away advances with the others, so that they neither catch up when they are
 * back, nor do the others have to.
 */

export interface Turn {
  userId: string;
  /** Share of turns relative to the others; more than 0. */
  weight: number;
  pass: number;
}

/** The next of `available`; ties go to the lowest id, so that the result is repeatable. */
export function nextInTurn(available: readonly Turn[]): Turn | undefined {
  return available.reduce<Turn | undefined>((next, one) => {
    if (!next || one.pass < next.pass) return one;
    return one.pass === next.pass && one.userId < next.userId ? one : next;
  }, undefined);
}

/** All passes after `chosen` took a turn; `away` are the people who were skipped. */
export function afterTurn(turns: readonly Turn[], chosen: Turn, away: ReadonlySet<string>): Turn[] {
  return turns.map((turn) => {
    if (turn.userId === chosen.userId) return { ...turn, pass: turn.pass + 1 / turn.weight };
    // Not behind the people who took turns meanwhile.
    if (away.has(turn.userId)) return { ...turn, pass: Math.max(turn.pass, chosen.pass) };
    return turn;
  });
}

/** Returns a declined turn: that seller is next sooner. */
export const giveBack = (turn: Turn): Turn => ({ ...turn, pass: turn.pass - 1 / turn.weight });

/** The pass of a new seller: level with the next in turn, not with the day on which the team was created. */
export function startingPass(turns: readonly Pick<Turn, 'pass'>[]): number {
  return turns.length === 0 ? 0 : Math.min(...turns.map((turn) => turn.pass));
}
