import { expect, test } from 'vitest';
import { handOff } from '../../src/leads/acts/handoff.ts';
import type { LeadFields } from '../../src/leads/lead-fields.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { NOW, shell } from './shell.ts';

const form: LeadFields = {
  ...{
    name: 'Jane Doe',
    company: 'Acme',
    email: 'jane@acme.example',
    phone: null,
    role: null,
    source: null,
    campaign: null,
  },
  ...{ stage: null, temperature: 'warm', need: 'A demo', score: null, country: null, companySize: null },
};

async function withTeams() {
  const { db, baton } = shell();
  const hours = { zone: 'UTC', workDays: [1, 2, 3, 4, 5], worksFrom: '09:00', worksUntil: '17:00', holidays: [] };
  const team = (kind: 'sales' | 'marketing') => ({
    ...{ kind, name: kind === 'sales' ? 'Sales' : 'Marketing', channelId: `C${kind.toUpperCase()}`, managerId: 'UMAX' },
    ...{ ...hours, userGroupId: null, digestCron: null },
  });
  await createWriter(db)((tx) => {
    const { id } = saveTeam(tx, team('sales'), { id: null, by: 'UMAX' }, NOW);
    saveTeam(tx, team('marketing'), { id: null, by: 'UMAX' }, NOW);
    handOff(
      tx,
      { form, teamId: id, assigneeId: null, marketerId: 'UMIA', messageLink: null, earlierLeadId: null },
      NOW,
    );
  });
  const waiting = () =>
    db
      .select()
      .from(outbox)
      .all()
      .filter(({ kind }) => kind.endsWith('digest'));
  return { baton, waiting };
}

test('a dry run prints the digests and posts nothing', async () => {
  const { baton, waiting } = await withTeams();
  const { code, out } = await baton('digest', '--dry-run');
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    'Marketing: 0 requests wait',
    'Sales: 1 untouched lead',
    '  Jane Doe, Acme  new  due 2026-11-19T11:00:00.000Z',
    '1 digest would be posted.',
  ]);
  expect(waiting()).toEqual([]);
});

test('without it, a running Baton posts those with something in them', async () => {
  const { baton, waiting } = await withTeams();
  expect((await baton('digest', '--team', 'sales')).out).toContain('1 digest will be posted.');
  expect(waiting()).toMatchObject([{ kind: 'digest', orderingKey: 'CSALES' }]);
  expect(await baton('digest', '--team', 'Support')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Marketing, Sales'),
  });
});
