import { runCommand } from '../person/command.ts';
import { react as reactAs } from '../person/react.ts';
import { edit as editAs, remove as removeAs, say as sayAs } from '../person/say.ts';
import { openHome as openHomeAs, runShortcut, shortcutNamed } from '../person/shortcut.ts';
import { visibleMessages } from '../person/visible.ts';
import { joinChannel, leaveChannel, openIm, requireChannel } from '../state/channels.ts';
import type { Values } from '../state/elements.ts';
import { stateOf } from '../state/elements.ts';
import { addFile } from '../state/files.ts';
import { messageAt } from '../state/messages.ts';
import { personNamed } from '../state/people.ts';
import type { ChannelRecord, MessageRecord } from '../state/records.ts';
import { homeOf, openModals } from '../state/views.ts';
import type { World } from '../world.ts';
import type { Button, Item } from './find.ts';
import { chooseIn, pressIn } from './find.ts';
import type { SeenMessage } from './seen.ts';
import { listing, seenMessage } from './seen.ts';
import type { GivenFile } from './values.ts';
import type { SeenModal, SeenView } from './views.ts';
import { seenModal, seenView } from './views.ts';
import { indented, waitFor } from './wait.ts';

/** A person at their Slack. Channels are given as `#sales`, by id, or as `dm` for the messages with the app. */
export interface PersonDriver {
  readonly id: string;
  readonly key: string;
  /** Notices that Slack showed this person at the composer or as a banner, oldest first. */
  readonly notices: string[];
  /** Runs a slash command, by default in the messages with the app. Resolves once the app has acknowledged. */
  command(line: string, where?: { in?: string }): Promise<void>;
  /** Throws the reason when Slack does not allow it. */
  say(channel: string, text: string, how?: { thread?: SeenMessage; files?: GivenFile[] }): SeenMessage;
  edit(message: SeenMessage, text: string): void;
  delete(message: SeenMessage): void;
  react(message: SeenMessage, emoji: string): void;
  unreact(message: SeenMessage, emoji: string): void;
  join(channel: string): void;
  leave(channel: string): void;
  press(where: SeenMessage | SeenView, button: Button): Promise<void>;
  choose(where: SeenMessage | SeenView, item: string | Item): Promise<void>;
  /** Runs a shortcut by name or callback id; with a message, a message shortcut. */
  shortcut(name: string, message?: SeenMessage): Promise<void>;
  /** Opens the app's home and waits for the app to publish it. An already published home is returned after a second. */
  openHome(): Promise<SeenView>;
  /** The published home, without opening it. */
  home(): SeenView | undefined;
  openMessagesTab(): void;
  /** Waits for a modal on top: any modal, or one with this title. */
  modal(title?: string): Promise<SeenModal>;
  /** Open modals, bottom first. */
  modals(): SeenModal[];
  /** Everything the person sees in a channel, oldest first, including replies and ephemeral messages. */
  sees(channel: string): SeenMessage[];
  /** The direct messages between the app and the person. */
  dm(): SeenMessage[];
  /** Waits up to five seconds for the newest message with this text or that matches this condition. */
  waitForMessage(channel: string, wanted: string | RegExp | ((message: SeenMessage) => boolean)): Promise<SeenMessage>;
}

const HOME_PATIENCE_MS = 1000;

const matcher = (
  wanted: string | RegExp | ((message: SeenMessage) => boolean),
): ((message: SeenMessage) => boolean) => {
  if (typeof wanted === 'function') return wanted;
  return (message) => (typeof wanted === 'string' ? message.text.includes(wanted) : wanted.test(message.text));
};

const orThrow = (fault: string | undefined): void => {
  if (fault !== undefined) throw new Error(fault);
};

export function createPersonDriver(world: World, key: string): PersonDriver {
  const { store } = world;
  const { id } = personNamed(store, key);
  const typed = new Map<string, Values>();

  const place = (name: string): ChannelRecord => {
    if (name === 'dm') return openIm(store, store.app.botUserId, id);
    return name.startsWith('@') ? openIm(store, id, personNamed(store, name).id) : requireChannel(store, name);
  };
  const seen = (message: MessageRecord): SeenMessage => seenMessage(world, id, message);
  const sees = (channel: string): SeenMessage[] => visibleMessages(store, place(channel), id).map(seen);
  const scene = (where: SeenMessage | SeenView) => ({
    world,
    user: id,
    container: where.container,
    blocks: () => ('ts' in where ? (where.fresh()?.blocks ?? []) : where.blocks),
    state: () => stateOf(where.blocks, 'ts' in where ? {} : typed.get(where.id)),
  });
  const modals = (): SeenModal[] => openModals(store, id).map((view) => seenModal(world, id, view, typed));
  const home = (): SeenView | undefined => {
    const view = homeOf(store, id);
    return view && seenView(world, id, view, typed);
  };

  return {
    id,
    key,
    get notices() {
      return world.notices.filter((each) => each.user === id).map((each) => each.text);
    },
    command: async (line, where = {}) => {
      const [, command = '', text = ''] = /^(\/\S+)\s*(.*)$/s.exec(line) ?? [];
      if (!command) throw new Error(`"${line}" is not a slash command.`);
      await runCommand(world, { userId: id, channel: place(where.in ?? 'dm').id, command, text });
    },
    say: (channel, text, how = {}) => {
      const files = (how.files ?? []).map(({ name, content, mimetype }) =>
        addFile(store, id, name, typeof content === 'string' ? new TextEncoder().encode(content) : content, mimetype),
      );
      const said = sayAs(world, {
        userId: id,
        channel: place(channel).id,
        text,
        threadTs: how.thread?.ts,
        fileIds: files.map((file) => file.id),
      });
      if (typeof said === 'string') throw new Error(said);
      return seen(said);
    },
    edit: (message, text) => orThrow(editAs(world, { userId: id, channel: message.channel, ts: message.ts, text })),
    delete: (message) => orThrow(removeAs(world, { userId: id, channel: message.channel, ts: message.ts })),
    react: (message, name) =>
      orThrow(reactAs(world, { userId: id, channel: message.channel, ts: message.ts, name }, true)),
    unreact: (message, name) =>
      orThrow(reactAs(world, { userId: id, channel: message.channel, ts: message.ts, name }, false)),
    join: (channel) => joinChannel(store, place(channel), id),
    leave: (channel) => leaveChannel(store, place(channel), id),
    press: (where, button) => pressIn(scene(where), button),
    choose: (where, item) => chooseIn(scene(where), item),
    shortcut: async (name, message) => {
      const known = shortcutNamed(world, name, message ? 'message' : 'global');
      if (!known) throw new Error(`The manifest has no ${message ? 'message' : 'global'} shortcut "${name}".`);
      const record = message && messageAt(store, message.channel, message.ts);
      if (message && !record) throw new Error('This message was deleted or is ephemeral.');
      await runShortcut(world, id, known, record);
    },
    openHome: () => {
      let published = false;
      const stop = store.changes.listen((change) => {
        if (change.type === 'home_published' && change.user === id) published = true;
      });
      openHomeAs(world, id, 'home');
      const known = home();
      const look = (): SeenView | undefined => (published ? home() : undefined);
      const wait = waitFor(world, `the home of ${key}`, look, () => '', known ? HOME_PATIENCE_MS : undefined);
      return wait
        .catch((error: unknown) => {
          if (known) return known;
          throw error;
        })
        .finally(stop);
    },
    home,
    openMessagesTab: () => openHomeAs(world, id, 'messages'),
    modals,
    modal: (title) =>
      waitFor(
        world,
        title === undefined ? `a modal of ${key}` : `the modal "${title}" of ${key}`,
        () => {
          const top = modals().at(-1);
          return top && (title === undefined || top.title === title) ? top : undefined;
        },
        () =>
          [
            ...modals().map((each) => `the modal "${each.title}":\n${each.text()}`),
            ...world.notices.filter((each) => each.user === id).map((each) => `the notice: ${each.text}`),
            ...sees('dm')
              .slice(-3)
              .map((each) => `in the messages: ${each.text}`),
          ]
            .map(indented)
            .join('\n'),
      ),
    sees,
    dm: () => sees('dm'),
    waitForMessage: (channel, wanted) =>
      waitFor(
        world,
        `a message in ${channel} that ${key} sees and that has ${typeof wanted === 'function' ? String(wanted) : `"${wanted}"`}`,
        () => sees(channel).findLast(matcher(wanted)),
        () => listing(sees(channel)),
      ),
  };
}
