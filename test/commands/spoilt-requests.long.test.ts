/**
 * Every button, menu and form of Baton, used in Slack with wrong parts: values of fields, memory of forms, ids, and what Slack adds.
 * A person gets an answer or a sentence, never an apology; what cannot be read is not handled. `SPOILT=20000` tries more.
 */
import '../support/same-seed.ts';
import { createHmac, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { steps } from '../../commands/workflows/steps.ts';
import { deadLetters } from '../../src/platform/inbox/queries.ts';
import { faultsOfDatabase, faultsOfLog, faultsOfOwners } from '../support/invariants.ts';
import { signedRequest } from '../support/redeliver.ts';
import { wrongParts } from '../support/spoil.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { controlsOf } from '../system/released/controls.ts';
import { createReplay } from '../system/released/replay.ts';
import { everyView } from '../views/every/all.ts';
import { matrixWorkspace } from './authorization/people.ts';
import { makeThings } from './authorization/things.ts';

const RUNS = Number(process.env.SPOILT ?? 800);

type Json = Record<string, unknown>;

/** The parts that pass through a person's client, where they can be changed. */
function changedByClient(payload: Json, spoil: (json: string) => string): Json {
  const { view, actions, value } = payload as { view?: Json; actions?: Json[]; value?: string };
  const changed = (part: unknown) => JSON.parse(spoil(JSON.stringify(part))) as unknown;
  const memory = (text: unknown) => (text === '' ? spoil('""') : spoil(String(text)));
  return {
    ...payload,
    ...(view && {
      view: {
        ...view,
        state: { values: changed((view.state as Json).values) },
        private_metadata: memory(view.private_metadata),
      },
    }),
    ...(actions && {
      actions: actions.map(({ type, action_id, ...rest }) => ({ ...Object(changed(rest)), type, action_id })),
    }),
    ...(value !== undefined && { value: changed(value) }),
  };
}

/** Signs an event as Slack does. */
function sendEvent(app: TestApp, event: object): Promise<Response> {
  const id = `EvSpoilt${randomUUID()}`;
  const body = JSON.stringify({ type: 'event_callback', event_id: id, team_id: app.slack.teamId, event });
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', app.slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${signature}`,
    'content-type': 'application/json',
  };
  return fetch(`http://127.0.0.1:${app.baton.port}/slack/events`, { method: 'POST', headers, body });
}

const ways: Record<string, (payload: Json, spoil: (json: string) => string) => Json> = {
  'by a person': changedByClient,
  'on their way': (payload, spoil) => Object(JSON.parse(spoil(JSON.stringify(payload)))),
};

test.each(Object.entries(ways))(
  'requests that are changed %s do no harm',
  async (_, change) => {
    const app = await createTestApp({ mode: 'http', workspace: matrixWorkspace, fresh: true });
    await makeThings(app);
    await app.settled();
    const { controls, forms } = controlsOf(everyView, ['the usual']);
    let spoil = (json: string) => json;
    const answers: number[] = [];
    const replay = createReplay(app, async (_, payload) => {
      const answer = await signedRequest(app, change(payload as Json, spoil))();
      answers.push(answer.status);
      await answer.text();
      return {};
    });
    const asked = fc.constantFrom('ada', 'sam', 'mia', 'cam', 'gus');
    const uses = fc.oneof(
      fc
        .constantFrom(...controls)
        .map((control) => (who: string) => replay.press(control, { who, ids: 'of the first' })),
      fc.constantFrom(...forms).map((form) => (who: string) => replay.submit(form, { who, ids: 'of the first' })),
    );
    await fc.assert(
      fc.asyncProperty(uses, asked, wrongParts, async (use, who, how) => {
        spoil = how;
        const { log } = await use(who);
        expect(log.filter((line) => line.includes('a handler failed'))).toEqual([]);
        expect(faultsOfLog(log, ['evil.example', 'a@a@a@'])).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(RUNS / 10);
    expect(faultsOfDatabase(app.baton.deps.db)).toEqual([]);
    expect(({} as Json).length).toBeUndefined();
    spoil = (json) => json;
    const { calls } = await replay.command('/leads', 'sam');
    expect(calls.length).toBeGreaterThan(0);
    await app.close();
  },
  1_200_000,
);

test('events that are changed on their way are handled, or kept as unreadable', async () => {
  const app = await createTestApp({
    mode: 'http',
    workspace: matrixWorkspace,
    fresh: true,
    publicUrl: 'https://baton.acme.example',
  });
  await makeThings(app);
  await app.baton.runDue();
  await app.settled();
  const { people, channels } = app.slack.ids;
  const [card] = app.slack.store.messages.get(channels.sales ?? '') ?? [];
  const place = { channel: channels.sales, user: people.sam };
  const item = { type: 'message', channel: channels.sales, ts: card?.ts };
  const reaction = { user: people.sam, reaction: 'white_check_mark', item, event_ts: '1795078900.1' };
  const inputs = {
    team: '1',
    marketer: people.mia,
    name: 'Ana',
    company: 'Porto Foods',
    email: 'ana@porto-foods.example',
  };
  const user = {
    id: people.sam,
    team_id: app.slack.teamId,
    deleted: false,
    tz: 'Europe/Berlin',
    profile: { real_name: 'Sam' },
  };
  const events = [
    { type: 'reaction_added', ...reaction },
    { type: 'reaction_removed', ...reaction },
    { type: 'app_home_opened', user: people.mia, tab: 'home', event_ts: '1795078900.1' },
    { type: 'user_change', user },
    { type: 'team_join', user: { ...user, id: 'U0NEW' } },
    { type: 'member_joined_channel', ...place },
    { type: 'member_left_channel', ...place },
    { type: 'subteam_members_changed', subteam_id: 'S1' },
    { type: 'dnd_updated_user', user: people.sam },
    { type: 'link_shared', ...place, message_ts: card?.ts, links: [{ url: 'https://baton.acme.example/lead/1' }] },
    { type: 'app_mention', ...place, text: '<@U1> hand off Ana of Porto Foods', ts: '1795078900.1' },
    { type: 'message', channel: 'D1', channel_type: 'im', user: people.mia, text: 'help', ts: '1795078900.1' },
    ...Object.keys(steps).map((callback_id) => ({
      ...{ type: 'function_executed', function: { callback_id }, function_execution_id: 'Fx1', inputs },
    })),
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...events), wrongParts, async (event, spoil) => {
      const { status } = await sendEvent(app, {
        ...Object(JSON.parse(spoil(JSON.stringify(event)))),
        type: event.type,
      });
      expect(status).toBe(200);
    }),
    { numRuns: RUNS },
  );
  await app.settled();
  const letters = deadLetters(app.baton.deps.db);
  expect(letters.length).toBeGreaterThan(0);
  // Slack refuses to end a step that it does not know.
  const isOfSlack = (type: string | null, reason: string | null) =>
    type === 'function_executed' && reason?.startsWith('Error');
  expect(letters.filter(({ type, reason }) => reason !== 'Unreadable' && !isOfSlack(type, reason))).toEqual([]);
  expect([...faultsOfDatabase(app.baton.deps.db), ...faultsOfOwners(app.baton.deps.db)]).toEqual([]);
  expect(faultsOfLog(app.logLines, ['evil.example', 'a@a@a@'])).toEqual([]);
  await app.close();
}, 1_200_000);
