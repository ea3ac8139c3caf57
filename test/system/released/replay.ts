/** Sends to Baton what people do with the buttons and forms of an earlier Baton, and tells how it answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '@baton/sandbox';
import { viewShape } from '../../../sandbox/src/shapes/view.ts';
import { addMessage } from '../../../sandbox/src/state/messages.ts';
import { issueResponseUrl } from '../../../sandbox/src/state/response-urls.ts';
import { issueTrigger } from '../../../sandbox/src/state/triggers.ts';
import { openModal } from '../../../sandbox/src/state/views.ts';
import { redeliver } from '../../support/redeliver.ts';
import type { TestApp } from '../../support/test-app.ts';
import type { Control, Field, Form } from './controls.ts';

const PATIENCE_MS = 1_000;

type Json = Record<string, unknown>;

interface Place {
  channel: string;
  ts: string;
}

/** Which person acts, and what the ids in the values of the control are. */
export interface Asked {
  who: string;
  ids: 'of nothing' | 'of the first';
}

/** The answer, and everything that happened until then. */
export interface Seen {
  answer: unknown;
  calls: Call[];
  log: string[];
}

/** Slack opens an address; the home and the greeting show the result themselves, once something has changed. */
export const isShownElsewhere = ({ url, surface, action_id }: Control): boolean =>
  url !== undefined || surface === 'home' || /^setup_(look|take|times_right|rehearse)$/.test(action_id);

export function createReplay(app: TestApp, deliver: typeof redeliver = redeliver) {
  const { slack } = app;

  const about = (who: string): Json => ({
    user: { id: slack.ids.people[who], username: who, name: who, team_id: slack.teamId },
    ...{ api_app_id: slack.appId, token: 'x', team: { id: slack.teamId, domain: 'northwind' }, enterprise: null },
    is_enterprise_install: false,
  });

  /** A view or a message that holds the control alone. */
  function placeOf(
    control: Control,
    userId: string,
    asked: Asked,
    at: Partial<Place> = {},
  ): { place: Json; triggerId: string } {
    if (control.surface === 'message') {
      const { channel = slack.ids.channels.general ?? '' } = at;
      const message = {
        ...addMessage(slack.store, { channel, user: slack.botUserId, text: 'Of an earlier Baton' }),
        ...at,
      };
      const about = { userId, channel, source: { ts: message.ts, ephemeral: false } };
      const place = {
        container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
        channel: { id: channel, name: 'general' },
        message: { type: 'message', user: slack.botUserId, ts: message.ts, text: message.text },
        state: { values: {} },
        response_url: `${slack.url}/response/${issueResponseUrl(slack.store, about)}`,
      };
      return { place, triggerId: issueTrigger(slack.store, userId) };
    }
    const view = modal(control, userId, asked);
    const shape: Json = { ...viewShape(slack.store, view), type: control.surface };
    const onTop = control.surface === 'modal' ? view.id : undefined;
    const place = { container: { type: 'view', view_id: view.id }, view: shape };
    return { place, triggerId: issueTrigger(slack.store, userId, onTop) };
  }

  const modal = (
    { callback_id = 'old', private_metadata = '' }: Partial<Control | Form>,
    userId: string,
    asked: Asked,
  ) =>
    openModal(slack.store, userId, {
      ...{ type: 'modal', callback_id, title: { type: 'plain_text', text: 'Old' }, blocks: [] },
      private_metadata: withIds(private_metadata, asked),
    });

  /** Resolves when Baton has answered and all work is done. */
  async function watched(who: string, send: () => Promise<unknown>, mayBeSilent = false): Promise<Seen> {
    const from = slack.traffic.all.length;
    const logged = app.logLines.length;
    const calls = () => slack.traffic.all.slice(from).flatMap((entry) => (entry.kind === 'call' ? [entry] : []));
    // A connection that was idle may be closed at this moment.
    const answer = await send().catch((error) => (error instanceof TypeError ? send() : Promise.reject(error)));
    await app.settled();
    // A press is acknowledged before its form opens.
    const isWaiting = () => !mayBeSilent && answer === undefined && !calls().some(isShown);
    for (let waitedMs = 0; isWaiting() && waitedMs < PATIENCE_MS; waitedMs += 5) await sleep(5);
    await app.settled();
    slack.store.modals.set(slack.ids.people[who] ?? '', []);
    return { answer, calls: calls(), log: app.logLines.slice(logged) };
  }

  return {
    /** In a message of its own, unless `at` says where. */
    press(control: Control, asked: Asked, at?: Place) {
      const userId = slack.ids.people[asked.who] ?? '';
      const { place, triggerId } = placeOf(control, userId, asked, at);
      const { action_id, block_id = 'b', type, url } = control;
      const value = withIds(control.value, asked);
      const send = () =>
        type === 'options'
          ? deliver(app, { type: 'block_suggestion', ...about(asked.who), action_id, block_id, value: 'a', ...place })
          : deliver(app, {
              ...{ type: 'block_actions', ...about(asked.who), trigger_id: triggerId, ...place },
              actions: [
                { action_id, block_id, type, ...(url && { url }), ...held(type, value), action_ts: '1763542800.1' },
              ],
            });
      return watched(asked.who, send, isShownElsewhere(control));
    },
    submit(form: Form, asked: Asked) {
      const userId = slack.ids.people[asked.who] ?? '';
      const view = modal(form, userId, asked);
      const values = Object.fromEntries(
        form.fields.map((field) => [field.block_id, { [field.action_id]: answered(field, asked) }]),
      );
      const send = () =>
        deliver(app, {
          ...{ type: 'view_submission', ...about(asked.who), trigger_id: issueTrigger(slack.store, userId, view.id) },
          view: viewShape(slack.store, view, values),
        });
      // A submission without an answer closes its form.
      return watched(asked.who, send, true);
    },
    command(command: string, who: string) {
      const userId = slack.ids.people[who] ?? '';
      const channel = slack.ids.channels.general ?? '';
      return watched(who, () =>
        deliver(app, {
          ...{ command, text: '', user_id: userId, channel_id: channel, team_id: slack.teamId, user_name: who },
          trigger_id: issueTrigger(slack.store, userId),
          response_url: `${slack.url}/response/${issueResponseUrl(slack.store, { userId, channel })}`,
        }),
      );
    },
    shortcut({ type, callback_id }: { type: string; callback_id: string }, who: string) {
      const userId = slack.ids.people[who] ?? '';
      const channel = slack.ids.channels.general ?? '';
      const message = { type: 'message', user: userId, ts: '1763542800.000100', text: 'Jane of Acme wants a demo' };
      return watched(who, () =>
        deliver(app, {
          ...{ type: type === 'message' ? 'message_action' : 'shortcut', callback_id, ...about(who) },
          ...{ trigger_id: issueTrigger(slack.store, userId), action_ts: '1763542800.1' },
          ...(type === 'message' && {
            ...{ channel: { id: channel, name: 'general' }, message, message_ts: message.ts },
            response_url: `${slack.url}/response/${issueResponseUrl(slack.store, { userId, channel })}`,
          }),
        }),
      );
    },
  };

  function answered({ type, value }: Field, asked: Asked): Json {
    return { type, ...held(type, withIds(value ?? (type.endsWith('_input') ? '7' : undefined), asked)) };
  }

  function held(type: string, value: string | undefined): Json {
    const option = value === undefined ? null : { text: { type: 'plain_text', text: 'Old' }, value };
    const person = slack.ids.people.sam;
    switch (type) {
      case 'button':
      case 'plain_text_input':
      case 'number_input':
      case 'email_text_input':
      case 'url_text_input':
        return { value };
      case 'users_select':
        return { selected_user: person };
      case 'multi_users_select':
        return { selected_users: [person] };
      case 'conversations_select':
        return { selected_conversation: slack.ids.channels.general };
      case 'channels_select':
        return { selected_channel: slack.ids.channels.general };
      case 'datepicker':
        return { selected_date: '2026-12-01' };
      case 'timepicker':
        return { selected_time: '09:00' };
      case 'datetimepicker':
        return { selected_date_time: 1_795_000_000 };
      case 'checkboxes':
      case 'multi_static_select':
      case 'multi_external_select':
        return { selected_options: option ? [option] : [] };
      case 'file_input':
        return { files: [] };
      default:
        return { selected_option: option };
    }
  }
}

/** Ids of the rendered views exist in no database: 123,000 and more. */
function withIds(text: string | undefined, { ids }: Asked): string | undefined {
  return ids === 'of nothing' ? text : text?.replaceAll(/\b123(\d{3})\b/g, (_, index) => String(Number(index) + 1));
}

/** A call that people see. */
const isShown = ({ method, status }: Call): boolean =>
  status !== 0 && /^(views|chat|reactions\.add|files|response)/.test(method);

/** Neither an answer nor a call that people see. */
export const isSilent = ({ answer, calls }: Seen): boolean => answer === undefined && !calls.some(isShown);

/** Whether the answer is the sentence for a button or form without a route. */
export const saidOutdated = ({ calls, answer }: Seen): boolean =>
  /from before an update/.test(JSON.stringify([answer, calls.map(({ args }) => args)]));
