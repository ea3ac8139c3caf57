import { travelTo } from '../clock-move.ts';
import { runCommand } from '../person/command.ts';
import { act as actOn, suggest } from '../person/interact.ts';
import { closeView, submitView } from '../person/modal.ts';
import { react } from '../person/react.ts';
import { edit, remove, say } from '../person/say.ts';
import { openHome, runShortcut, shortcutNamed } from '../person/shortcut.ts';
import { visibleMessages } from '../person/visible.ts';
import type { Act, ActResult, SuggestedGroup, SuggestedOption } from '../protocol.ts';
import { joinChannel, openIm } from '../state/channels.ts';
import { addFile } from '../state/files.ts';
import { markRead, messageAt } from '../state/messages.ts';
import { changePerson } from '../state/people.ts';
import type { World } from '../world.ts';
import { clearFaults, liftFault, startFault } from './faults.ts';
import { shownFile, shownMessage } from './shown.ts';
import { trafficDetail, trafficEntry } from './shown-traffic.ts';

const PAGE = 50;
const TRAFFIC_PAGE = 500;
const UPLOAD_BYTES = 20_000_000;

const done: ActResult = { ok: true };
const refused = (error: string): ActResult => ({ ok: false, error });
const doneUnless = (fault: string | undefined): ActResult => (fault === undefined ? done : refused(fault));

function history(world: World, user: string, act: Extract<Act, { act: 'history' }>): ActResult {
  const { store } = world;
  const channel = store.channels.get(act.channel);
  if (!channel) return refused('This channel does not exist.');
  const messages = visibleMessages(store, channel, user)
    .filter((each) =>
      act.threadTs
        ? each.threadTs === act.threadTs || each.ts === act.threadTs
        : !each.threadTs || each.threadTs === each.ts || each.broadcast,
    )
    .filter((each) => !act.before || each.ts < act.before);
  return { ok: true, messages: messages.slice(-PAGE).map((each) => shownMessage(store, each)) };
}

function upload(world: World, user: string, act: Extract<Act, { act: 'upload' }>): ActResult {
  const bytes = new Uint8Array(Buffer.from(act.dataBase64, 'base64'));
  if (bytes.length > UPLOAD_BYTES) return refused('Files can be up to 20 MB in the sandbox.');
  return { ok: true, file: shownFile(addFile(world.store, user, act.name, bytes, act.mimetype || undefined)) };
}

function join(world: World, user: string, id: string): ActResult {
  const channel = world.store.channels.get(id);
  const person = world.store.people.get(user);
  if (channel?.kind !== 'channel' || person?.isGuest || person?.isStranger)
    return refused('You cannot join this channel.');
  if (channel.isArchived) return refused('This channel is archived.');
  joinChannel(world.store, channel, user);
  return done;
}

async function shortcut(
  world: World,
  user: string,
  act: Extract<Act, { act: 'global_shortcut' | 'message_shortcut' }>,
): Promise<ActResult> {
  const isMessage = act.act === 'message_shortcut';
  const known = shortcutNamed(world, act.callbackId, isMessage ? 'message' : 'global');
  const message = isMessage ? messageAt(world.store, act.channel, act.ts) : undefined;
  if (!known || (isMessage && !message)) return refused('This is no longer there.');
  const ack = await runShortcut(world, user, known, message);
  return ack.ok ? done : refused(ack.error);
}

function detail(world: World, id: number): ActResult {
  const entry = world.traffic.all.find((each) => each.id === id);
  return entry ? { ok: true, detail: trafficDetail(entry) } : refused('This is no longer in the log.');
}

/** Performs the person's act. */
export async function perform(world: World, user: string, act: Act): Promise<ActResult> {
  const { store } = world;
  switch (act.act) {
    case 'history':
      return history(world, user, act);
    case 'mark_read':
      markRead(store, user, act.channel, act.ts);
      return done;
    case 'say': {
      const said = say(world, { ...act, userId: user });
      return typeof said === 'string' ? refused(said) : { ok: true, messages: [shownMessage(store, said)] };
    }
    case 'edit':
      return doneUnless(edit(world, { ...act, userId: user }));
    case 'delete':
      return doneUnless(remove(world, { ...act, userId: user }));
    case 'command': {
      const ack = await runCommand(world, { ...act, userId: user });
      return ack.ok ? done : refused(ack.error);
    }
    case 'react':
    case 'unreact':
      return doneUnless(react(world, { ...act, userId: user }, act.act === 'react'));
    case 'block_action': {
      const ack = await actOn(world, user, act);
      return ack.ok ? done : refused(ack.error);
    }
    case 'suggest': {
      const found = await suggest(world, user, act);
      if (typeof found === 'string') return refused(found);
      return {
        ok: true,
        options: found.options as unknown as SuggestedOption[],
        groups: found.groups as unknown as SuggestedGroup[],
      };
    }
    case 'submit_view':
      return submitView(world, user, act.viewId, act.state);
    case 'close_view':
      return closeView(world, user, act.viewId, act.clear);
    case 'global_shortcut':
    case 'message_shortcut':
      return shortcut(world, user, act);
    case 'open_home':
      openHome(world, user, act.tab);
      return done;
    case 'open_dm':
      if (!store.people.has(act.user)) return refused('No person has this id.');
      openIm(store, user, act.user);
      return done;
    case 'join':
      return join(world, user, act.channel);
    case 'set_status':
      changePerson(store, user, { statusText: act.text, statusEmoji: act.emoji });
      return done;
    case 'upload':
      return upload(world, user, act);
    case 'travel':
      return doneUnless(await travelTo(world, act.toMs));
    case 'start_fault':
      return doneUnless(startFault(world, act.fault));
    case 'lift_fault':
      liftFault(world, act.faultId);
      return done;
    case 'clear_faults':
      clearFaults(world);
      return done;
    case 'traffic':
      return { ok: true, traffic: world.traffic.all.slice(-TRAFFIC_PAGE).map((each) => trafficEntry(store, each)) };
    case 'traffic_detail':
      return detail(world, act.entryId);
    default:
      return refused('Unknown act.');
  }
}
