/** Reads the workspace for the things to try. */
import type { Sandbox } from '@baton/sandbox';
import { statusWords } from '../views/leads/words.ts';

type Store = Sandbox['store'];
type Message = ReturnType<typeof messagesIn>[number];

export const personOf = (store: Store, key: string): string | undefined =>
  [...store.people.values()].find((person) => person.key === key)?.id;

export const channelNamed = (store: Store, name: string): string =>
  [...store.channels.values()].find((channel) => channel.name === name)?.id ?? '';

const messagesIn = (store: Store, channelId: string) => store.messages.get(channelId) ?? [];

/** Of the direct messages between Baton and a person. */
function directWith(store: Store, key: string): string {
  const members = [store.app.botUserId, personOf(store, key)];
  const isTheirs = (channel: { kind: string; members: string[] }) =>
    channel.kind === 'im' && members.every((id) => id !== undefined && channel.members.includes(id));
  return [...store.channels.values()].find(isTheirs)?.id ?? '';
}

/** The newest message with these words, in its text or blocks; optionally with a button. */
export function latest(
  store: Store,
  where: string | { with: string },
  words: string,
  button?: string,
): { channel: string; ts: string } | undefined {
  const channel = typeof where === 'string' ? channelNamed(store, where) : directWith(store, where.with);
  const found = messagesIn(store, channel).findLast(({ text, blocks, threadTs }) => {
    const all = text + JSON.stringify(blocks ?? []);
    return threadTs === undefined && all.includes(words) && (button === undefined || all.includes(`"${button}"`));
  });
  return found && { channel, ts: found.ts };
}

/** Baton's posts in #sales, oldest first, without replies. */
export const fromBaton = (store: Store): Message[] =>
  messagesIn(store, channelNamed(store, 'sales')).filter(
    ({ user, threadTs }) => user === store.app.botUserId && threadTs === undefined,
  );

export const cards = (store: Store): Message[] =>
  fromBaton(store).filter(({ blocks }) => blocks?.[0]?.type === 'header');

/** The newest card that can be accepted. */
export function openCard(store: Store): { channel: string; ts: string } | undefined {
  const found = cards(store).findLast(({ blocks }) => JSON.stringify(blocks).includes('"Accept"'));
  return found && { channel: found.channel, ts: found.ts };
}

export const isTaken = ({ text }: Message): boolean => text.startsWith(statusWords.accepted);

/** Baton's only message in this channel that is not a card. */
export const isDigest = ({ text }: Message): boolean => /awaiting first contact: /.test(text);

export const isRead = (store: Store, { channel, ts }: Message): boolean =>
  [...store.people.values()].some(({ id }) => (store.lastRead.get(`${id}/${channel}`) ?? '') >= ts);
