import type { Message } from '../../src/protocol.ts';
import { dayHeading, dayKey, type Viewer } from '../date-format.ts';

/** The rows of the list, from top to bottom. */
export type Row =
  | { type: 'day'; key: string; label: string }
  | { type: 'new'; key: string }
  | { type: 'message'; key: string; message: Message; isGrouped: boolean };

const GROUP_S = 5 * 60;
/** A line about the channel, such as a join. */
const NOTES = new Set([
  'channel_join',
  'channel_leave',
  'channel_topic',
  'channel_purpose',
  'channel_archive',
  'channel_name',
]);

/** `lastRead` places the line above new messages; consecutive messages of one person share one head. */
export function rowsOf(messages: readonly Message[], viewer: Viewer, lastRead: string | undefined, me: string): Row[] {
  const rows: Row[] = [];
  let day = '';
  let previous: Message | undefined;
  let lineDrawn = lastRead === undefined;
  for (const message of messages) {
    const atMs = Number(message.ts) * 1000;
    const today = dayKey(atMs, viewer.timeZone);
    if (today !== day) rows.push({ type: 'day', key: today, label: dayHeading(atMs, viewer) });
    const isNew = !lineDrawn && message.ts > (lastRead ?? '') && message.user !== me;
    if (isNew) {
      rows.push({ type: 'new', key: 'new' });
      lineDrawn = true;
    }
    const isGrouped = today === day && !isNew && previous !== undefined && follows(message, previous);
    rows.push({ type: 'message', key: message.ts, message, isGrouped });
    day = today;
    previous = message;
  }
  return rows;
}

function follows(message: Message, previous: Message): boolean {
  return (
    message.user === previous.user &&
    message.username === previous.username &&
    message.ephemeral === previous.ephemeral &&
    message.threadTs === previous.threadTs &&
    !isNote(message) &&
    !isNote(previous) &&
    Number(message.ts) - Number(previous.ts) < GROUP_S
  );
}

export const isNote = (message: Message): boolean => message.subtype !== undefined && NOTES.has(message.subtype);
