/**
 * Whatever people do, whatever hours they work, and however often Slack is away: Baton starts no direct message outside the
 * working time of its reader.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allTeams } from '../../src/teams/queries.ts';
import { isWorking } from '../../src/teams/working-time.ts';
import { createScene } from '../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const MINUTE = 60_000;
const READERS = { sam: 'Sales', sue: 'Sales', max: 'Sales', mia: 'Marketing', ada: 'Marketing' } as const;
type Reader = keyof typeof READERS;

const hours = fc.constantFrom(['09:00', '17:00'], ['12:00', '20:00'], ['22:00', '06:00'], ['06:30', '14:30']);
const act = fc.constantFrom(
  'hand off',
  'name',
  'accept',
  'decline',
  'snooze',
  'reassign',
  'ask',
  'leave',
  'rest',
  'rest',
);
const step = fc.record({
  act,
  who: fc.constantFrom('sam', 'sue'),
  minutes: fc.integer({ min: 1, max: 500 }),
  isOut: fc.constantFrom(false, false, true),
});
const story = fc.record({ sales: hours, marketing: hours, steps: fc.array(step, { minLength: 16, maxLength: 16 }) });

const open: string[] = [];
let colleagues = 0;

/** Does it if it is possible now. Resolves with the person who acted, and hears the answer. */
async function play(kind: string, who: string): Promise<string | undefined> {
  if (kind === 'hand off' || kind === 'name') {
    open.push(await scene.newLead(kind === 'name' ? { 'Assign to': who } : {}));
    return 'mia';
  }
  if (kind === 'leave') {
    const { admin } = scene.app().slack;
    colleagues += 1;
    const tom = `tom${colleagues}`;
    admin.hire(tom);
    admin.invite('sales', tom);
    await scene.app().settled();
    await play('accept', tom);
    admin.deactivate(tom);
    return undefined;
  }
  const lead = open.at(-1);
  if (!lead || kind === 'rest') return undefined;
  try {
    await scene.press(who, lead, BUTTONS[kind] ?? '');
  } catch {
    return who; // The card has no such button now.
  }
  const modal = as(who).modals().at(-1);
  if (modal?.title === 'Decline') await scene.submit(who, 'Decline', { Reason: 'Too early' });
  else if (modal?.title === 'Snooze') await scene.submit(who, 'Snooze', { 'Snooze for': '1 hour' });
  else if (modal?.title === 'Reassign')
    await scene.submit(who, 'Reassign', { 'Assign to': who === 'sam' ? 'sue' : 'sam' });
  for (const left of as(who).modals()) await left.close();
  return who;
}

const BUTTONS: Record<string, string> = {
  accept: 'Accept',
  decline: 'Decline',
  snooze: 'Snooze…',
  reassign: 'Reassign…',
};

test('no direct message comes outside the working time of its reader', async () => {
  const { db, now } = scene.app().baton.deps;
  const { slack } = scene.app();
  let seen = 0;
  const newest = (who: string) => Number(as(who).dm().at(-1)?.ts ?? 0);
  await fc.assert(
    fc.asyncProperty(story, async ({ sales, marketing, steps }) => {
      const set = db.$client.prepare('UPDATE teams SET works_from = ?, works_until = ? WHERE name = ?');
      set.run(...sales, 'Sales');
      set.run(...marketing, 'Marketing');
      for (const { act: kind, who, minutes, isOut } of steps) {
        const before = new Map(Object.keys(READERS).map((one) => [one, newest(one)]));
        const outage =
          isOut &&
          slack.faults.calls({ kind: 'error', error: 'internal_error' }, { method: 'chat.postMessage', times: 9_999 });
        const actor = isOut ? undefined : await play(kind, who);
        await scene.app().settled();
        if (outage) {
          // Work becomes due while Slack is away, and Slack is back later.
          scene.app().setTime(new Date(now().getTime() + minutes * MINUTE));
          await scene.app().baton.runDue();
          scene.app().setTime(new Date(now().getTime() + 7 * minutes * MINUTE));
          outage.lift();
          await scene.app().settled();
        }
        await scene.travel(new Date(now().getTime() + minutes * MINUTE));
        for (const [reader, team] of Object.entries(READERS) as [Reader, string][]) {
          const calendar = allTeams(db).find(({ name }) => name === team);
          for (const { ts, text } of as(reader).dm()) {
            if (Number(ts) <= (before.get(reader) ?? 0) || reader === actor) continue;
            seen += 1;
            const at = new Date(Number(ts) * 1000);
            expect(calendar && isWorking(calendar, at), `${reader} at ${at.toISOString()}: ${text}`).toBe(true);
          }
        }
      }
    }),
    { numRuns: 2, seed: 20261119, endOnFailure: true },
  );
  // The stories have something to say.
  expect(seen).toBeGreaterThan(5);
}, 60_000);
