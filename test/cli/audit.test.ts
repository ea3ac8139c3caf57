import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordAudit } from '../../src/platform/audit/record.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { wrongParts } from '../support/spoil.ts';
import { NOW, shell } from './shell.ts';

async function withEntries() {
  const sh = shell();
  const write = createWriter(sh.db);
  for (const day of [3, 2, 1]) {
    const at = new Date(NOW.getTime() - day * 86_400_000);
    await write((tx) => recordAudit(tx, { kind: 'setting.changed', actor: 'UADA', subject: 'leads.x' }, at));
  }
  return sh;
}

test('entries are exported as JSON lines, and the export is an entry itself', async () => {
  const { baton } = await withEntries();
  const { code, out } = await baton('audit', 'export');
  const entries = out.split('\n').map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(entries.map(({ id, kind, actor }) => [id, kind, actor])).toEqual([
    [1, 'setting.changed', 'UADA'],
    [2, 'setting.changed', 'UADA'],
    [3, 'setting.changed', 'UADA'],
    [4, 'data.exported', 'command line'],
  ]);
  const since = (await baton('audit', 'export', '--since', '2026-11-18')).out.split('\n');
  expect(since.map((line) => JSON.parse(line).id)).toEqual([3, 4, 5]);
  expect(await baton('audit', 'export', '--since', 'yesterday')).toMatchObject({ code: 2 });
});

test('the check says that the log is sound, or where it is not', async () => {
  const { baton, db, put, folder } = await withEntries();
  const file = `${folder}/audit.jsonl`;
  expect(await baton('audit', 'export', file)).toMatchObject({ code: 0 });
  const sound = await baton('audit', 'verify', '--against', file);
  expect(sound).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^4 entries are sound, 4 of them as in .*\. The last one is 4, with the hash [0-9a-f]{64}\.$/,
    ),
  });
  db.$client.exec("drop trigger audit_log_no_update; update audit_log set actor = 'UEVE' where id = 2");
  expect(await baton('audit', 'verify')).toMatchObject({
    code: 1,
    out: 'Entry 2 was changed, or the one before it. Before it, 1 entry is sound.',
  });
  expect(await baton('audit', 'verify', '--against', put('words.txt', 'words'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('Line 1 of'),
  });
});

test('a file with wrong parts is told by its line, or as another entry', async () => {
  const { baton, put } = await withEntries();
  const whole = (await baton('audit', 'export')).out.split('\n');
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), wrongParts, async (at, spoil) => {
      const lines = whole.map((line, index) => (index === at ? spoil(line) : line));
      if (lines[at] === whole[at]) return;
      const { code, out, err } = await baton('audit', 'verify', '--against', put('audit.jsonl', lines.join('\n')));
      expect(code, lines[at]).toBe(1);
      expect(out + err).toMatch(/Line \d+ of .* is no entry of an audit log\.|[Ee]ntry \d+/);
    }),
    { numRuns: Number(process.env.SPOILT ?? 25) },
  );
});
