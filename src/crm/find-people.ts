/** Reads the people of the CRM, and asks Slack who they are. */
import type { Services } from '../platform/services.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { DAY_MS, HOUR_MS } from '../platform/time/units.ts';
import type { CrmOwner } from './crm.ts';
import { foundPerson, listCrmPeople, savePeople, unknownPeople } from './people.ts';
import { syncOf, updateSync } from './progress.ts';

type Finding = Pick<Services, 'db' | 'write' | 'web' | 'now' | 'log'>;

/** users.lookupByEmail takes 50 calls a minute: https://docs.slack.dev/reference/methods/users.lookupByEmail */
const MOST_AT_ONCE = 20;

/** Reads them again after an hour. Without the scope `users:read.email`, which is tried then, admins choose the people. */
export async function findPeople(
  { db, write, web, now, log }: Finding,
  connectionId: number,
  readOwners: () => Promise<readonly CrmOwner[]>,
): Promise<void> {
  const readAt = syncOf(db, connectionId)?.ownersAt;
  const isRead = !readAt || now().getTime() - readAt.getTime() >= HOUR_MS;
  if (isRead) {
    const owners = await readOwners();
    await write((tx) => {
      savePeople(tx, connectionId, owners);
      updateSync(tx, connectionId, { ownersAt: now() });
    });
  }
  // Slack never told of anyone, so the scope is missing: not asked each half a minute.
  if (!isRead && listCrmPeople(db, connectionId).every(({ askedAt }) => askedAt === null)) return;
  const askedBefore = new Date(now().getTime() - DAY_MS);
  for (const person of unknownPeople(db, connectionId, askedBefore).slice(0, MOST_AT_ONCE)) {
    const userId = await userWith(web, person.email ?? '').catch((error: unknown) => {
      log.info({ error: slackError(error) ?? 'no_answer' }, 'Slack does not tell who has an address of the CRM');
      return undefined;
    });
    if (userId === undefined) return;
    await write((tx) => foundPerson(tx, person, userId, now()));
  }
}

/** Null if no one has it. @throws what Slack answers instead. */
async function userWith(web: Finding['web'], email: string): Promise<string | null> {
  try {
    const { user } = await web.users.lookupByEmail({ email });
    return user?.id ?? null;
  } catch (error) {
    if (slackError(error) === 'users_not_found') return null;
    throw error;
  }
}
