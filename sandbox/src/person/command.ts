import { reply } from '../api/response-url.ts';
import { SlackError } from '../api/slack-error.ts';
import type { Ack } from '../deliver/deliverer.ts';
import { isObject } from '../json.ts';
import { commandPayload } from '../payloads/command.ts';
import { isMember } from '../state/channels.ts';
import { appTeams, isOfTeams } from '../state/organisation.ts';
import { issueResponseUrl } from '../state/response-urls.ts';
import { escapedCommandText } from '../state/text.ts';
import { issueTrigger } from '../state/triggers.ts';
import type { World } from '../world.ts';
import { complain, notify } from '../world.ts';

export interface Commanding {
  userId: string;
  channel: string;
  /** Including the slash. */
  command: string;
  text: string;
}

/** Shows the app's answer from its acknowledgement. */
function showAnswer(world: World, { userId, channel, command }: Commanding, answer: unknown): void {
  const body = typeof answer === 'string' ? { text: answer } : answer;
  if (!isObject(body)) return;
  try {
    reply(world, { userId, channel }, body);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    // An answer without text means that there is no message to show.
    if (error.code !== 'no_text')
      complain(world, `the answer to ${command} was refused: ${error.code} ${JSON.stringify(error.extra)}`);
  }
}

/**
 * Runs a slash command. Resolves once the app has acknowledged or failed to; a failure is a notice to the person, in
 * Slack's words.
 */
export async function runCommand(world: World, act: Commanding): Promise<Ack> {
  const { store } = world;
  const refuse = (text: string): Ack => {
    notify(world, act.userId, text);
    return { ok: false, error: text };
  };
  const known = store.manifest.features.slash_commands.find((each) => each.command === act.command);
  const person = store.people.get(act.userId);
  const channel = store.channels.get(act.channel);
  // People of another workspace only have the commands of their own apps.
  const hasApp = person !== undefined && isOfTeams(store, person, appTeams(store));
  if (!known || !hasApp) return refuse(`${act.command} is not a valid command.`);
  if (!channel || person?.deleted || !isMember(channel, act.userId))
    return refuse(`${act.command} cannot be used here.`);
  const ack = await world.deliver.send({
    type: 'slash_commands',
    what: act.command,
    answerable: true,
    payload: commandPayload(world, {
      userId: act.userId,
      channel,
      command: act.command,
      text: known.should_escape ? escapedCommandText(store, act.text) : act.text,
      triggerId: issueTrigger(store, act.userId),
      responseToken: issueResponseUrl(store, { userId: act.userId, channel: channel.id }),
    }),
  });
  if (!ack.ok) return refuse(`${act.command} failed with the error "${ack.error}"`);
  showAnswer(world, act, ack.answer);
  return ack;
}
