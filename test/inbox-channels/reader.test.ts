/** How channels are read: every message of an app once, in order, and on after a failure. */
import type { WebClient } from '@slack/web-api';
import { expect, test, vi } from 'vitest';
import { allInboxChannels } from '../../src/inbox-channels/queries.ts';
import { createInboxReader } from '../../src/inbox-channels/reader.ts';
import { saveInboxChannel } from '../../src/inbox-channels/save.ts';
import { leadProposals } from '../../src/inbox-channels/table.ts';
import { minutesAfter, MONDAY_9 as NOW, salesTeam } from '../leads/world.ts';
import { logLines } from '../support/log-lines.ts';

const START = NOW.getTime() / 1000;
const at = (seconds: number) => `${START + seconds}.000100`;
const app = (seconds: number, more: object = {}) => ({
  ts: at(seconds),
  bot_id: 'BFORM',
  text: `Email: n${seconds}@fenwick.example`,
  ...more,
});

async function reading(channels = ['C1']) {
  const { db, write, team } = await salesTeam();
  for (const channelId of channels) {
    const form = { channelId, mode: 'propose' as const, teamId: team.id, source: 'Website', marketerId: 'UMIA' };
    await write((tx) => saveInboxChannel(tx, form, { id: null, by: 'UADA' }, NOW));
  }
  const { log, lines } = logLines();
  /** By channel, newest first as Slack answers: a page for each list. */
  const pages: Record<string, object[][]> = {};
  const asked: object[] = [];
  let refusal: unknown;
  /** Called with each question to Slack, and after each write. */
  const during = { history: () => {}, write: () => {} };
  const history = async ({ channel, cursor = '0', ...more }: { channel: string; cursor?: string }) => {
    asked.push({ channel, ...more, ...(cursor !== '0' && { cursor }) });
    if (refusal) throw refusal;
    during.history();
    const number = Number(cursor);
    const hasNext = (pages[channel] ?? []).length > number + 1;
    const metadata = hasNext ? { next_cursor: String(number + 1) } : {};
    return { ok: true, messages: pages[channel]?.[number], response_metadata: metadata };
  };
  const web = { conversations: { history } } as unknown as WebClient;
  let now = NOW;
  const reader = createInboxReader({
    write: (change) => write(change).finally(() => during.write()),
    ...{ db, web, log, now: () => now, botId: 'BBATON', workspaceUrl: 'https://northwind.slack.com/' },
  });
  return {
    ...{ db, during, pages, asked, lines },
    read: (stop = new AbortController().signal) => reader(stop),
    refuse: (error: unknown) => {
      refusal = error;
    },
    later: () => {
      now = minutesAfter(now, 1);
    },
    inbox: (place = 0) => allInboxChannels(db)[place],
    proposed: () =>
      db
        .select()
        .from(leadProposals)
        .all()
        .map(({ channel, ts }) => `${channel} ${ts}`),
  };
}

test('messages of apps are taken oldest first, over all pages', async () => {
  const { read, pages, proposed, asked, inbox } = await reading();
  pages.C1 = [[app(3), app(2)], [app(1)]];
  await read();
  expect(proposed()).toEqual([1, 2, 3].map((seconds) => `C1 ${at(seconds)}`));
  expect(asked).toEqual([
    { channel: 'C1', oldest: `${START}.000000`, limit: 200 },
    { channel: 'C1', oldest: `${START}.000000`, limit: 200, cursor: '1' },
  ]);
  expect(inbox()?.readUntil).toBe(at(3));
  pages.C1 = [[app(3)]];
  await read();
  expect(asked.at(-1)).toMatchObject({ oldest: at(3) });
  expect(proposed()).toHaveLength(3);
});

test.each([
  ['an app', {}, true],
  ['Baton itself', { bot_id: 'BBATON' }, false],
  ['a person', { bot_id: undefined, user: 'U1' }, false],
  ['an app without an id', { bot_id: null, subtype: 'bot_message' }, true],
  ['Slack, as for e-mails', { bot_id: undefined, user: 'USLACKBOT' }, true],
])('a message of %s', async (_, more, isTaken) => {
  const { read, pages, proposed, inbox } = await reading();
  pages.C1 = [[app(2, { ...more, text: 'Email: a@fenwick.example' })]];
  await read();
  expect([proposed().length, inbox()?.readUntil]).toEqual([isTaken ? 1 : 0, at(2)]);
});

test('messages of people are passed over in one step, and those that make no sense hold up no other; nothing from before is taken', async () => {
  const { read, pages, proposed, inbox } = await reading();
  const person = { bot_id: undefined, user: 'U1' };
  pages.C1 = [
    [
      app(5, person),
      app(4, person),
      app(3),
      app(2, person),
      { ts: 'nonsense' },
      app(-9),
      { ...app(0), ts: `${START}.000000` },
    ],
  ];
  await read();
  expect([proposed(), inbox()?.readUntil]).toEqual([[`C1 ${at(3)}`], at(5)]);
});

test('a channel that cannot be read rests, is told once, and holds up no other one', async () => {
  const { read, pages, proposed, refuse, asked, lines, inbox, later } = await reading(['C1', 'C2']);
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  refuse({ data: { error: 'not_in_channel' } });
  await read();
  expect([inbox()?.failure, inbox(1)?.failure]).toEqual(['not_in_channel', 'not_in_channel']);
  expect(lines('warn').map(({ channel, error }) => `${channel} ${error}`)).toEqual([
    'C1 not_in_channel',
    'C2 not_in_channel',
  ]);
  const { updatedAt } = inbox() ?? {};
  later();
  clock.mockReturnValue(60_999);
  await read();
  expect(asked).toHaveLength(2);
  clock.mockReturnValue(61_000);
  await read();
  expect([asked.length, inbox()?.updatedAt]).toEqual([4, updatedAt]);
  refuse(undefined);
  pages.C2 = [[app(1)]];
  clock.mockReturnValue(200_000);
  await read();
  expect([inbox()?.failure, inbox(1)?.failure, proposed()]).toEqual([null, null, [`C2 ${at(1)}`]]);
  clock.mockReturnValue(400_000);
  refuse(new Error('socket hang up'));
  await read();
  expect(inbox()).toMatchObject({ failure: 'no_answer' });
  clock.mockRestore();
});

test('a stop leaves what was not taken for the next run', async () => {
  const { read, pages, proposed, inbox, asked, during } = await reading(['C1', 'C2']);
  pages.C1 = [[app(2)], [app(1)]];
  const aborted = new AbortController();
  aborted.abort();
  await read(aborted.signal);
  expect([asked, inbox()?.readUntil]).toEqual([[], `${START}.000000`]);
  const [inSlack, between] = [new AbortController(), new AbortController()];
  during.history = () => inSlack.abort();
  await read(inSlack.signal);
  expect([proposed(), asked.length]).toEqual([[], 1]);
  during.history = () => {};
  during.write = () => between.abort();
  await read(between.signal);
  expect([proposed(), inbox()?.readUntil]).toEqual([[`C1 ${at(1)}`], at(1)]);
  await read();
  expect(proposed()).toEqual([`C1 ${at(1)}`, `C1 ${at(2)}`]);
});
