/** An admin reads the audit log in Slack. */
import { expect, test } from 'vitest';
import { recordAudit } from '../../../src/platform/audit/record.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const ids = () => scene.app().slack.ids.people;

test('an admin pages through the log, and filters it by kind, person and time', async () => {
  const { write, now } = scene.app().baton.deps;
  await write((tx) => {
    for (let number = 0; number < 20; number += 1) {
      recordAudit(tx, { kind: 'data.exported', actor: ids().max ?? '', subject: `library ${number}` }, now());
    }
    const details = { from: 15, to: 30 };
    recordAudit(
      tx,
      { kind: 'setting.changed', actor: ids().mia ?? '', subject: 'leads.take_back_minutes', details },
      now(),
    );
  });
  await scene.as('ada').command('/baton audit', { in: '#marketing' });
  const log = await scene.as('ada').modal('Audit log');
  expect(scene.read(log.text())).toContain('@mia changed a setting: Undo window');
  expect(log.text()).toContain('15 → 30');
  expect(log.text()).toContain('library 19');
  expect(log.text()).not.toContain('library 2\n');
  await log.press('Next →');
  const older = await scene.as('ada').modal('Audit log');
  await expect
    .poll(async () => (await scene.as('ada').modal('Audit log')).text())
    .toContain('The test created a team: Sales');

  const shown = async () => scene.read((await scene.as('ada').modal('Audit log')).text());
  await older.press('Filter');
  const filter = await scene.as('ada').modal('Filter');
  await filter.fill({ Kind: 'Exported data', Person: '@max', Since: '2026-11-19' });
  await filter.submit();
  await expect.poll(shown).toMatch(/Only: exported data {2}· {2}By @max[\s\S]*1–15 of 20/);
  await (await scene.as('ada').modal('Audit log')).press('Change filter');
  const again = await scene.as('ada').modal('Filter');
  await again.fill({ Since: '2026-11-20' });
  await again.submit();
  await expect.poll(shown).toContain('No entries.');
});

test('no one else reads it', async () => {
  await scene.as('max').command('/baton audit', { in: '#sales' });
  expect((await scene.nextEphemeral('max', '#sales')).text).toContain('Only workspace admins');
});
