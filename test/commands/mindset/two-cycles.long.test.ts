/** Mindset checks of two teams of twelve over nine months: people come, leave and are away, and one check is skipped. */
import type { WorkspaceSpec } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { goAway } from '../../../src/leads/routing/away.ts';
import { openGroups } from '../../../src/mindset/facilitate.ts';
import { checkOf, publishedChecks } from '../../../src/mindset/queries.ts';
import { mindsetRitual } from '../../../src/mindset/ritual.ts';
import { skipCycle, startNow } from '../../../src/rituals/acts.ts';
import { lastCycle, participantsOf, plannedCycle } from '../../../src/rituals/queries.ts';
import { createScene } from '../../support/scene.ts';

const SALES = Array.from({ length: 11 }, (_, index) => `seller${index}`);
const MARKETING = Array.from({ length: 11 }, (_, index) => `marketer${index}`);
const colleague = (key: string) => ({ realName: key, email: `${key}@northwind.example`, tz: 'Europe/Berlin' });

const workspace: WorkspaceSpec = {
  name: 'Northwind',
  domain: 'northwind',
  people: {
    ...Object.fromEntries([...SALES, ...MARKETING, 'max', 'ada', 'late'].map((key) => [key, colleague(key)])),
    eve: { ...colleague('eve'), admin: true },
  },
  channels: {
    general: {},
    marketing: { members: [...MARKETING, 'ada'] },
    sales: { members: [...SALES, 'max'] },
  },
  botIn: ['sales', 'marketing'],
};

const scene = createScene({ workspace, at: '2027-02-01T09:00:00Z' });
const { as, travel, mustSubmit } = scene;
const db = () => scene.app().baton.deps.db;
const id = (who: string) => scene.app().slack.ids.people[who] ?? '';
const last = () => lastCycle(db(), 'mindset');
const asked = () => participantsOf(db(), last()?.id ?? 0).map(({ userId }) => userId);
const noted = <T>(act: (tx: never, now: Date) => T) => {
  const { write, now } = scene.app().baton.deps;
  return write((tx) => act(tx as never, now()));
};

async function answer(who: string, ...words: string[]): Promise<void> {
  const invitation = as(who)
    .dm()
    .findLast(({ buttons }) => buttons.includes('Name three advantages'));
  if (!invitation) throw new Error(`${who} was not asked.`);
  await as(who).press(invitation, 'Name three advantages');
  const [First = '', Second = '', Third = ''] = words;
  await mustSubmit(who, 'Three advantages', { First, Second, Third });
  await (await as(who).modal('Thank you')).close();
}

async function publishAs(who: string): Promise<void> {
  await as(who).command('/baton mindset', { in: '#general' });
  await (await as(who).modal('Mindset check')).press('Group the answers');
  await (await as(who).modal('Group the answers')).press('Publish the result');
  await (await as(who).modal('Published')).close({ all: true });
  await scene.app().settled();
}

const results = () =>
  as('max')
    .sees('#sales')
    .filter(({ text }) => /Match: \d|no result/.test(text));

test('the first check asks both teams without those who are away, and too few answers are deleted', async () => {
  await noted((tx, now) => goAway(tx, id('seller1'), { until: new Date('2027-02-20T09:00:00Z') }, now));
  await travel('2027-02-09T08:00:30Z');
  expect(asked()).toHaveLength(23);
  expect(asked()).not.toContain(id('seller1'));
  for (const who of ['seller0', 'marketer0', 'marketer1', 'max', 'ada']) await answer(who, 'price');
  await travel('2027-02-12T08:10:00Z');
  expect(
    as('seller2')
      .dm()
      .some(({ text }) => text.includes('Closes today')),
  ).toBe(true);
  expect(
    as('marketer1')
      .dm()
      .some(({ text }) => text.includes('Closes today')),
  ).toBe(false);
  await travel('2027-02-12T16:00:30Z');
  await travel('2027-02-15T08:10:00Z');
  expect(checkOf(db(), last()?.id ?? 0)?.outcome).toBe('too_few');
  expect(results().map(({ text }) => text)).toEqual([expect.stringContaining('no result this time')]);
});

test('a check that a manager starts asks people who joined, and takes answers of people who leave then', async () => {
  as('late').join('#sales');
  await scene.app().settled();
  await noted((tx, now) => startNow(tx, mindsetRitual, { by: id('max') }, now));
  await travel('2027-03-01T08:10:00Z');
  expect(asked()).toContain(id('late'));
  expect(asked()).toHaveLength(25);
  for (const who of [...SALES.slice(0, 9), 'late']) await answer(who, 'low prices', 'great support', 'quick delivery');
  for (const who of MARKETING.slice(0, 9)) await answer(who, 'design', 'sustainability', 'customer service');
  scene.app().slack.admin.deactivate('seller0');
  await scene.app().settled();
  await travel('2027-03-04T16:00:30Z');
  expect(checkOf(db(), last()?.id ?? 0)).toMatchObject({ outcome: 'grouping', answered: 19, facilitatorId: id('ada') });
});

test('a facilitator who leaves is replaced, and another manager publishes', async () => {
  await travel('2027-03-05T08:10:00Z');
  await as('ada').waitForMessage('dm', /group its answers/);
  scene.app().slack.admin.deactivate('ada');
  await scene.app().settled();
  await travel('2027-03-05T08:20:00Z');
  await travel('2027-03-08T08:10:00Z');
  const facilitator = checkOf(db(), last()?.id ?? 0)?.facilitatorId;
  expect([id('eve'), id('max')]).toContain(facilitator);
  expect(openGroups(db(), last()?.id ?? 0).map(({ size }) => size)).toEqual([19, 10, 10, 9, 9]);
  await publishAs('max');
  const [, result] = results();
  // Support 19 and two groups of ten, of 57.
  expect(result?.text).toContain('Match: 68 %');
  expect(result?.text).toMatch(/Only in sales’s three: .*delivery/);
  expect(result?.text).toMatch(/Only in marketing’s three: .*design/);
});

test('managers of both sides agree, also the one who took over, and the next check is in eight weeks', async () => {
  const next = (who: string) => as(who).waitForMessage('dm', /Step 1: agree/);
  for (const who of ['max', 'eve']) {
    await as(who).press(await next(who), 'Agree on these three');
    await scene.app().settled();
  }
  await as('eve').press(await next('eve'), 'Publish the three');
  await scene.app().settled();
  await as('max').press(await next('max'), 'Ask again in eight weeks');
  await scene.app().settled();
  expect(plannedCycle(db(), 'mindset')?.dueAt).toEqual(new Date('2027-05-03T07:00:00Z'));
});

test('a skipped check asks no one, and the next one comes in its rhythm', async () => {
  const skipped = plannedCycle(db(), 'mindset')?.id ?? 0;
  const { keys } = scene.app().baton.deps;
  await noted((tx, now) =>
    skipCycle(tx, mindsetRitual, { cycleId: skipped, by: id('max'), reason: 'Fair', keys }, now),
  );
  await travel('2027-05-03T08:10:00Z');
  expect(last()).toMatchObject({ id: skipped, status: 'skipped', reason: 'Fair' });
  expect(plannedCycle(db(), 'mindset')?.dueAt).toEqual(new Date('2027-08-10T07:00:00Z'));
});

test('the second result shows a shared mindset, and the history both', async () => {
  await travel('2027-08-10T07:00:30Z');
  for (const gone of ['seller0', 'ada']) expect(asked()).not.toContain(id(gone));
  for (const who of [...SALES.slice(1), ...MARKETING, 'late', 'max'].slice(0, 20))
    await answer(who, 'support', 'low prices', Number(who.replace(/\D/g, '')) < 8 ? 'design' : 'vans');
  await travel('2027-08-13T15:00:30Z');
  await travel('2027-08-16T07:10:00Z');
  await publishAs('max');
  const result = results().at(-1);
  expect(result?.text).toMatch(/Match: \d\d % {2}· {2}a shared mindset/);
  expect(result?.text).toContain('Last time: 68 %');
  expect(publishedChecks(db(), 9)).toHaveLength(2);
  await as('late').command('/baton mindset', { in: '#general' });
  expect((await as('late').modal('Mindset check')).text()).toMatch(/History\n.*\n.*68 %/);
});
