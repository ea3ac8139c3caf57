import { answerMindset } from '../../src/mindset/answer.ts';
import { openGroups } from '../../src/mindset/facilitate.ts';
import { checkOf } from '../../src/mindset/queries.ts';
import { mindsetRitual } from '../../src/mindset/ritual.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { placeLive, saveLive } from '../../src/platform/outbox/live-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { startNow } from '../../src/rituals/acts.ts';
import { runningCycle } from '../../src/rituals/queries.ts';
import { publishCycle } from '../../src/rituals/steps.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { newWorld, type World } from '../rituals/world.ts';

const START = '2026-11-30T10:00:00Z';
export const CLOSED = '2026-12-03T16:00:10Z';
export let world: World;
export let cycleId: number;

export const act = <T>(change: (tx: Tx) => T): Promise<T> => world.write(change);
export const say = (userId: string, ...words: string[]) =>
  act((tx) => answerMindset(tx as never as AnonymousTx, world.keys, { cycleId, userId, words }, world.now()));
/** The waiting messages of checks, which are settled then. */
export const post = () => {
  const rows = world.db.select().from(outbox).all();
  world.db.delete(outbox).run();
  return rows
    .filter(({ kind }) => kind.startsWith('mindset') || kind === 'live_edit')
    .map(({ kind, orderingKey }) => `${kind.replace('mindset_', '')} ${orderingKey}`)
    .sort();
};
/** A message that was posted about this, which changes with it. */
export const watch = (subject: string) =>
  act((tx) => {
    saveLive(tx, 1, { payload: {}, subjects: [subject] });
    placeLive(tx, 1, { channel: 'D1', ts: '1' }, world.now());
  });
export const EDIT = 'live_edit live_edits';
export const publish = () => act((tx) => publishCycle(tx, mindsetRitual, { cycleId, keys: world.keys }, world.now()));
export const leave = (...ids: string[]) =>
  act((tx) => noteStandings(tx, ids.map((id) => ({ id, standing: 'deactivated', isAdmin: false })) as never));
export const check = () => checkOf(world.db, cycleId);
export const sized = () => openGroups(world.db, cycleId).map(({ name, size }) => `${name} ${size}`);

async function start(): Promise<void> {
  await act((tx) => startNow(tx, mindsetRitual, { by: 'UMAX' }, world.now()));
  await world.at(new Date(world.now().getTime() + 10_000).toISOString());
  cycleId = runningCycle(world.db, 'mindset')?.id ?? 0;
}

/** A check that has begun: for `beforeEach`. */
export async function begin(): Promise<void> {
  world = await newWorld(START, () => [mindsetRitual]);
  world.people.C1.push('US0', 'US1', 'US2');
  world.people.C2.push('UM0', 'UM1', 'UM2', 'UM3');
  await world.at(START);
  await start();
}

/** Six sellers and six marketers. */
export const SELLERS = ['USAM', 'USUE', 'UMAX', 'US0', 'US1', 'US2'];
export const MARKETERS = ['UMIA', 'UMEG', 'UM0', 'UM1', 'UM2', 'UM3'];
export async function close(sellers = 6, marketers = 6): Promise<void> {
  for (const id of SELLERS.slice(0, sellers)) await say(id, 'zebra', 'delivery');
  for (const id of MARKETERS.slice(0, marketers)) await say(id, 'design', 'delivery');
  await world.at(CLOSED);
}
