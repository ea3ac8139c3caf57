import type { ContentKind } from '../library/settings.ts';
import type { Team } from '../teams/table.ts';
import { dateIn, workingDaysAhead } from '../teams/working-time.ts';

type Needed = Pick<ContentKind, 'label' | 'noticeDays'>;

/** The first day (ISO date) on which a kind of content can be had without a rush reason. */
export const earliestDay = (team: Team, { noticeDays }: Pick<Needed, 'noticeDays'>, now: Date): string =>
  workingDaysAhead(team, now, noticeDays);

/** The due date for a form whose kind changed: the earliest day of the kind, or the day that the person chose. */
export function dayToShow(
  team: Team,
  kinds: readonly ContentKind[],
  { kind, datedFor, neededBy }: { kind: string | null; datedFor: string | null; neededBy: string | null },
  now: Date,
): string | null {
  const dayFor = (key: string | null) => {
    const found = kinds.find((one) => one.key === key);
    return found ? earliestDay(team, found, now) : null;
  };
  const isChosen = neededBy !== null && neededBy !== dayFor(datedFor);
  return isChosen ? neededBy : dayFor(kind);
}

/** The fault of a due date, with the field that shows it. */
export function noticeFault(
  team: Team,
  kind: Needed,
  { neededBy, hurry }: { neededBy: string; hurry: string | null },
  now: Date,
): { field: 'neededBy' | 'hurry'; message: string } | undefined {
  if (neededBy < dateIn(team, now)) return { field: 'neededBy', message: 'Please choose a future date.' };
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
