/** The state of a home that may be on screen. */
import { createHash } from 'node:crypto';

/** A home as drawn at one moment. */
export interface Drawn<View> {
  view: View;
  /** Teams whose changes it shows, besides the person's own. */
  teamIds: ReadonlySet<number>;
  /** Teams that the person manages: a change there counts as their own. */
  managedIds: ReadonlySet<number>;
  /** When it will look different even if nothing happens. */
  changesAt: Date | undefined;
}

/** Priority of a redraw: `later` for team figures, `soon` for the person's own matters, `now` if they asked for it. */
const priorities = { none: 0, later: 1, soon: 2, now: 3 } as const;
export type Priority = keyof typeof priorities;

export interface Screen {
  userId: string;
  openedAt: Date;
  priority: Priority;
  busy: boolean;
  /** Both as performance.now(): the end of its pace, and of the wait after a failure. */
  pacedUntil: number;
  restsUntil: number;
  failures: number;
  /** Fingerprint of the view that Slack has; undefined if unknown. */
  print?: string;
  hash?: string;
  drawn?: Omit<Drawn<unknown>, 'view'>;
  drawnAt: number;
}

export const freshScreen = (userId: string, openedAt: Date): Screen => ({
  userId,
  openedAt,
  priority: 'none',
  busy: false,
  pacedUntil: 0,
  restsUntil: 0,
  failures: 0,
  drawnAt: Number.NEGATIVE_INFINITY,
});

export function requestRedraw(screen: Screen, priority: Priority): void {
  if (priorities[priority] > priorities[screen.priority]) screen.priority = priority;
}

/** Highest priority first, then the most recently opened. */
export const byUrgency = (a: Screen, b: Screen): number =>
  priorities[b.priority] - priorities[a.priority] || b.openedAt.getTime() - a.openedAt.getTime();

/** Fingerprint: equal for equal views. */
export const printOf = (view: unknown): string => createHash('sha1').update(JSON.stringify(view)).digest('base64');

/**
 * The priority that a change in this team has for a person. A home that is not drawn yet may be affected by any change.
 */
export function concern({ drawn }: Screen, teamId: number): Priority {
  if (!drawn || drawn.managedIds.has(teamId)) return 'soon';
  return drawn.teamIds.has(teamId) ? 'later' : 'none';
}

/** Whether the person is in one of these teams. A home that is not drawn yet may be. */
export const isOfAny = ({ drawn }: Screen, teamIds: ReadonlySet<number>): boolean =>
  teamIds.size > 0 && (!drawn || [...teamIds].some((id) => drawn.teamIds.has(id)));
