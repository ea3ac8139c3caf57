import type { Sandbox, Task } from '@baton/sandbox';
import { statusWords } from '../views/leads/words.ts';

type Store = Sandbox['store'];

export interface StoryTasks {
  tasks: Task[];
  /** Starts to check the tasks; the story's own actions do not count. */
  begin(store: Store): void;
}

/** The path of one lead from marketing to sales, as three things to try. */
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
        title: 'Hand off a lead',
        hint: 'As Mia, type /handoff in a channel. Or choose Hand off as lead in the menu of the message in #website-leads.',
        isDone: ({ store }) => cards(store).some(({ ts }) => begun !== undefined && ts > begun.ts),
      },
      {
        id: 'take',
        title: 'Accept it',
        hint: 'As Sam, react with ✅ to its card in #sales.',
        isDone: ({ store }) =>
          cards(store).some((card) => begun !== undefined && isTaken(card) && !begun.taken.has(card.ts)),
      },
      {
        id: 'digest',
        title: 'Read the digest',
        hint: 'Move the clock in the top bar to the next working morning, then open #sales.',
        isDone: ({ store }) =>
          fromBaton(store).some(
            (message) => begun !== undefined && message.ts > begun.ts && isDigest(message) && isRead(store, message),
          ),
      },
    ],
  };
}

type Message = ReturnType<typeof fromBaton>[number];

/** Baton's posts in #sales, oldest first, without replies. */
function fromBaton(store: Store) {
  const sales = [...store.channels.values()].find(({ name }) => name === 'sales');
  const messages = store.messages.get(sales?.id ?? '') ?? [];
  return messages.filter(({ user, threadTs }) => user === store.app.botUserId && threadTs === undefined);
}

const cards = (store: Store): Message[] => fromBaton(store).filter(({ blocks }) => blocks?.[0]?.type === 'header');

const isTaken = ({ text }: Message): boolean => text.startsWith(statusWords.accepted);

/** Baton's only message in this channel that is not a card. */
const isDigest = ({ text }: Message): boolean => /awaiting first contact$/.test(text);

const isRead = (store: Store, { channel, ts }: Message): boolean =>
  [...store.people.values()].some(({ id }) => (store.lastRead.get(`${id}/${channel}`) ?? '') >= ts);
