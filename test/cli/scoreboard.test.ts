import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { pdfText } from '../../src/platform/files/pdf-text.ts';
import { enterTopDown } from '../../src/targets/enter.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { shell } from './shell.ts';

const at = (time: string) => new Date(`2026-10-05T${time}Z`);

async function withLeads() {
  const { db, baton, folder } = shell();
  await createWriter(db)((tx) => {
    const hours = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
    const team = saveTeam(
      tx,
      { kind: 'sales', name: 'Sales', channelId: 'C1', managerId: 'BOSS', ...hours },
      { id: null, by: 'BOSS' },
      at('08:00'),
    );
    for (const [n, name] of ['=cmd()', 'Jane Doe'].entries()) {
      const form = { name, company: 'Acme', email: `a${n}@acme.example`, phone: null, role: null, stage: null };
      const lead = handOff(
        tx,
        {
          form: { ...form, source: 'Webinar', temperature: 'warm', need: 'A demo' },
          ...{ teamId: team.id, assigneeId: null, marketerId: 'MIA', messageLink: null, earlierLeadId: null },
        },
        at('09:00'),
      );
      const seller = { id: 'SAM', isSeller: true, isManager: false, isMarketer: false, teamChannelId: 'C1' };
      if (n === 1) acceptLead(tx, { leadId: lead.id, seller, by: 'button' }, at('09:30'));
    }
    const place = { teamId: team.id, period: '2026-Q4', by: 'MIA' };
    enterTopDown(tx, place, { currency: 'EUR', topCents: 5_000_050, topHandedOff: 2, topQualified: null }, at('09:00'));
  });
  return { baton, folder };
}

test('the figures of a period are printed, and exported with their definitions', async () => {
  const { baton } = await withLeads();
  const { out } = await baton('scoreboard', '--period', 'last_month');
  expect(out).toMatch(/^Activity 2026-10-01 to 2026-10-31 \(UTC\)\nHanded off +2\nAccepted +1\n/);
  expect(out).toMatch(/Time to accept: median +30 working minutes/);
  const { out: json } = await baton('scoreboard', '--json', '--view', 'cohort', '--team', 'sales');
  expect(JSON.parse(json)).toMatchObject({ view: 'cohort', first: '2026-10-01', isOver: true, isRipe: false });
  const { out: csv } = await baton('scoreboard', '--csv', '--period', '2026-10-05..2026-10-05');
  const rows = parse(csv, { columns: true }) as Record<string, string>[];
  expect(rows[0]).toMatchObject({ figure: 'Handed off', count: '2' });
  expect(rows[0]?.definition).toContain('Leads that were handed off to a sales team (MQL). Dated by the hand-off.');
  expect((await baton('scoreboard', '--period', 'last_week')).out).toContain('Nothing in this period.');
});

test('the targets are below the figures', async () => {
  const { baton } = await withLeads();
  const { out } = await baton('scoreboard', '--period', 'last_month');
  expect(out).toMatch(/\nRevenue against target: Sales, 2026-Q4 +0 of 50000.5 EUR {2}(?:behind|missed)\n/);
  expect(out).toMatch(/\nHanded off against target: Sales, 2026-Q4 +2 of 2 {2}reached$/);
  const { out: json } = await baton('scoreboard', '--json');
  expect((JSON.parse(json) as { targets: object[] }).targets[1]).toEqual({
    ...{
      team: 'Sales',
      period: '2026-Q4',
      first: '2026-10-01',
      last: '2026-12-31',
      figure: 'handed_off',
      currency: null,
    },
    ...{ target: 2, done: 2, expected: expect.any(Number) as number, pace: 'reached' },
  });
  const { out: csv } = await baton('scoreboard', '--csv');
  expect((parse(csv, { columns: true }) as object[]).at(-1)).toMatchObject({
    ...{ view: 'target', figure: 'Handed off against target', part: 'Sales', count: '2', value: '2', unit: 'reached' },
  });
});

test('the leads behind a figure are listed, without formulas and without people', async () => {
  const { baton } = await withLeads();
  const { out } = await baton('scoreboard', '--leads', 'handed_off');
  expect(parse(out, { columns: true })).toMatchObject([{ name: 'Jane Doe', source: 'Webinar' }, { name: "'=cmd()" }]);
  expect(out).not.toMatch(/SAM|MIA/);
  expect((await baton('scoreboard', '--leads', 'accepted')).out.split('\n')).toHaveLength(2);
});

test('a wrong option is refused', async () => {
  const { baton } = await withLeads();
  for (const args of [['--period', 'ages'], ['--view', 'mine'], ['--team', 'Nowhere'], ['--leads', 'x'], ['now']])
    expect((await baton('scoreboard', ...args)).code).toBe(2);
});

test('a picture, and the pages of the review, are written to files', async () => {
  const { baton, folder } = await withLeads();
  const [png, pdf] = [join(folder, 'board.png'), join(folder, 'review.pdf')];
  expect((await baton('scoreboard', '--png', png)).out).toBe(`Written to ${png}.`);
  expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
  expect((await baton('scoreboard', '--pdf', pdf)).out).toBe(`Written to ${pdf}.`);
  const text = await pdfText(new Uint8Array(readFileSync(pdf)), 10_000);
  expect(text).toContain('Monthly review: October 2026');
  expect(text).toContain('Accepted (SAL) 1 · 50 %');
  expect((await baton('scoreboard', '--pdf', pdf, '--team', 'sales')).code).toBe(2);
});
