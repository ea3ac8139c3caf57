import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ApiFault } from '../../../sandbox/src/index.ts';
import { startChild } from '../../support/child.ts';
import { patience, put, type Setting, say, setting } from './fixtures.ts';

/** Messages of a channel, with the names of their files. */
const shared = ({ sandbox }: Setting, channel: string) =>
  (sandbox.store.messages.get(channel) ?? [])
    .filter(({ botId }) => botId)
    .map(({ text, blocks, files = [] }) => [
      text || (blocks?.[0]?.text as { text: string } | undefined)?.text,
      ...files.map((id) => sandbox.store.files.get(id)?.title),
    ]);
const once = [['here it is', 'The deck']];

describe('a file', () => {
  test('is shared in a channel with its message, in order, and its place is recorded', async () => {
    const all = await setting({ fileMs: 30 });
    const { announce, poster, channel, told, sandbox } = all;
    await announce(say(channel.sales, 'before'), put(channel.sales, 'here it is'), say(channel.sales, 'after'));
    await poster.idle();
    expect(shared(all, channel.sales)).toEqual([['before'], ...once, ['after']]);
    const [, file] = sandbox.store.messages.get(channel.sales) ?? [];
    expect(told()[1]).toMatchObject({ words: 'here it is', channel: channel.sales, ts: file?.ts });
    const [kept] = sandbox.store.files.values();
    expect(kept).toMatchObject({ name: 'deck.pdf', mimetype: 'application/pdf' });
    expect(new TextDecoder().decode(kept?.bytes)).toBe('the bytes');
  });

  test('can be made when it is uploaded, and is described', async () => {
    const { announce, poster, channel, sandbox } = await setting();
    await announce(put(channel.sales, 'here it is', { isMade: true, sha256: 'drawn' }));
    await poster.idle();
    const [kept] = sandbox.store.files.values();
    expect(new TextDecoder().decode(kept?.bytes)).toBe('drawn');
    expect(kept?.alt).toBe('Slides');
  });

  test('is shared in a thread', async () => {
    const { announce, poster, channel, told, sandbox } = await setting();
    await announce(say(channel.sales, 'card'));
    await poster.idle();
    await announce(put(channel.sales, 'here it is', { threadTs: told()[0]?.ts }));
    await poster.idle();
    expect(sandbox.store.messages.get(channel.sales)?.at(-1)).toMatchObject({ threadTs: told()[0]?.ts });
    expect(told()).toHaveLength(2);
  });

  test('is sent to a person', async () => {
    const { announce, poster, person, told, sandbox } = await setting();
    await announce(put(person.ann, 'here it is'));
    await poster.idle();
    expect(sandbox.as('ann').dm()).toMatchObject([{ files: ['deck.pdf'] }]);
    expect(told()).toHaveLength(1);
  });

  test('is shared in a public channel that Baton is not in yet', async () => {
    const all = await setting();
    await all.announce(put(all.channel.elsewhere, 'here it is'));
    await all.poster.idle();
    expect(shared(all, all.channel.elsewhere)).toEqual(once);
  });

  test('is sent to a person if the channel refuses it, and the admin is alerted', async () => {
    const { announce, poster, channel, person, alerts, sandbox } = await setting();
    sandbox.admin.archive('sales');
    await announce(put(channel.sales, 'here it is', { orElse: person.ann }));
    await poster.idle();
    expect(sandbox.as('ann').dm()).toMatchObject([{ files: ['deck.pdf'] }]);
    expect(alerts).toMatchObject([{ place: channel.sales, error: 'is_archived' }]);
  });

  test.each([
    ['is no longer kept', { sha256: 'gone' }, undefined],
    ['cannot be made', { sha256: 'gone', isMade: true }, undefined],
    ['is refused by Slack', {}, 'storage_limit_reached'],
    ['may not be put there by Baton', {}, 'missing_scope'],
  ])('that %s is announced once without its file, and delays nothing', async (_, more, error) => {
    const all = await setting();
    const { announce, poster, channel, sandbox } = all;
    if (error) sandbox.faults.calls({ kind: 'error', error }, { method: 'files.getUploadURLExternal' });
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
    await announce(put(channel.sales, 'here it is', more), say(channel.sales, 'next'));
    await poster.idle();
    expect(shared(all, channel.sales)).toEqual([['here it is, without its file'], ['next']]);
  });

  test('is sent after the previous one, so that large files do not share a time limit', async () => {
    let now = 0;
    let most = 0;
    const readFile = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
      return new Blob(['the bytes']);
    };
    const all = await setting({ readFile });
    const places = [all.channel.sales, all.channel.marketing, all.person.ann, all.person.ben];
    await all.announce(...places.map((to) => put(to, 'here it is')));
    await all.poster.idle();
    expect(most).toBe(1);
    expect(all.told()).toHaveLength(places.length);
  });

  test('that Slack accepted and never shares is uploaded once more, and then given up', async () => {
    const all = await setting({ fileMs: 1_000_000, backoffMs: 1, reconcileAfterMs: 1 });
    await all.announce(put(all.channel.sales, 'here it is'), say(all.channel.sales, 'next'));
    await all.poster.idle();
    expect(all.sandbox.traffic.calls('files.completeUploadExternal')).toHaveLength(2);
    expect(shared(all, all.channel.sales)).toEqual([['next']]);
    expect(all.rows()).toMatchObject([{ state: 'sent', lastError: 'unknown' }, { state: 'sent' }]);
  });
});

const failures: [string, ApiFault][] = [
  ['a status 500', { kind: 'status', status: 500 }],
  ['a page of HTML', { kind: 'html' }],
  ['no answer', { kind: 'hang' }],
  ['a reset connection', { kind: 'reset' }],
  ['an error of the API', { kind: 'error', error: 'internal_error' }],
];
const stored = failures
  .filter(([, { kind }]) => kind !== 'error')
  .map(([name, fault]): [string, ApiFault] => [`${name} after Slack took it`, { ...fault, stored: true } as ApiFault]);

describe('a file is shared once in the end', () => {
  test.each([...failures, ...stored])('after %s', async (_, fault) => {
    const all = await setting({ fileMs: 20, reconcileAfterMs: 30, timeoutMs: patience(fault) });
    const { announce, poster, channel, told, sandbox } = all;
    sandbox.faults.calls(fault, { method: 'files.getUploadURLExternal' });
    sandbox.faults.calls(fault, { method: 'files.completeUploadExternal' });
    await announce(put(channel.sales, 'here it is'), say(channel.sales, 'next'));
    await poster.idle();
    expect(shared(all, channel.sales)).toEqual([...once, ['next']]);
    expect(told()).toHaveLength(2);
  });

  test('when the search for it fails too, at first', async () => {
    const all = await setting();
    const { announce, poster, channel, sandbox } = all;
    sandbox.faults.calls({ kind: 'reset', stored: true }, { method: 'files.completeUploadExternal' });
    sandbox.faults.calls({ kind: 'status', status: 503 }, { method: 'files.info', times: 4 });
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'files.info' });
    await announce(put(channel.sales, 'here it is'));
    await poster.idle();
    expect(shared(all, channel.sales)).toEqual(once);
  });

  test('after a rate limit, which delays no message of another channel', async () => {
    const all = await setting();
    const { announce, poster, channel, sandbox, texts } = all;
    sandbox.faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'files.completeUploadExternal' });
    await announce(put(channel.sales, 'here it is'), say(channel.marketing, 'meanwhile'));
    await expect.poll(() => texts(channel.marketing)).toEqual(['meanwhile']);
    expect(shared(all, channel.sales)).toEqual([]);
    await poster.idle();
    expect(shared(all, channel.sales)).toEqual(once);
  });

  test.each(['before the file', 'with a place for the file', 'before the share', 'after the share'])(
    'after kill -9 %s',
    async (dieAt) => {
      const all = await setting({ start: false });
      const child = startChild(join(import.meta.dirname, 'poster.child.ts'), {
        DATABASE: all.path,
        TOKEN: all.sandbox.botToken,
        API_URL: all.sandbox.apiUrl,
        CHANNEL: all.channel.sales,
        DIE_AT: dieAt,
        KIND: 'put',
      });
      expect(await child.ended).toBe('SIGKILL');
      await all.startNow().idle();
      expect(shared(all, all.channel.sales)).toEqual([['once', 'The deck']]);
      expect(all.told()).toHaveLength(1);
      expect(all.rows()).toMatchObject([{ state: 'sent' }]);
    },
  );
});
