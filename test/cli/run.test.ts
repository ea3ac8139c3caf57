import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { runCommand } from '../../src/cli/run.ts';
import { tempFolder } from '../support/temp-database.ts';
import { NOW, shell } from './shell.ts';

describe('the commands', () => {
  test('are listed in the help, and each explains itself', async () => {
    const { baton } = shell();
    for (const argv of [[], ['help'], ['--help']]) {
      const { code, out } = await baton(...argv);
      expect(code).toBe(0);
      for (const { name } of commands) expect(out).toContain(`\n  ${name} `);
    }
    for (const { name, summary } of commands) {
      const { code, out } = await baton(...name.split(' '), '--help');
      expect(code).toBe(0);
      expect(out.replaceAll(/\s+/g, ' ')).toContain(summary);
    }
  });

  test.each([
    [['library', 'burn'], "Unknown command 'burn'."],
    [['librari'], 'Did you mean library?'],
    [['library', 'import'], "Missing required argument 'file.csv-or-folder'."],
    [['library', 'import', 'a.csv'], '--owner is the member ID'],
    [['library', 'import', 'a.csv', '--owner', 'sam'], '--owner is the member ID'],
    [['library', 'import', 'a.csv', '--fast'], "Unknown option '--fast'"],
    [['library', 'export', 'a', 'b'], 'Expected 1 argument but got 2'],
  ])('%j is refused with the fix', async (argv, words) => {
    const { baton } = shell();
    const { code, err } = await baton(...argv);
    expect(code).toBe(2);
    expect(err).toContain(words);
    expect(err).toMatch(/Run "baton.* --help" for its usage\.$/);
  });

  test('give their result and their errors as JSON', async () => {
    const { baton, folder } = shell();
    const file = join(folder, 'copy.db');
    const { out } = await baton('backup', file, '--json');
    expect(JSON.parse(out)).toEqual({ file, bytes: expect.any(Number) });
    const refused = await baton('backup', file, '--json');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(JSON.parse(refused.err)).toEqual({ error: expect.stringContaining('exists') });
    expect(JSON.parse((await baton('backup', '--json')).err)).toEqual({
      error: "Missing required argument 'file.db'.",
    });
  });

  test('need an existing database and files', async () => {
    const { baton, folder } = shell();
    const missing = join(folder, 'gone.csv');
    expect(await baton('library', 'import', missing, '--owner', 'U0OWNER')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no such file'),
    });
    const err: string[] = [];
    const say = (line: string) => void err.push(line);
    const terminal = { env: { DATABASE_PATH: missing }, now: () => NOW, out: say, err: say, isWatched: false };
    expect(await runCommand(['library', 'export', folder], terminal)).toBe(1);
    expect(err.join()).toContain(`No database at ${missing}.`);
  });
});

/** Runs `cli.js` as npm does. */
async function run(argv: string[], machine = '') {
  const child = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(machine)}`,
      join(import.meta.dirname, '../../cli.js'),
      ...argv,
    ],
    {
      cwd: tempFolder(),
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

test('from a shell, results go to stdout and errors to stderr', async () => {
  expect(await run(['--help'])).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringContaining('library import'),
  });
  expect(await run(['library', 'export', 'x'])).toEqual({
    code: 1,
    out: '',
    err: expect.stringMatching(/^No database at data.baton\.db\./),
  });
});

test('an old Node prints the required version', async () => {
  const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
  expect(await run(['--help'], old)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Baton needs Node.js 22.18'),
  });
});

test('shells complete commands and options', async () => {
  expect((await run(['complete', 'bash'])).out).toContain('bash completion for baton');
  expect((await run(['complete', '--', 'library', ''])).out).toMatch(/^import\tAdds the items of a CSV file/m);
});
