import { sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { enqueue } from '../platform/outbox/enqueue.ts';
import type { Services } from '../platform/services.ts';
import { allTeams } from '../teams/queries.ts';
import { setupMarks } from './table.ts';

/** In a workspace with dozens of admins the first few are enough. */
const MOST_TOLD = 5;
const MARK = 'manifest:';

/** Version 0.1.0 noted nothing: these are its events and commands. */
const OF_0_1_0 = [
  ...['/ask-feedback', '/baton', '/content', '/handoff', '/leads', '/request-content'],
  ...[
    'app_home_opened',
    'app_mention',
    'dnd_updated_user',
    'member_joined_channel',
    'member_left_channel',
    'message.im',
  ],
  ...['reaction_added', 'reaction_removed', 'subteam_members_changed', 'user_change'],
];

/**
 * Tells admins and the log once which events and commands of the manifest an update added. Slack tells an app its scopes,
 * but not which events and commands are on, so Baton compares with the version that ran before.
 * @param parts reads the events and commands of this version.
 */
export function createManifestNews(
  { db, write, directory, now, log }: Pick<Services, 'db' | 'write' | 'directory' | 'now' | 'log'>,
  parts: () => readonly string[],
): () => Promise<void> {
  let isDone = false;
  // Read at once: a team that is made before the first run does not come from version 0.1.0.
  const noted = notedParts(db);
  const known = new Set(noted.length === 0 && allTeams(db).length > 0 ? OF_0_1_0 : noted);
  return async () => {
    if (isDone) return;
    const added = parts().filter((part) => !known.has(part));
    const isUpdate = known.size > 0 && added.length > 0;
    if (known.size === 0) {
      log.info(
        { parts: added },
        'These events and commands come with manifest.yml. Slack does not tell Baton which are on',
      );
    }
    if (isUpdate)
      log.warn({ added }, 'This version adds to the manifest. Paste manifest.yml under App Manifest of the app');
    const admins = isUpdate ? await directory.admins() : [];
    await write((tx) => {
      for (const part of added)
        tx.insert(setupMarks)
          .values({ key: `${MARK}${part}`, by: null, at: now() })
          .run();
      for (const { id: userId } of admins.slice(0, MOST_TOLD))
        enqueue(tx, 'manifest_news', { userId, added }, { orderingKey: userId }, now());
    });
    isDone = true;
  };
}

const notedParts = (db: Db): string[] =>
  db
    .select({ key: setupMarks.key })
    .from(setupMarks)
    .where(sql`${setupMarks.key} like ${`${MARK}%`}`)
    .all()
    .map(({ key }) => key.slice(MARK.length));

/** The events and commands among the routes, by their names in the manifest. */
export function manifestParts(routes: readonly { kind: string; name: string }[]): string[] {
  const names = routes.flatMap(({ kind, name }) => {
    if (kind === 'command') return name.split(' ')[0] ?? [];
    // Links are only in the manifest of a company that asked for them.
    if (kind === 'event' && name !== 'link_shared') return name === 'message' ? 'message.im' : name;
    return [];
  });
  return [...new Set(names)].sort();
}
