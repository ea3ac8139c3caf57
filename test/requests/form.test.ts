import { expect, test } from 'vitest';
import { leads } from '../../src/leads/table.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { checkForm, leadFault, startOfForm } from '../../src/requests/form.ts';
import { dayToShow, earliestDay } from '../../src/requests/notice.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { memoryDatabase } from '../support/temp-database.ts';

/** A Monday, when work begins. */
const NOW = new Date('2026-06-01T09:00Z');
const TODAY = '2026-06-01';
const directory = {
  members: async () => new Set(['MIA']),
  person: async (id: string) => ({ id }),
} as unknown as Directory;

const form = (channelId: string): TeamForm => ({
  kind: 'marketing',
  name: channelId,
  channelId,
  managerId: 'BOSS',
  zone: 'UTC',
  workDays: [1, 2, 3, 4, 5],
  worksFrom: '09:00',
  worksUntil: '17:00',
  holidays: [],
  digestCron: null,
});

async function twoTeams() {
  const db = memoryDatabase();
  const write = createWriter(db);
  const teams = await write((tx) =>
    ['CBRAND', 'CPRODUCT'].map((channelId) => saveTeam(tx, form(channelId), { id: null, by: 'test' }, NOW)),
  );
  const [brand, product] = teams;
  const kinds = kindsOf(db).toSorted((a, b) => b.noticeDays - a.noticeDays);
  const [kind, quicker] = [kinds.at(0), kinds.at(-1)];
  if (!brand || !product || !kind || !quicker) throw new Error('A team or kind is missing.');
  const filled = {
    title: 'One-pager',
    kind: kind.key,
    stage: null,
    audience: null,
    leadId: null,
    customer: null,
    words: null,
    priority: 'normal' as const,
    neededBy: null,
    hurry: null,
  };
  return { deps: { db, directory }, write, teams, brand, product, kinds: kindsOf(db), kind, quicker, filled };
}

test('a form starts with the kind that its title names, and the team of the last request', async () => {
  const { deps, write, teams, brand, product, kinds, kind, filled } = await twoTeams();
  const start = (title: string) => startOfForm(deps.db, { userId: 'SAM', title }, { kinds, teams }, NOW);
  expect(start('Something')).toEqual({ title: 'Something', kind: null, neededBy: null, teamId: brand.id });
  const asked = { ...filled, neededBy: TODAY };
  await write((tx) => askForContent(tx, { form: asked, teamId: product.id, requesterId: 'SAM' }, NOW));
  expect(start(`A ${kind.label} for banks`)).toMatchObject({
    kind: kind.key,
    neededBy: earliestDay(product, kind, NOW),
    teamId: product.id,
  });
});

test('another kind shows its own date, unless the person chose one', async () => {
  const { brand, kinds, kind, quicker } = await twoTeams();
  const shown = (neededBy: string | null) =>
    dayToShow(brand, kinds, { kind: quicker.key, datedFor: kind.key, neededBy }, NOW);
  expect(shown(earliestDay(brand, kind, NOW))).toBe(earliestDay(brand, quicker, NOW));
  expect(shown(null)).toBe(earliestDay(brand, quicker, NOW));
  expect(shown('2026-12-01')).toBe('2026-12-01');
});

test('an empty due date is the usual date of the kind; an earlier one needs a reason', async () => {
  const { deps, brand, kind, filled } = await twoTeams();
  const check = (change: Partial<typeof filled> | { neededBy: string; hurry?: string }) =>
    checkForm(deps, { form: { ...filled, ...change }, teamId: brand.id, userId: 'SAM' }, NOW);
  expect(await check({})).toMatchObject({ ok: true, value: { form: { neededBy: earliestDay(brand, kind, NOW) } } });
  expect(await check({ neededBy: TODAY })).toMatchObject({ ok: false, errors: { hurry: expect.any(String) } });
  expect(await check({ neededBy: TODAY, hurry: 'Call today' })).toMatchObject({ ok: true });
  expect(
    await checkForm(deps, { form: { ...filled, leadId: 99 }, teamId: brand.id, userId: 'SAM' }, NOW),
  ).toMatchObject({
    ok: false,
    errors: { customer: 'Lead not found. Please choose it from the list.' },
  });
  expect(await check({ neededBy: '2026-05-31' })).toMatchObject({
    ok: false,
    errors: { neededBy: 'Please choose a future date.' },
  });
  expect(await check({ kind: 'gone' })).toMatchObject({
    ok: false,
    errors: { kind: 'This kind was removed. Please choose another.' },
  });
});

test('only people of a team can request content for a lead, and only for an existing one', async () => {
  const { deps, write, brand } = await twoTeams();
  await write((tx) =>
    tx
      .insert(leads)
      .values({
        name: 'Ana Reis',
        company: 'Porto Foods',
        email: 'ana@porto.example',
        temperature: 'warm',
        need: 'A price',
        status: 'new',
        teamId: brand.id,
        handedOffBy: 'MIA',
        handedOffAt: NOW,
        updatedAt: NOW,
      })
      .run(),
  );
  const notFound = 'Lead not found. Please choose it from the list.';
  expect(await leadFault(deps, 'MIA', 1)).toBeUndefined();
  expect(await leadFault(deps, 'MIA', null)).toBeUndefined();
  expect(await leadFault(deps, 'MIA', 2)).toBe(notFound);
  expect(await leadFault(deps, 'COL', 1)).toBe(notFound);
});
