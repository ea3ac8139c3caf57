/** Big and small wins: the size of their posts, and the one post a week. */
import { expect, test } from 'vitest';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { qualifyLead, reopenLead, valueLead, winLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { messageCatalogue } from '../../src/messages/all.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { keepWins, winById } from '../../src/wins/keep.ts';
import { winsOfWeek } from '../../src/wins/read.ts';
import { winSizes } from '../../src/wins/settings.ts';
import { postWeek } from '../../src/wins/weeks.ts';
import { memoryDatabase } from '../support/temp-database.ts';

const DAY_MS = 86_400_000;
const START = new Date('2026-03-02T09:00:00Z');
const SAM = { id: 'SAM', isSeller: true, isManager: true, isMarketer: false, teamChannelId: 'C' };

async function company() {
  const db = memoryDatabase();
  const write = createWriter(db);
  let now = START;
  const team = await write((tx) =>
    saveTeam(
      tx,
      {
        ...{
          kind: 'sales',
          name: 'Sales',
          channelId: 'CSALES',
          managerId: 'SAM',
          zone: 'UTC',
          workDays: [1, 2, 3, 4, 5],
        },
        ...{ worksFrom: '09:00', worksUntil: '17:00', holidays: [], digestCron: null, routing: 'pool' },
      },
      { id: null, by: 'test' },
      START,
    ),
  );
  let number = 0;
  const later = (days: number) => {
    now = new Date(now.getTime() + days * DAY_MS);
  };
  const win = async (amount: number | null, currency = 'EUR') => {
    number += 1;
    const form = {
      ...{
        name: `Lead ${number}`,
        company: 'Acme',
        email: `p${number}@acme.example`,
        phone: null,
        role: null,
        need: 'A demo',
      },
      ...{ source: null, campaign: null, stage: null, temperature: 'warm' as const },
    };
    const id = await write((tx) => {
      const more = { teamId: team.id, assigneeId: null, marketerId: 'MIA', messageLink: null, earlierLeadId: null };
      const lead = handOff(tx, { form, ...more }, now);
      acceptLead(tx, { leadId: lead.id, seller: SAM, by: 'button' }, now);
      touchLead(tx, { leadId: lead.id, actor: SAM, kind: 'call', outcome: null, words: null }, now);
      const deal = { amount: null, currency: null, closeOn: null };
      qualifyLead(tx, { leadId: lead.id, actor: SAM, deal }, now);
      winLead(tx, { leadId: lead.id, actor: SAM, value: { amount, currency: amount === null ? null : currency } }, now);
      return lead.id;
    });
    return id;
  };
  const keep = () => keepWins({ db, write, now: () => now });
  return { db, write, win, keep, later, now: () => now, sizeOf: (id: number) => winById(db, id)?.size };
}

/** Wins of the year before: 10, 20, … EUR. */
async function withWins(count: number) {
  const world = await company();
  for (let index = 1; index <= count; index += 1) await world.win(index * 10);
  await world.keep();
  world.later(10);
  return world;
}

test('a win is big among the largest tenth of a year in its currency, once there are ten', async () => {
  const { win, keep, sizeOf } = await withWins(20);
  const [first, tenth, other, none] = [await win(195), await win(175), await win(9_999, 'USD'), await win(null)];
  await keep();
  expect([first, tenth, other, none].map(sizeOf)).toEqual(['big', 'usual', 'usual', 'usual']);
});

test('wins of the same value are never big, and those of more than a year ago are no measure', async () => {
  const world = await company();
  for (let index = 0; index < 12; index += 1) await world.win(99);
  await world.keep();
  const same = await world.win(99);
  world.later(400);
  const alone = await world.win(1_000_000);
  await world.keep();
  expect([same, alone].map(world.sizeOf)).toEqual(['usual', 'usual']);
});

test('small wins share one post a week, which follows them; larger ones have their own', async () => {
  const { db, write, win, keep, later, now } = await withWins(100);
  const [small, grown, large] = [await win(15), await win(25), await win(900)];
  await keep();
  expect([small, grown, large].map((id) => winById(db, id)?.posting)).toEqual(['week', 'week', 'own']);
  await write((tx) => valueLead(tx, { leadId: grown, actor: SAM, value: { amount: 600, currency: 'EUR' } }, now()));
  await keep();
  expect(winById(db, grown)?.posting).toBe('own');

  await write((tx) => postWeek(tx, now()));
  const weekId = winById(db, small)?.weekId ?? 0;
  expect(winsOfWeek(db, weekId).map(({ lead }) => lead.id)).toEqual([small]);
  const waiting = () =>
    db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'win_week');
  expect(waiting()).toMatchObject([{ payload: { weekId }, orderingKey: 'CSALES' }]);
  const { messages } = messageCatalogue({
    workspaceUrl: 'https://x.slack.com/',
    now,
    keys: {} as never,
    files: {} as never,
    people: async () => [],
  });
  expect(messages.win_week.deliver(db, { weekId }, now())).toMatchObject({ act: 'post', to: 'CSALES' });

  // Nothing waits in the next week.
  later(7);
  await write((tx) => postWeek(tx, now()));
  expect(waiting()).toHaveLength(1);
  await write((tx) => reopenLead(tx, { leadId: small, actor: SAM }, now()));
  await keep();
  expect(winsOfWeek(db, weekId)).toEqual([]);
  expect(messages.win_week.deliver(db, { weekId }, now())).toBeUndefined();
});

test('a company may turn both off', async () => {
  const { db, write, win, keep, now } = await withWins(100);
  await write((tx) => changeSetting(tx, { setting: winSizes, value: { big: 0, small: 0 }, by: 'test' }, now()));
  const [small, large] = [await win(15), await win(90_000)];
  await keep();
  expect([small, large].map((id) => winById(db, id)?.posting)).toEqual(['own', 'own']);
  expect([small, large].map((id) => winById(db, id)?.size)).toEqual(['usual', 'usual']);
});

test('a win that Baton hears of after a week has no post', async () => {
  const { db, win, keep, later } = await company();
  const late = await win(50);
  later(8);
  await keep();
  expect(winById(db, late)?.posting).toBe('none');
  expect(
    db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind === 'lead_win'),
  ).toEqual([]);
});
