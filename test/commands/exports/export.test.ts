/** People export data from Slack. */
import { expect, test } from 'vitest';
import { auditLog } from '../../../src/platform/audit/table.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { deputies } from '../../../src/teams/settings.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

const contents = () => [...scene.app().slack.store.files.values()].map(({ bytes }) => Buffer.from(bytes).toString());

async function ask(who: string, values: Record<string, string>): Promise<string> {
  await as(who).command('/baton export', { in: who === 'ada' ? '#marketing' : '#sales' });
  const form = await as(who).modal('Export');
  await form.fill(values);
  await form.submit();
  await scene.app().settled();
  const text = (await as(who).modal('On its way')).text();
  await (await as(who).modal('On its way')).close();
  return text;
}

test('a manager gets a file in a direct message, an admin the audit log too, and a seller nothing', async () => {
  const name = await scene.newLead({ Company: '=Acme()' });
  expect(await ask('max', { Data: 'Leads', Format: 'CSV' })).toContain('Leads');
  await expect.poll(() => as('max').dm().at(-1)?.files).toEqual([expect.stringMatching(/^leads-2026-\d\d-\d\d\.csv$/)]);
  expect(contents().at(-1)).toContain(`${name},'=Acme()`);

  await ask('ada', { Data: 'Audit log', Format: 'JSON lines' });
  await expect.poll(() => as('ada').dm().at(-1)?.files).toEqual([expect.stringMatching(/^audit-.*\.jsonl$/)]);
  expect(contents().at(-1)).toContain('"kind":"data.exported"');
  // An empty file.
  await ask('max', { Data: 'Content requests', Format: 'JSON lines', Since: '2026-11-01' });
  await expect
    .poll(() => as('max').dm().at(-1)?.text)
    .toContain('Content requests, created or changed since 2026-11-01');

  await as('sam').command('/baton export', { in: '#sales' });
  expect((await scene.nextEphemeral('sam', '#sales')).text).toContain('Only managers of a team');
  const exported = scene
    .app()
    .baton.deps.db.select()
    .from(auditLog)
    .all()
    .filter(({ kind }) => kind === 'data.exported');
  expect(exported.map(({ subject }) => subject)).toEqual(['leads', 'audit log', 'requests']);
});

test('settings and the audit log are for admins, also in a form that was opened before', async () => {
  const { write, now } = scene.app().baton.deps;
  const { ada: by = '', max = '' } = scene.app().slack.ids.people;
  const name = (ids: string[]) => write((tx) => changeSetting(tx, { setting: deputies, value: ids, by }, now()));
  await as('max').command('/baton export', { in: '#sales' });
  const usual = await as('max').modal('Export');
  await expect(usual.fill({ Data: 'Audit log' })).rejects.toThrow();
  await usual.close();
  await name([max]);
  await as('max').command('/baton export', { in: '#sales' });
  const form = await as('max').modal('Export');
  await form.fill({ Data: 'Audit log' });
  await name([]);
  await form.submit();
  expect(await scene.ephemeral('max')).toContain('Only workspace admins export');
});
