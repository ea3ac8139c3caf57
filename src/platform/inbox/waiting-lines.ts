import type { WaitingEvent } from './queries.ts';

/** An event that this process has yet to handle. */
export interface Entry extends WaitingEvent {
  /** Consecutive failures in this process. */
  failures: number;
  /** An earlier process stored it, and may have ended while it handled it. */
  isLeft: boolean;
}

/**
 * The events to handle, in memory. Of the events with one ordering key only the oldest is ready or under way; the others
 * wait behind it. Events that failed wait apart, so that a few of them run at once and new events pass.
 */
export function createWaitingLines() {
  const entries = new Map<string, Entry>();
  const lines = new Map<string, Entry[]>();
  const fresh: Entry[] = [];
  const failed: Entry[] = [];

  return {
    add(entry: Entry): void {
      const { eventId, orderingKey } = entry;
      if (entries.has(eventId)) return;
      entries.set(eventId, entry);
      const line = orderingKey === null ? undefined : lines.get(orderingKey);
      if (line) line.push(entry);
      else {
        if (orderingKey !== null) lines.set(orderingKey, [entry]);
        fresh.push(entry);
      }
    },
    /** The event is handled or dead-lettered: the next one with its key is ready. */
    remove({ eventId, orderingKey }: Entry): void {
      entries.delete(eventId);
      const line = orderingKey === null ? undefined : lines.get(orderingKey);
      if (orderingKey === null || !line) return;
      line.shift();
      const [next] = line;
      if (next) fresh.push(next);
      else lines.delete(orderingKey);
    },
    tryAgain: (entry: Entry): void => void failed.push(entry),
    nextFailed: (): Entry | undefined => failed.shift(),
    nextFresh: (): Entry | undefined => fresh.shift(),
    size: (): number => entries.size,
  };
}
