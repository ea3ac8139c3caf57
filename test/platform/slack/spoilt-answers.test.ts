/** Answers of Slack with wrong parts, or with pages that are followed by themselves: every question ends, and none of them gives a right. */
import type { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPosted, findShared } from '../../../src/platform/outbox/find-posted.ts';
import { requireWritable } from '../../../src/platform/slack/channel.ts';
import { listPlaces } from '../../../src/platform/slack/channels.ts';
import { deleteReplies } from '../../../src/platform/slack/delete-replies.ts';
import { createDirectory } from '../../../src/platform/slack/directory.ts';
import { grantedWorkspaces } from '../../../src/platform/slack/granted-workspaces.ts';
import { messageAtPlace } from '../../../src/platform/slack/message-at.ts';
import type { Clock } from '../../../src/platform/slack/pages.ts';
import { NOT_READABLE, readableFile } from '../../../src/platform/slack/readable-file.ts';
import { wrongParts } from '../../support/spoil.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const company = { organisationId: 'E1', workspaceIds: ['T1'] };
const stranger = { id: 'U9', team_id: 'T2', is_admin: true, tz: 'Europe/Berlin', profile: { real_name: 'Eve' } };
const closed = { id: 'C1', name: 'board', is_private: true, is_member: false, num_members: 2 };
const message = { ts: '1795078000.1', bot_id: 'B1', metadata: { event_type: 'baton', event_payload: {} } };
const clock: Clock = { nowMs: () => performance.now(), wait: async () => {} };

/** In all of them, the person is a stranger who may read and write nowhere. */
const answers: Record<string, object> = {
  'users.info': { user: stranger },
  'users.list': { members: [stranger] },
  'conversations.members': { members: ['U1', 'U2'] },
  'conversations.info': { channel: closed },
  'conversations.open': { channel: { id: 'D1' } },
  'conversations.history': { messages: [message] },
  'conversations.replies': { messages: [message] },
  'conversations.list': { channels: [closed] },
  'usergroups.list': { usergroups: [{ id: 'S1', name: 'Sellers', handle: 'sellers' }] },
  'usergroups.users.list': { users: ['U1'] },
  'dnd.teamInfo': { users: { U1: { dnd_enabled: true, next_dnd_start_ts: 1, next_dnd_end_ts: 2_000_000_000 } } },
  'files.info': { file: { id: 'F1', user: 'U1', channels: ['C1'], name: 'a.pdf', shares: {} } },
  'auth.teams.list': { teams: [{ id: 'T1', name: 'Northwind' }] },
  'chat.delete': {},
};

type Change = (answer: object) => unknown;

/** A client whose answers were changed on their way. */
function clientOf(change: Change): WebClient {
  const call = (method: string) => async () => change({ ok: true, ...answers[method] });
  const at = (path: string): unknown =>
    new Proxy(call(path), { get: (_, key) => at(path === '' ? String(key) : `${path}.${String(key)}`) });
  const paginate = async function* (method: string) {
    yield await call(method)();
  };
  return new Proxy({}, { get: (_, key) => (key === 'paginate' ? paginate : at(String(key))) }) as WebClient;
}

type Asked<T> = Record<string, (web: WebClient) => Promise<T>>;

const directoryOf = (web: WebClient) => createDirectory(web, company, clock);

const questions: Asked<unknown> = {
  'places to meet': (web) => listPlaces(web, company),
  'workspaces that are granted': grantedWorkspaces,
  'a message': (web) => messageAtPlace(web, { channel: 'C1', ts: '1.2' }),
  'replies to delete': (web) => deleteReplies(web, { channel: 'C1', ts: '1.2' }),
  'a message of Baton': (web) => findPosted(web, { to: 'U1' }, 'm1', NOW),
  'a reply of Baton': (web) => findPosted(web, { to: 'C1', threadTs: '1.2' }, 'm1', NOW),
  'a file of Baton': (web) => findShared(web, 'F1'),
};

/** Each refuses the stranger, whatever else is wrong. */
const rights: Asked<void> = {
  admins: async (web) => {
    const admins = await directoryOf(web)
      .admins()
      .catch(() => []);
    expect(admins).toEqual([]);
  },
  'a channel to write in': async (web) => {
    const asked = requireWritable({ web, directory: directoryOf(web) }, { channelId: 'C1', userId: 'U9' });
    await expect(asked).rejects.toThrow('');
  },
  'a file': async (web) => {
    const read = readableFile({ web, directory: directoryOf(web) }, { fileId: 'F1', userId: 'U9' });
    expect(await read.catch(() => NOT_READABLE)).toBe(NOT_READABLE);
  },
  'a moment without disturbance': async (web) => {
    const found = await directoryOf(web)
      .undisturbed(['U1'], NOW)
      .catch(() => new Map<string, Date>());
    for (const until of found.values()) expect(until.getTime()).toBeGreaterThan(NOW.getTime());
  },
};

const spoilt =
  (spoil: (json: string) => string): Change =>
  (answer) =>
    JSON.parse(spoil(JSON.stringify(answer)));

describe('with wrong parts', () => {
  test.each(Object.entries(questions))('%s: it is an answer or an error', (_, ask) =>
    fc.assert(
      fc.asyncProperty(wrongParts, async (spoil) => {
        await ask(clientOf(spoilt(spoil))).catch((error) => expect(error).toBeInstanceOf(Error));
      }),
      { numRuns: 40 },
    ),
  );

  test.each(Object.entries(rights))('%s: no one gets a right', (_, ask) =>
    fc.assert(
      fc.asyncProperty(wrongParts, (spoil) => ask(clientOf(spoilt(spoil)))),
      { numRuns: 80 },
    ),
  );
});

describe('with nothing in it', () => {
  test.each(Object.entries(rights))('%s: no one gets a right', (_, ask) => ask(clientOf(() => ({ ok: true }))));
});

test.each([null, 'S1'])(
  'an answer without a list is no empty team, whose leads would go to others: %s',
  async (userGroupId) => {
    const web = clientOf(() => ({ ok: true }));
    await expect(directoryOf(web).members({ channelId: 'C1', userGroupId })).rejects.toThrow('could not check');
  },
);

test.each(['workspaces that are granted', 'replies to delete', 'a message of Baton', 'a reply of Baton'])(
  'pages without end of %s are given up',
  async (name) => {
    const endless: Change = (answer) => ({ ...answer, response_metadata: { next_cursor: 'again' } });
    await expect(questions[name]?.(clientOf(endless))).rejects.toThrow('followed by itself');
  },
);
