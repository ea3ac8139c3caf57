import type { ContentKind } from '../library/settings.ts';
import type { Team } from '../teams/table.ts';
import { dateIn, workingDaysAhead } from '../teams/working-time.ts';

type Needed = Pick<ContentKind, 'label' | 'noticeDays'>;

/** The first day, as an ISO date, on which a kind of content can be had without a reason to hurry. */
export const earliestDay = (team: Team, { noticeDays }: Pick<Needed, 'noticeDays'>, now: Date): string =>
  workingDaysAhead(team, now, noticeDays);

/** What is wrong with the day on which something is needed, at the field where it stands. */
export function noticeFault(
  team: Team,
  kind: Needed,
  { neededBy, hurry }: { neededBy: string; hurry: string | null },
  now: Date,
): { field: 'neededBy' | 'hurry'; message: string } | undefined {
  if (neededBy < dateIn(team, now)) return { field: 'neededBy', message: 'Please choose a day that is still to come.' };
  const earliest = earliestDay(team, kind, now);
  if (neededBy >= earliest || hurry !== null) return undefined;
  const days = kind.noticeDays === 1 ? 'one working day' : `${kind.noticeDays} working days`;
  return {
    field: 'hurry',
    message: `“${kind.label}” takes ${days}, until ${inWords(earliest)}. If you need it sooner, say why.`,
  };
}

const inWords = (isoDate: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${isoDate}T00:00:00Z`));
