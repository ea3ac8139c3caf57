/** Baton starts no message outside the working time of its reader, through outages and on weekends. */
import { expect, test } from 'vitest';
import { createScene } from '../support/scene.ts';

// A Thursday, 16:25 in Berlin. Work ends at 17:00.
const scene = createScene({ at: '2026-11-19T15:25:00Z' });
const { as } = scene;
const dms = (who: string) => scene.news(who, '');

test('a message that waited while Slack was away comes the next morning, and is judged then', async () => {
  const { slack } = scene.app();
  const db = scene.app().baton.deps.db.$client;
  const names = [await scene.newLead(), await scene.newLead()];
  const askedFirst = (who: string) => names.find((name) => scene.standing(name).includes(`@${who}`)) ?? '';
  const [forSam, forSue] = [askedFirst('sam'), askedFirst('sue')];
  const [sam, sue] = [dms('sam').length, dms('sue').length];
  scene.app().setTime('2026-11-19T15:50:00Z');
  const outage = slack.faults.calls(
    { kind: 'error', error: 'internal_error' },
    { method: 'chat.postMessage', times: 9999 },
  );
  await scene.app().baton.runDue();
  scene.app().setTime('2026-11-19T15:56:00Z');
  await scene.app().baton.runDue();
  const stateOf = (userId: string | undefined) =>
    db.prepare("select state from outbox where kind = 'reminder' and ordering_key = ?").pluck().get(userId);
  await expect.poll(() => stateOf(slack.ids.people.sue)).toBe('sending');
  scene.app().setTime('2026-11-19T20:05:00Z');
  await expect
    .poll(() => [stateOf(slack.ids.people.sam), stateOf(slack.ids.people.sue)])
    .toEqual(['waiting', 'waiting']);
  outage.lift();
  await scene.travel('2026-11-19T20:05:30Z');
  expect([dms('sam').length, dms('sue').length]).toEqual([sam, sue]);
  // Sam accepts in the evening: nothing needs him to accept it the next morning.
  await scene.press('sam', forSam, 'Accept');
  await scene.travel('2026-11-20T07:59:00Z');
  expect(dms('sue')).toHaveLength(sue);
  await scene.travel('2026-11-20T08:06:00Z');
  expect(scene.news('sam', forSam).filter((text) => text.includes('to accept'))).toEqual([]);
  expect(scene.news('sue', forSue).length).toBeGreaterThan(0);
});

test('the acts of others on a weekend are one message on Monday', async () => {
  const names = [await scene.newLead(), await scene.newLead()];
  await scene.travel('2026-11-21T10:00:00Z');
  const before = dms('mia').length;
  for (const name of names) await scene.press('sue', name, 'Accept');
  expect(dms('mia')).toHaveLength(before);
  // The card shows it at any time.
  for (const name of names) expect(scene.standing(name)).toContain('@sue owns this');
  await scene.travel('2026-11-23T08:06:00Z');
  const [told, ...more] = dms('mia').slice(before);
  for (const name of names) expect(told).toContain(name);
  expect(more).toEqual([]);
});

test('a colleague who leaves on a Saturday is news on Monday', async () => {
  const { slack } = scene.app();
  slack.admin.hire('tom');
  slack.admin.invite('sales', 'tom');
  await scene.travel('2026-11-26T10:00:00Z');
  const name = await scene.newLead();
  await scene.press('tom', name, 'Accept');
  await scene.travel('2026-11-28T10:00:00Z');
  const before = { sam: dms('sam').length, sue: dms('sue').length, max: dms('max').length };
  slack.admin.deactivate('tom');
  await scene.travel('2026-11-28T12:00:00Z');
  expect(scene.standing(name)).not.toContain('@tom owns this');
  expect({ sam: dms('sam').length, sue: dms('sue').length, max: dms('max').length }).toEqual(before);
  await scene.travel('2026-11-30T08:06:00Z');
  expect(['sam', 'sue', 'max'].flatMap((who) => scene.news(who, name))).not.toEqual([]);
});

test('answers come at any time', async () => {
  await scene.travel('2026-12-05T22:00:00Z');
  const before = dms('sam').length;
  as('sam').say('dm', 'How does this work?');
  await scene.app().settled();
  expect(dms('sam').length).toBeGreaterThan(before);
});
