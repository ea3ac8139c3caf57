/** Addresses that people type are shown and never asked: only these files send requests, each to its own kind of address. */
import { expect, test } from 'vitest';
import { codeOf, sources } from '../support/sources.ts';

const SENDERS = {
  /** CRMs, at the address of their credentials. */
  'src/platform/http-client.ts': 'configuration',
  /** Slack, as it answered. */
  'src/platform/outbox/upload.ts': 'Slack',
  'src/platform/slack/clients.ts': 'Slack',
  'src/platform/slack/fetch-file.ts': 'Slack',
  'src/cli/doctor/slack.ts': 'Slack',
  /** Of admins and managers, behind the checks of src/platform/webhooks/addresses.ts. */
  'src/platform/webhooks/send.ts': 'checked',
  'src/platform/webhooks/probe.ts': 'checked',
};

const sends = (text: string): boolean =>
  /(?<![.\w])fetch\(|\brequest\(\w+,|https?\.(?:get|request)\(|new WebSocket\(/.test(text);
const product = sources('.ts').filter(({ path }) => /^(?:src|commands|views)\//.test(path));

test('no other file sends a request', () => {
  const found = product.filter(({ text }) => sends(codeOf(text))).map(({ path }) => path);
  expect(found.sort()).toEqual(Object.keys(SENDERS).sort());
});

test('an address that people may write is checked before it is asked', () => {
  for (const { path, text } of product)
    if (SENDERS[path as keyof typeof SENDERS] === 'checked') expect(text, path).toContain('lookup: checkedLookup(');
});

test('a request in another file is found', () => {
  expect(sends("await fetch(link, { method: 'HEAD' })")).toBe(true);
  expect(sends('fetchFile(id); this.fetch(x)')).toBe(false);
});
