/** Managers edit, post or skip a celebration. Nothing is posted by itself. */
import { noteChange } from '../../platform/changes/changes.ts';
import { eq, inArray, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { enqueue } from '../../platform/outbox/enqueue.ts';
import { dedupeKeyOf, type PostedKey } from '../../platform/outbox/posted-messages.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { allTeams, teamsOfKind } from '../../teams/queries.ts';
import { sharedChannel, winsChannel } from '../../teams/settings.ts';
import { readDraft } from './draft.ts';
import { celebrationOf, type Quarter } from './quarter.ts';
import { type Celebration, type CelebrationContent, celebratedWins, celebrations, moments } from './table.ts';

/** The channel of both teams, else that for wins, else one of each side. */
export function celebrationChannels(db: Db): string[] {
  const one = settingOf(db, sharedChannel) ?? settingOf(db, winsChannel);
  if (one !== null) return [one];
  const oldest = (['sales', 'marketing'] as const).flatMap((kind) =>
    teamsOfKind(db, kind)
      .toSorted((a, b) => a.id - b.id)
      .slice(0, 1),
  );
  return oldest.map(({ channelId }) => channelId);
}

interface Edit {
  quarter: Quarter;
  /** As the manager saw it. */
  version: number;
  by: string;
}

/** @throws UserError after another manager changed, posted or skipped it. */
export function editCelebration(tx: Tx, { content, ...edit }: Edit & { content: CelebrationContent }, now: Date): void {
  save(tx, edit, { state: 'draft', content, channels: [] }, now);
}

/** @throws UserError like `editCelebration`. */
export function skipCelebration(tx: Tx, edit: Edit, now: Date): void {
  save(tx, edit, { state: 'skipped', content: readDraft(tx, edit.quarter).content, channels: [] }, now);
}

/** @throws UserError like `editCelebration`. */
export function postCelebration(tx: Tx, edit: Edit, now: Date): void {
  const { content } = readDraft(tx, edit.quarter);
  const { id, channels } = save(tx, edit, { state: 'posted', content, channels: celebrationChannels(tx) }, now);
  const rows = content.leadIds.map((leadId) => ({ leadId, celebrationId: id }));
  if (rows.length > 0) tx.insert(celebratedWins).values(rows).run();
  tx.update(moments).set({ celebrationId: id }).where(inArray(moments.id, content.momentIds)).run();
  announceCelebration(tx, { id, channels }, now);
}

function save(
  tx: Tx,
  { quarter, version, by }: Edit,
  row: Pick<Celebration, 'state' | 'content' | 'channels'>,
  now: Date,
): Celebration {
  const saved = celebrationOf(tx, quarter.key);
  if (saved && saved.state !== 'draft') throw new UserError(`This celebration was ${saved.state} already.`);
  if ((saved?.version ?? 0) !== version) {
    throw new UserError('Another manager changed this draft in the meantime. Please open it again.');
  }
  const change = { ...row, version: version + 1, by, at: now };
  noteChange(tx, { people: allTeams(tx).map(({ managerId }) => managerId) }, now);
  return tx
    .insert(celebrations)
    .values({ quarter: quarter.key, ...change })
    .onConflictDoUpdate({ target: celebrations.quarter, set: change })
    .returning()
    .get();
}

export const celebrationKey = (id: number, channel: string): PostedKey => ({
  kind: 'celebration',
  subjectId: id,
  recipient: channel,
});

/** Posts it, or shows a change of a win or person in it. */
function announceCelebration(tx: Tx, { id, channels }: Pick<Celebration, 'id' | 'channels'>, now: Date): void {
  for (const channel of channels) {
    const dedupeKey = dedupeKeyOf(celebrationKey(id, channel));
    enqueue(tx, 'celebration', { id, channel }, { orderingKey: channel, dedupeKey }, now);
  }
}

const withWin = prepared((db) =>
  db
    .select({ id: celebrations.id, channels: celebrations.channels })
    .from(celebratedWins)
    .innerJoin(celebrations, eq(celebrations.id, celebratedWins.celebrationId))
    .where(eq(celebratedWins.leadId, sql.placeholder('leadId')))
    .prepare(),
);

/** In the transaction of a change of a win. */
export function refreshCelebrations(tx: Tx, leadId: number, now: Date): void {
  for (const celebration of withWin(tx).all({ leadId })) announceCelebration(tx, celebration, now);
}
