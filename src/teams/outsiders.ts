/** Guests and other companies in the channels of teams: they read every card, and a person who sets Baton up may not know. */
import { noteChange } from '../platform/changes/changes.ts';
import { eq } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { HOUR_MS, MINUTE_MS } from '../platform/time/units.ts';
import { allTeams } from './queries.ts';
import { sisterWorkspaces } from './settings.ts';
import { channelOutsiders } from './table.ts';

export interface Outsiders {
  channelId: string;
  /** Another company, or another workspace of the same organisation. */
  sharedWith: 'company' | 'workspace' | null;
  guests: number;
}

/** Whether Slack has told that only colleagues read this channel of a team. */
export const isKnownWithoutOutsiders = (db: Db, channelId: string): boolean =>
  rowOf(db, channelId) !== undefined && !outsidersOf(db).some((one) => one.channelId === channelId);

const ASK_EVERY_MS = HOUR_MS;
/** After a failure, in real time, however fast the injected clock runs. */
const REST_MS = MINUTE_MS;

/** Channels of teams with readers who are not colleagues, by name of the team. */
export function outsidersOf(db: Db): Outsiders[] {
  const known = db.select().from(channelOutsiders).all();
  const areColleagues = settingOf(db, sisterWorkspaces) === 'colleagues';
  return allTeams(db).flatMap((team) => {
    const found = known.find(({ channelId }) => channelId === team.channelId);
    if (!found) return [];
    // People of sister workspaces are no outsiders while they count as colleagues.
    const sharedWith = found.sharedWith === 'workspace' && areColleagues ? null : found.sharedWith;
    if (sharedWith === null && found.guests === 0) return [];
    return [{ channelId: team.channelId, sharedWith, guests: found.guests }];
  });
}

/** An async task: asks Slack at once about the channel of a new team, and then every hour. */
export function createOutsiderReader({
  db,
  write,
  web,
  directory,
  company,
  now,
  log,
}: Asking): (stop: AbortSignal) => Promise<void> {
  /** On the scale of performance.now(). */
  let restUntil = 0;
  return async (stop) => {
    if (performance.now() < restUntil) return;
    for (const { channelId } of allTeams(db)) {
      const at = now();
      if (stop.aborted) return;
      if (isKnown(db, channelId, at)) continue;
      try {
        const outsiders = await read({ web, directory, company }, channelId);
        await write((tx) => save(tx, outsiders, at));
      } catch (err) {
        log.debug({ err }, 'Slack does not tell who is in a channel; it is asked again');
        restUntil = performance.now() + REST_MS;
        return;
      }
    }
  };
}

type Asking = Pick<Services, 'db' | 'write' | 'web' | 'directory' | 'company' | 'now' | 'log'>;

const rowOf = (db: Db, channelId: string) =>
  db.select().from(channelOutsiders).where(eq(channelOutsiders.channelId, channelId)).get();

function isKnown(db: Db, channelId: string, now: Date): boolean {
  const known = rowOf(db, channelId);
  return known !== undefined && Math.abs(now.getTime() - known.readAt.getTime()) < ASK_EVERY_MS;
}

async function read(
  { web, directory, company }: Pick<Asking, 'web' | 'directory' | 'company'>,
  channelId: string,
): Promise<Outsiders> {
  const { channel } = await web.conversations.info({ channel: channelId });
  if (!channel) throw new TypeError('conversations.info answered without a channel');
  const people = await directory.people(await directory.members({ channelId, userGroupId: null }));
  const within = channel.internal_team_ids ?? channel.shared_team_ids;
  const isBeyond = within?.some((id) => !company.workspaceIds.includes(id)) ?? true;
  return {
    channelId,
    sharedWith: channel.is_ext_shared ? 'company' : channel.is_org_shared && isBeyond ? 'workspace' : null,
    guests: people.filter(({ standing }) => standing === 'a guest').length,
  };
}

function save(tx: Tx, outsiders: Outsiders, now: Date): void {
  const { channelId, ...values } = outsiders;
  const before = rowOf(tx, channelId);
  tx.insert(channelOutsiders)
    .values({ ...outsiders, readAt: now })
    .onConflictDoUpdate({ target: channelOutsiders.channelId, set: { ...values, readAt: now } })
    .run();
  const isNew = (before?.sharedWith ?? null) !== values.sharedWith || (before?.guests ?? 0) !== values.guests;
  // The set-up is on the homes of admins and managers.
  if (isNew) noteChange(tx, { people: [], everybody: true }, now);
}
