import { expect, test } from 'vitest';
import { messageAddress } from '../../page/permalink.ts';

const at = (url: string) => messageAddress(url, 'harbour');

test('a link to a message of this workspace gives its channel, timestamp and thread', () => {
  expect(at('https://harbour.slack.com/archives/C1/p1700000000000200')).toEqual({
    channel: 'C1',
    ts: '1700000000.000200',
    threadTs: undefined,
  });
  expect(
    at('https://harbour.slack.com/archives/C1/p1700000000000200?thread_ts=1690000000.000100&cid=C1'),
  ).toMatchObject({
    threadTs: '1690000000.000100',
  });
});

test.each([
  'https://other.slack.com/archives/C1/p1700000000000200',
  'https://harbour.slack.com.evil.test/archives/C1/p1700000000000200',
  'http://harbour.slack.com/archives/C1/p1700000000000200',
  'https://harbour.slack.com/archives/C1',
  'https://harbour.slack.com/archives/C1/p17',
  'https://harbour.slack.com/files/C1/p1700000000000200',
  'nonsense',
])('%s is not a message link', (url) => {
  expect(at(url)).toBeUndefined();
});
