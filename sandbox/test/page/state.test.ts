import { describe, expect, test } from 'vitest';
import { type Change, firstPlace, initialState, reduce, type State } from '../../page/state.ts';
import type { Channel, Message, Person, Snapshot } from '../../src/protocol.ts';

const me = { id: 'U1', name: 'maya', realName: 'Maya' } as Person;
const channel = (id: string, more: Partial<Channel> = {}): Channel => ({
  id,
  name: id.toLowerCase(),
  kind: 'channel',
  topic: '',
  members: ['U1'],
  isArchived: false,
  isShared: false,
  lastRead: '0',
  unread: 0,
  ...more,
});
const message = (ts: string, more: Partial<Message> = {}): Message => ({
  channel: 'C1',
  ts: `${ts}.000100`,
  user: 'U2',
  text: ts,
  reactions: [],
  edited: false,
  replyCount: 0,
  ephemeral: false,
  ...more,
});
const snapshot: Snapshot = {
  workspace: { id: 'T1', name: 'Harbour', domain: 'harbour' },
  me,
  people: [me],
  channels: [channel('C1', { unread: 2 })],
  userGroups: [],
  apps: [],
  modals: [],
  homes: {},
  nowMs: 5000,
};
const after = (...changes: Change[]): State =>
  changes.reduce((state, change) => reduce(state, change, 1000), initialState);
const texts = (state: State): string[] => (state.conversations.C1?.messages ?? []).map(({ text }) => text);
const history = (messages: Message[], more: Partial<Extract<Change, { type: 'history' }>> = {}): Change => ({
  type: 'history',
  channel: 'C1',
  messages,
  more: false,
  ...more,
});

test('the clock of the sandbox is stored as an offset from this machine’s clock', () => {
  expect(after({ type: 'snapshot', snapshot }).clockSkewMs).toBe(4000);
});

describe('messages', () => {
  test('are in the order of their time, in whatever order they arrive', () => {
    const state = after(history([message('20'), message('30')]), { type: 'message', message: message('10') });
    expect(texts(state)).toEqual(['10', '20', '30']);
  });

  test('are replaced when they change', () => {
    const state = after(history([message('10')]), { type: 'message', message: message('10', { text: 'edited' }) });
    expect(texts(state)).toEqual(['edited']);
  });

  test('are removed when they are deleted, and their thread is closed', () => {
    const state = after(
      history([message('10')]),
      { type: 'thread', thread: { channel: 'C1', ts: '10.000100' } },
      { type: 'message_deleted', channel: 'C1', ts: '10.000100' },
    );
    expect(texts(state)).toEqual([]);
    expect(state.thread).toBeUndefined();
  });

  test('that were deleted during a lost connection are removed with the next history', () => {
    const state = after(
      history([message('10'), message('20')]),
      { type: 'snapshot', snapshot },
      history([message('20')]),
    );
    expect(texts(state)).toEqual(['20']);
  });

  test('that are older than the reloaded history stay', () => {
    const state = after(history([message('10')]), history([message('20')], { more: true }));
    expect(texts(state)).toEqual(['10', '20']);
  });

  test('that are ephemeral survive a lost connection, although no history has them', () => {
    const state = after(
      history([message('10')]),
      { type: 'message', message: message('15', { ephemeral: true }) },
      { type: 'snapshot', snapshot },
      history([message('10')]),
    );
    expect(texts(state)).toEqual(['10', '15']);
  });

  test('that are older are inserted at the start', () => {
    const state = after(history([message('20')], { more: true }), history([message('10')], { before: '20.000100' }));
    expect(texts(state)).toEqual(['10', '20']);
    expect(state.conversations.C1).toMatchObject({ loaded: true, more: false });
  });

  test('of the channel are not changed by a thread’s history', () => {
    const reply = message('11', { threadTs: '10.000100' });
    const state = after(
      history([message('10'), message('20')], { more: true }),
      history([message('10'), reply], { threadTs: '10.000100' }),
    );
    expect(texts(state)).toEqual(['10', '11', '20']);
    expect(state.conversations.C1?.more).toBe(true);
  });
});

test('switching the person clears the state of the previous one', () => {
  const state = after({ type: 'snapshot', snapshot }, history([message('10')]), { type: 'switch', place: undefined });
  expect(state).toMatchObject({ me: undefined, conversations: {}, channels: [], modals: [] });
});

test('read messages are no longer counted, and the read position never goes back', () => {
  const read = (ts: string): Change => ({ type: 'read', channel: 'C1', ts });
  const state = after({ type: 'snapshot', snapshot }, read('20.000100'), read('10.000100'));
  expect(state.channels[0]).toMatchObject({ unread: 0, lastRead: '20.000100' });
});

test('a repeated notice is shown once', () => {
  const notice: Change = { type: 'notice', text: 'It failed.', level: 'error' };
  expect(after(notice, notice).toasts).toHaveLength(1);
});

test('without a place in the address, the first unread channel opens', () => {
  const channels = [channel('C1'), channel('C2', { unread: 1 }), channel('C3', { unread: 1, members: ['U2'] })];
  expect(firstPlace(channels, 'U1')).toEqual({ kind: 'channel', id: 'C2' });
  expect(firstPlace([], 'U1')).toBeUndefined();
});
