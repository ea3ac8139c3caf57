import type { Sandbox, Task } from '@baton/sandbox';
import { statusWords } from '../views/leads/words.ts';

type Store = Sandbox['store'];

export interface StoryTasks {
  tasks: Task[];
  /** From now on it counts; what the story did itself does not. */
  begin(store: Store): void;
}

/** The way of one lead from marketing to sales, as three things to try. */
export function storyTasks(): StoryTasks {
  let begun: { ts: string; taken: Set<string> } | undefined;
  return {
    begin: (store) => {
      begun = {
        ts: fromBaton(store).at(-1)?.ts ?? '',
        taken: new Set(
          cards(store)
            .filter(isTaken)
            .map(({ ts }) => ts),
        ),
      };
    },
    tasks: [
      {
        id: 'hand-off',
        title: 'Hand a lead off',
        hint: 'As Mia, type /handoff in a channel. Or point at the message in #website-leads, and choose Hand off as lead in its menu.',
        isDone: ({ store }) => cards(store).some(({ ts }) => begun !== undefined && ts > begun.ts),
      },
      {
        id: 'take',
        title: 'Take it',
        hint: 'As Sam, react with ✅ to its card in #sales.',
        isDone: ({ store }) =>
          cards(store).some((card) => begun !== undefined && isTaken(card) && !begun.taken.has(card.ts)),
      },
      {
        id: 'digest',
        title: 'Read the digest',
        hint: 'Move the clock in the top bar to the next working morning, and look into #sales.',
        isDone: ({ store }) =>
          fromBaton(store).some(
            (message) => begun !== undefined && message.ts > begun.ts && isDigest(message) && isRead(store, message),
          ),
      },
    ],
  };
}

type Message = ReturnType<typeof fromBaton>[number];

/** What Baton posted in #sales, oldest first, without replies. */
function fromBaton(store: Store) {
  const sales = [...store.channels.values()].find(({ name }) => name === 'sales');
  const messages = store.messages.get(sales?.id ?? '') ?? [];
  return messages.filter(({ user, threadTs }) => user === store.app.botUserId && threadTs === undefined);
}

const cards = (store: Store): Message[] => fromBaton(store).filter(({ blocks }) => blocks?.[0]?.type === 'header');

const isTaken = ({ text }: Message): boolean => text.startsWith(statusWords.accepted);

/** The only message of Baton in this channel that is no card. */
const isDigest = ({ text }: Message): boolean => /for a first touch$/.test(text);

const isRead = (store: Store, { channel, ts }: Message): boolean =>
  [...store.people.values()].some(({ id }) => (store.lastRead.get(`${id}/${channel}`) ?? '') >= ts);
