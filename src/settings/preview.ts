import { countForgettable } from '../feedback/forget.ts';
import { keepRoundsMonths } from '../feedback/settings.ts';
import { countErasable } from '../leads/retention/erase.ts';
import { keepEndedMonths } from '../leads/settings.ts';
import { escalation } from '../leads/sla/settings.ts';
import type { Db } from '../platform/db/open.ts';
import { monthsBefore } from '../platform/settings/retention.ts';
import type { Setting } from '../platform/settings/setting.ts';
import { countErasableRequests } from '../requests/erase.ts';
import { keepRequestsMonths } from '../requests/settings.ts';
import { teamsOfKind } from '../teams/queries.ts';
import { addWorkingTime } from '../teams/working-time.ts';

/** What a value would do, before anybody saves it. */
export type Preview =
  | { of: 'erasing'; what: 'lead' | 'request' | 'round'; count: number }
  /** For a lead that is not hot and comes now to this team. */
  | { of: 'ladder'; teamName: string; acceptPerson: Date; acceptThread: Date; acceptEnds: Date }
  /** Nothing that the value does not say itself. */
  | { of: 'value' };

const MINUTE_MS = 60_000;

export function previewOf(db: Db, { key }: Setting<unknown>, value: unknown, now: Date): Preview {
  if (key === keepEndedMonths.key) {
    const months = keepEndedMonths.schema.parse(value);
    return { of: 'erasing', what: 'lead', count: months === null ? 0 : countErasable(db, months, now) };
  }
  if (key === keepRequestsMonths.key) {
    const months = keepRequestsMonths.schema.parse(value);
    const count = months === null ? 0 : countErasableRequests(db, monthsBefore(now, months));
    return { of: 'erasing', what: 'request', count };
  }
  if (key === keepRoundsMonths.key) {
    const months = keepRoundsMonths.schema.parse(value);
    const count = months === null ? 0 : countForgettable(db, monthsBefore(now, months));
    return { of: 'erasing', what: 'round', count };
  }
  const [team] = teamsOfKind(db, 'sales');
  if (key === escalation.key && team) {
    const { acceptPerson, acceptThread } = escalation.schema.parse(value);
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
