import type { Ack } from '../deliver/deliverer.ts';
import { globalShortcutPayload, messageShortcutPayload } from '../payloads/interactions.ts';
import { openIm } from '../state/channels.ts';
import type { Shortcut } from '../state/manifest.ts';
import type { MessageRecord } from '../state/records.ts';
import { issueResponseUrl } from '../state/response-urls.ts';
import { nextTs } from '../state/store.ts';
import { issueTrigger } from '../state/triggers.ts';
import type { World } from '../world.ts';
import { notify } from '../world.ts';

/** Name or callback id. */
export const shortcutNamed = (world: World, name: string, type: Shortcut['type']): Shortcut | undefined =>
  world.store.manifest.features.shortcuts.find(
    (each) => each.type === type && (each.name === name || each.callback_id === name),
  );

/** Runs a shortcut of the app: on a message, or globally from the composer or the search. */
export async function runShortcut(
  world: World,
  userId: string,
  shortcut: Shortcut,
  message?: MessageRecord,
): Promise<Ack> {
  const { store } = world;
  const common = {
    userId,
    callbackId: shortcut.callback_id,
    triggerId: issueTrigger(store, userId),
    at: nextTs(store),
  };
  const payload = message
    ? messageShortcutPayload(world, {
        ...common,
        message,
        responseToken: issueResponseUrl(store, {
          userId,
          channel: message.channel,
          source: { ts: message.ts, ephemeral: false },
          threadTs: message.threadTs,
        }),
      })
    : globalShortcutPayload(world, common);
  const what = message ? 'message_action' : 'shortcut';
  const ack = await world.deliver.send({ type: 'interactive', what, answerable: false, payload });
  if (!ack.ok) notify(world, userId, `${shortcut.name} failed with the error "${ack.error}"`);
  return ack;
}

/** Opens the app's home or messages tab, which sends the app an event. */
export function openHome(world: World, userId: string, tab: 'home' | 'messages'): void {
  const { store } = world;
  const channel = openIm(store, store.app.botUserId, userId);
  store.changes.emit({ type: 'home_opened', user: userId, channel: channel.id, tab });
}
