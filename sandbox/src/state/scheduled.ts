import { addMessage, type NewMessage } from './messages.ts';
import { nowSeconds, type Store } from './store.ts';

/** A message that Slack posts later. Times are in seconds. */
export interface ScheduledMessage {
  id: string;
  postAt: number;
  createdAt: number;
  message: NewMessage;
}

const byTime = (one: ScheduledMessage, other: ScheduledMessage): number => one.postAt - other.postAt;

/** Soonest first. */
export const scheduledIn = (store: Store, channel?: string): ScheduledMessage[] =>
  [...store.scheduled.values()].filter((each) => !channel || each.message.channel === channel).sort(byTime);

/** Posts what is due by the workspace's clock, oldest first. */
function postDue(store: Store): void {
  const due = scheduledIn(store).filter((each) => each.postAt <= nowSeconds(store));
  for (const { id, message } of due) {
    store.scheduled.delete(id);
    const channel = store.channels.get(message.channel);
    if (channel && !channel.isArchived && store.app.installed) addMessage(store, message);
  }
}

/** Looks for due messages four times a second. Returns the function that stops it. */
export function watchScheduled(store: Store): () => void {
  const timer = setInterval(() => postDue(store), 250).unref();
  return () => clearInterval(timer);
}
