/** Acts of people reach the audit log by the way that people use. */
import { expect, test } from 'vitest';
import { entriesAfter } from '../../../src/platform/audit/queries.ts';
import { verifyAudit } from '../../../src/platform/audit/verify.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const idOf = (who: string) => scene.app().slack.ids.people[who] ?? '';
const entries = (kind: string) =>
  entriesAfter(scene.app().baton.deps.db, 0, 1_000).filter((entry) => entry.kind === kind);

test('a refusal is recorded, and not again for each press within an hour', async () => {
  for (const who of ['sam', 'sam', 'gus']) {
    await scene.as(who).command('/baton health', { in: '#sales' });
    await scene.app().settled();
  }
  expect(entries('permission.refused').map(({ actor, subject }) => [actor, subject])).toEqual([
    [idOf('sam'), 'baton.health'],
    [idOf('gus'), 'baton.health'],
  ]);
});

test('teams, the first start and a file of figures are recorded, in a chain that is sound', async () => {
  expect(entries('team.created').map(({ subject, actor }) => [subject, actor])).toEqual([
    ['team:1', 'test'],
    ['team:2', 'test'],
  ]);
  const [start] = entries('start.changed');
  expect(start).toMatchObject({ actor: 'Baton', details: { facts: { connection: 'socket', backups: 'none' } } });
  expect(JSON.stringify(start)).not.toContain(scene.app().slack.botToken);
  await scene.app().restart();
  expect(entries('start.changed')).toHaveLength(1);

  await scene.as('max').command('/baton scoreboard', { in: '#sales' });
  await (await scene.as('max').modal('Scoreboard')).press('Send me this as CSV');
  const exported = () => entries('data.exported').map(({ actor, subject }) => [actor, subject]);
  await expect.poll(exported).toEqual([[idOf('max'), 'scoreboard']]);
  expect(verifyAudit(scene.app().baton.deps.db).fault).toBeUndefined();
});
