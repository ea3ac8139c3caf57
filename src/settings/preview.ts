import { ladder } from '../clocks/settings.ts';
import type { Db } from '../db/open.ts';
import { countErasable } from '../leads/erase.ts';
import { keepEndedMonths } from '../leads/settings.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { addWorkingTime } from '../teams/working-time.ts';
import type { Setting } from './setting.ts';

/** What a value would do, before anybody saves it. */
export type Preview =
  | { of: 'erasing'; leads: number }
  /** For a lead that is not hot and comes now to this team. */
  | { of: 'ladder'; teamName: string; acceptPerson: Date; acceptThread: Date; acceptEnds: Date }
  /** Nothing that the value does not say itself. */
  | { of: 'value' };

const MINUTE_MS = 60_000;

export function previewOf(db: Db, { key }: Setting<unknown>, value: unknown, now: Date): Preview {
  if (key === keepEndedMonths.key) {
    const months = keepEndedMonths.schema.parse(value);
    return { of: 'erasing', leads: months === null ? 0 : countErasable(db, months, now) };
  }
  const [team] = teamsOfKind(db, 'sales');
  if (key === ladder.key && team) {
    const { acceptPerson, acceptThread } = ladder.schema.parse(value);
    const at = (percent: number) => addWorkingTime(team, now, (team.acceptMinutes * MINUTE_MS * percent) / 100);
    return {
      of: 'ladder',
      teamName: team.name,
      acceptPerson: at(acceptPerson),
      acceptThread: at(acceptThread),
      acceptEnds: at(100),
    };
  }
  return { of: 'value' };
}
