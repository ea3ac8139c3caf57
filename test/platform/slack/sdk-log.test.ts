import { LogLevel } from '@slack/web-api';
import { expect, test } from 'vitest';
import { sdkLogger } from '../../../src/platform/slack/sdk-log.ts';
import { logLines } from '../../support/log-lines.ts';

const CANARY = 'canary-90ab';

test.each<[string, unknown[], string]>([
  [
    'a line that helps',
    ['Failed to retrieve a new WSS URL (error: Error: <html>canary-90ab)'],
    'Failed to retrieve a new WSS URL',
  ],
  ['an unknown line', [`failed to match ${CANARY}`], 'a line that is not shown'],
  ['an error', [Object.assign(new TypeError(CANARY), { code: 'E_SOME' })], 'TypeError E_SOME'],
  ['an error whose code is no code', [Object.assign(new Error('x'), { code: `${CANARY} and words` })], 'Error'],
  ['an object', [{ text: CANARY }], 'a line that is not shown'],
  ['a line with an object', ['http request failed', { text: CANARY }], 'http request failed'],
])('the log keeps %s, and nothing of a payload', (_, parts, told) => {
  const { log, text, lines } = logLines();
  sdkLogger(log).warn(...parts);
  sdkLogger(log).error(...parts);
  expect(text()).not.toContain(CANARY);
  for (const level of ['warn', 'error'] as const) {
    expect(lines(level)).toMatchObject([{ sdk: expect.stringContaining(told) }]);
  }
});

test('lower levels of the SDK, with bodies and answers, are not logged', () => {
  const { log, text } = logLines();
  const logger = sdkLogger(log);
  logger.setLevel(LogLevel.DEBUG);
  logger.debug(CANARY);
  logger.info(CANARY);
  expect(text()).toBe('');
  expect(logger.getLevel()).toBe(LogLevel.WARN);
});
