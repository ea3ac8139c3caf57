/** What is remembered of a home that may be on somebody's screen. */
import { createHash } from 'node:crypto';

/** A home as it is at one moment. */
export interface Drawn<View> {
  view: View;
  /** Whose changes it shows beside the person's own. */
  teamIds: ReadonlySet<number>;
  /** Teams that the person answers for: what happens there is theirs. */
  managedIds: ReadonlySet<number>;
  /** When it would look different though nobody did anything. */
  changesAt: Date | undefined;
}

/** How soon: figures of the team, after what is somebody's own, after what they asked for themselves. */
const wishes = { none: 0, later: 1, soon: 2, now: 3 } as const;
export type Wish = keyof typeof wishes;

export interface Screen {
  userId: string;
  openedAt: Date;
  wish: Wish;
  busy: boolean;
  /** As performance.now(). */
  restsUntil: number;
  failures: number;
  /** Of the view that Slack has; undefined when that is not known. */
  print?: string;
  hash?: string;
  drawn?: Omit<Drawn<unknown>, 'view'>;
  drawnAt: number;
}

export const freshScreen = (userId: string, openedAt: Date): Screen => ({
  userId,
  openedAt,
  wish: 'none',
  busy: false,
  restsUntil: 0,
  failures: 0,
  drawnAt: Number.NEGATIVE_INFINITY,
});

export function want(screen: Screen, wish: Wish): void {
  if (wishes[wish] > wishes[screen.wish]) screen.wish = wish;
}

/** Whom to bring first: those who asked, then whoever looked last. */
export const byUrgency = (a: Screen, b: Screen): number =>
  wishes[b.wish] - wishes[a.wish] || b.openedAt.getTime() - a.openedAt.getTime();

/** Two views with the same are the same. */
export const printOf = (view: unknown): string => createHash('sha1').update(JSON.stringify(view)).digest('base64');

/** What a change in this team is to somebody; one whose home was not drawn yet may be anything. */
export function concern({ drawn }: Screen, teamId: number): Wish {
  if (!drawn || drawn.managedIds.has(teamId)) return 'soon';
  return drawn.teamIds.has(teamId) ? 'later' : 'none';
}

/** Whether somebody is of one of these teams; one whose home was not drawn yet may be. */
export const isOfAny = ({ drawn }: Screen, teamIds: ReadonlySet<number>): boolean =>
  teamIds.size > 0 && (!drawn || [...teamIds].some((id) => drawn.teamIds.has(id)));
