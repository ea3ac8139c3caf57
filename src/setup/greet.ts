import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import { dedupeKeyOf, forgetPosted, type PostedKey } from '../platform/outbox/posted-messages.ts';
import type { Services } from '../platform/services.ts';
import { listPlaces } from '../platform/slack/channels.ts';
import { allTeams } from '../teams/queries.ts';
import { GREETED, isReached, reach } from './milestones.ts';
import { isSetUp, type SetupState, setupState } from './state.ts';
import { setupGreetings } from './table.ts';
import { keepProposals } from './teams.ts';

type Greeting = Pick<Services, 'db' | 'write' | 'web' | 'directory' | 'company' | 'now' | 'log'>;

/** In a workspace with dozens of admins the first few are enough; the others find the list on their home. */
const MOST_GREETED = 5;

/**
 * At the first start without a team, proposes teams from the names of channels and user groups, and greets the admins
 * once. Slack does not tell an app who installed it; it must have been an admin, or been approved by one.
 */
export async function greetAdmins({ db, write, web, directory, company, now, log }: Greeting): Promise<void> {
  if (isReached(db, GREETED) || allTeams(db).length > 0) return;
  const asked = await Promise.all([directory.admins(), listPlaces(web, company)]).catch((err: unknown) => {
    log.warn({ err }, 'Slack could not be asked who set Baton up; it is asked again');
  });
  if (!asked) return;
  const [admins, places] = asked;
  await write((tx) => {
    if (allTeams(tx).length > 0 || !reach(tx, GREETED, null, now())) return;
    keepProposals(tx, places);
    for (const { id } of admins.slice(0, MOST_GREETED)) greet(tx, id, now());
  });
}

function greet(tx: Tx, userId: string, now: Date): void {
  tx.insert(setupGreetings)
    .values({ userId, shown: summary(setupState(tx)) })
    .run();
  announce(tx, userId, now);
}

/** Updates the check-list in the messages that show it, after any change. */
export function tickGreetings(tx: Tx, now: Date): void {
  const greetings = tx.select().from(setupGreetings).all();
  if (greetings.length === 0) return;
  const shown = summary(setupState(tx));
  for (const { userId } of greetings.filter((one) => one.shown !== shown)) {
    tx.update(setupGreetings).set({ shown }).where(eq(setupGreetings.userId, userId)).run();
    announce(tx, userId, now);
  }
}

/** The check-list in the direct messages of a person. */
export const setupListKey = (userId: string): PostedKey => ({ kind: 'setup_list', subjectId: 0, recipient: userId });

function announce(tx: Tx, userId: string, now: Date): void {
  const dedupeKey = dedupeKeyOf(setupListKey(userId));
  enqueue(tx, 'setup_greeting', { userId }, { orderingKey: userId, dedupeKey }, now);
}

/** Everything that the list shows, to detect a change. */
const summary = ({ sales, marketing, ...state }: SetupState): string =>
  JSON.stringify([state, sales.map(({ updatedAt }) => updatedAt), marketing.map(({ updatedAt }) => updatedAt)]);

export const greetingOf = (db: Db, userId: string) =>
  db.select().from(setupGreetings).where(eq(setupGreetings.userId, userId)).get();

/** Stops updating a completed list: it stays as it reads. */
export function forgetDoneGreeting(tx: Tx, userId: string): void {
  if (!isSetUp(setupState(tx))) return;
  tx.delete(setupGreetings).where(eq(setupGreetings.userId, userId)).run();
  forgetPosted(tx, setupListKey(userId));
}

/** Searches the workspace again for channels and groups to propose. */
export async function lookAgain({ write, web, company }: Pick<Greeting, 'write' | 'web' | 'company'>): Promise<void> {
  const places = await listPlaces(web, company);
  await write((tx) => keepProposals(tx, places));
}
