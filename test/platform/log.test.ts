import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { secret } from '../../src/platform/crypto/secret.ts';
import { UserError } from '../../src/platform/errors.ts';
import { createLog } from '../../src/platform/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = [];
  write(createLog('info', { write: (line: string) => void lines.push(line) }));
  const text = lines.join('');
  return { text, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the log', () => {
  test('has time, level and message', () => {
    const { lines } = logged((log) => {
      log.debug('not at this level');
      log.warn({ leadId: 7 }, 'This is odd.');
    });
    expect(lines).toEqual([{ level: 40, time: expect.stringMatching(/^\d{4}-.*Z$/), leadId: 7, msg: 'This is odd.' }]);
  });

  test('shows no token, in any place', () => {
    const { text } = logged((log) => {
      log.info({ botToken: secret('xoxb-1-a'), deep: { url: 'wss://x/?t=xapp-1-A-2' } }, 'with xoxb-123-abc in it');
      log.info({ token: 'anything', body: { authorization: 'Bearer abc.def' } }, 'Bearer xoxe.xoxp-1-Mi0y');
      log.info({ url: 'https://hooks.slack.com/actions/T0/1/abc' });
      log.error(new Error('xoxp-9-z was refused'));
    });
    expect(text).not.toMatch(/xoxb-|xapp-|xoxp-|xoxe|anything|abc\.def|actions\/T0/);
    expect(text).toContain('with ••• in it');
  });

  test('shows an error by its type, its message and its place', () => {
    const { lines } = logged((log) => log.error({ err: new TypeError('x is not a function') }, 'It failed.'));
    expect(lines[0]).toMatchObject({
      msg: 'It failed.',
      err: { type: 'TypeError', message: 'x is not a function', stack: expect.stringContaining('log.test.ts') },
    });
  });

  test('leaves out messages of errors that could repeat typed text', () => {
    const refusal = new UserError('Jane Doe has had this lead.', {
      cause: Object.assign(new Error('disk'), { code: 'SQLITE_FULL' }),
    });
    const slack = Object.assign(new Error('An API error occurred: Jane Doe'), {
      code: 'slack_webapi_platform_error',
      data: { ok: false, error: 'channel_not_found', message: { text: 'Jane Doe' } },
    });
    const schema = z.strictObject({ a: z.number() }).safeParse({ a: 'Jane Doe', 'Jane Doe': 1 }).error;
    const query = new Error('Failed query: insert into leads\nparams: Jane Doe');
    let syntax: unknown;
    try {
      JSON.parse('Jane Doe');
    } catch (error) {
      syntax = error;
    }
    const { text, lines } = logged((log) => {
      for (const err of [refusal, slack, schema, query, syntax]) {
        log.error({ err }, 'It failed.');
        log.error({ err });
        log.error(err);
        log.error({ error: err }, 'It failed.');
      }
    });
    expect(text).not.toContain('Jane');
    expect(text).not.toContain('Doe');
    expect(lines[0]).toMatchObject({
      err: { type: 'UserError', cause: { type: 'Error SQLITE_FULL', message: 'disk' } },
    });
    expect(lines[4]).toMatchObject({ err: { type: 'Error slack_webapi_platform_error', slack: 'channel_not_found' } });
  });

  test.each<[string, (typed: string) => unknown]>([
    ['searched', (typed) => 'a' in (typed as never)],
    ['a time zone', (typed) => new Intl.DateTimeFormat('en', { timeZone: typed })],
    ['an entry', (typed) => new Map([typed as never])],
    ['changed', (typed) => Object.assign(typed, { 0: 'x' })],
    ['a property', (typed) => Object.defineProperty({}, 'a', typed as never)],
    ['a file', (typed) => Buffer.alloc(typed as never)],
    ['a key', (typed) => (null as never)[typed]],
    ['a unit', (typed) => new Intl.NumberFormat('en', { style: 'unit', unit: typed })],
  ])('leaves out text that the language quotes: %s', (_, use) => {
    const { text } = logged((log) => {
      try {
        use('Jane Doe');
      } catch (err) {
        log.error({ err }, 'It failed.');
      }
    });
    expect(text).toContain('Error');
    expect(text).not.toContain('Jane');
  });

  test('keeps the name of a property that is not there', () => {
    const { lines } = logged((log) => {
      try {
        (undefined as unknown as { owner: string }).owner.trim();
      } catch (err) {
        log.error({ err }, 'It failed.');
      }
    });
    expect(lines[0]).toMatchObject({ err: { message: "Cannot read properties of undefined (reading 'owner')" } });
  });

  test('keeps codes that are there instead', () => {
    expect(logged((log) => log.warn({ error: 'is_archived' }, 'x')).lines[0]).toMatchObject({ error: 'is_archived' });
  });

  test('is silent when it is turned off', () => {
    const lines: string[] = [];
    createLog('silent', { write: (line: string) => void lines.push(line) }).fatal('x');
    expect(lines).toEqual([]);
  });
});
