import type { FunctionRun } from './functions.ts';
import type { ChannelRecord, FileRecord, MessageRecord, PersonRecord, UserGroupRecord } from './records.ts';

/** Every kind of change in the workspace, emitted in order, after it happened. */
export type Change =
  | { type: 'message_posted'; message: MessageRecord }
  | { type: 'message_changed'; message: MessageRecord; previous: MessageRecord; ts: string }
  | { type: 'message_deleted'; message: MessageRecord; ts: string }
  | { type: 'ephemeral_shown'; message: MessageRecord }
  | { type: 'ephemeral_gone'; message: MessageRecord }
  | { type: 'reaction_added' | 'reaction_removed'; message: MessageRecord; user: string; name: string; ts: string }
  | { type: 'member_joined'; channel: ChannelRecord; user: string; inviter?: string }
  | { type: 'member_left'; channel: ChannelRecord; user: string }
  | { type: 'channel_archived' | 'channel_unarchived' | 'channel_renamed'; channel: ChannelRecord; by: string }
  | { type: 'channel_deleted' | 'channel_shared'; channel: ChannelRecord; by: string }
  | { type: 'channel_opened'; channel: ChannelRecord }
  | { type: 'read'; channel: string; user: string }
  | { type: 'person_changed' | 'person_joined'; person: PersonRecord }
  | { type: 'dnd_changed'; person: PersonRecord }
  | { type: 'group_changed'; group: UserGroupRecord; added: string[]; removed: string[]; previousUpdate: number }
  | { type: 'file_shared'; file: FileRecord; channel: string; user: string }
  | { type: 'modals_changed'; user: string }
  | { type: 'home_published'; user: string }
  | { type: 'home_opened'; user: string; channel: string; tab: 'home' | 'messages' }
  | { type: 'connection_changed'; connected: boolean }
  | { type: 'clock_moved' }
  | { type: 'faults_changed' }
  | { type: 'function_started'; run: FunctionRun }
  | { type: 'token_revoked' }
  | { type: 'app_uninstalled' }
  | { type: 'notice'; user: string; text: string; level: 'info' | 'error' };

export interface Changes {
  emit(change: Change): void;
  /** Calls the listener after every change until the returned function is called. */
  listen(listener: (change: Change) => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    emit: (change) => {
      for (const listener of [...listeners]) listener(change);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
