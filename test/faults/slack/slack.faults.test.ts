/** Each fault of Slack while a lead is handed off and accepted, over Socket Mode and over HTTP: everything is there once in the end. */
import type { ApiFault, Sandbox } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { faultsOfDatabase, faultsOfMessages, faultsOfOwners, faultsOfWaiting } from '../../support/invariants.ts';
import { createTestApp, handOff } from '../../support/test-app.ts';
import { noteFigures } from '../figures.ts';

const WRITES = ['chat.postMessage', 'chat.update'];
const PATIENCE = { timeout: 25_000 };

/** The next calls that write messages have this fault. */
const onWrites = (fault: ApiFault) => (slack: Sandbox) => {
  for (const method of WRITES) slack.faults.calls(fault, { method, times: 2 });
};

/** One call alone: each takes ten seconds. */
const unanswered = (stored: boolean) => (slack: Sandbox) =>
  void slack.faults.calls({ kind: 'hang', stored }, { method: 'chat.postMessage' });

const faults: Record<string, (slack: Sandbox) => void> = {
  'a rate limit in seconds': onWrites({ kind: 'rate_limited', retryAfter: 1 }),
  'a rate limit until a date': onWrites({ kind: 'rate_limited', retryAfter: { httpDateInSeconds: 1 } }),
  'a 500 before Slack stored it': onWrites({ kind: 'status', status: 500 }),
  'a 500 after Slack stored it': onWrites({ kind: 'status', status: 500, stored: true }),
  'a page of HTML before Slack stored it': onWrites({ kind: 'html' }),
  'a page of HTML after Slack stored it': onWrites({ kind: 'html', stored: true }),
  'a broken connection before Slack stored it': onWrites({ kind: 'reset' }),
  'a broken connection after Slack stored it': onWrites({ kind: 'reset', stored: true }),
  'an answer that breaks off': onWrites({ kind: 'reset', stored: true, inBody: true }),
  'no answer at all before Slack stored it': unanswered(false),
  'no answer at all after Slack stored it': unanswered(true),
  'an internal error': onWrites({ kind: 'error', error: 'internal_error' }),
  'reads that fail': (slack) => {
    for (const method of ['users.info', 'conversations.members'])
      slack.faults.calls({ kind: 'status', status: 500 }, { method, times: 2 });
  },
  'a search for the message that fails': (slack) => {
    onWrites({ kind: 'reset', stored: true })(slack);
    slack.faults.calls({ kind: 'status', status: 500 }, { method: 'conversations.history', times: 3 });
  },
  'events that come four times': (slack) => void slack.faults.events({ copies: 4 }),
  'events that come late': (slack) => void slack.faults.events({ copies: 2, lateMs: 200 }),
  'cut connections': (slack) => slack.faults.dropSockets('abrupt'),
  'silent connections': (slack) => {
    const { lift } = slack.faults.freezeSockets();
    setTimeout(lift, 100);
  },
  'connections that are refused': (slack) => {
    slack.faults.dropSockets('abrupt');
    const { lift } = slack.faults.refuseSockets();
    setTimeout(lift, 100);
  },
  'a token that is refused during a reconnect': (slack) => {
    slack.faults.dropSockets('abrupt');
    const { lift } = slack.faults.auth('invalid_auth');
    setTimeout(lift, 100);
  },
  'announced ends of connections': (slack) => slack.faults.dropSockets('refresh_requested'),
  'unknown envelopes and a warning about too many events': (slack) => {
    slack.faults.sendUnknownEnvelope();
    slack.faults.rateLimitEvents();
  },
};

const cases = (['socket', 'http'] as const).flatMap((mode) => Object.keys(faults).map((fault) => ({ mode, fault })));
/** In the short form, each fault that takes no ten seconds, over one of the ways. */
const quick = cases.filter(({ fault }) => !fault.startsWith('no answer'));
const tried = process.env.PROOF === 'short' ? quick.filter((_, at) => at % 2 === 0) : cases;

test.each(tried)('$fault, over $mode', { timeout: 60_000 }, async ({ mode, fault }) => {
  const app = await createTestApp({ mode });
  const { slack, baton } = app;
  try {
    const meet = faults[fault];
    meet?.(slack);
    if (mode === 'socket') await slack.connected();
    await expect
      .poll(
        () =>
          handOff(app).then(
            () => true,
            () => false,
          ),
        PATIENCE,
      )
      .toBe(true);
    meet?.(slack);
    const card = await slack.as('sam').waitForMessage('#sales', 'Jane Doe');
    slack.as('sam').react(card, 'white_check_mark');
    const isAccepted = () =>
      baton.deps.db.$client.prepare("select count(*) from leads where status = 'accepted'").pluck().get();
    await expect.poll(isAccepted, PATIENCE).toBe(1);
    slack.faults.clear();
    await app.settled();
    await baton.runDue();
    await app.settled();
    const { db } = baton.deps;
    expect([
      ...faultsOfDatabase(db),
      ...faultsOfOwners(db),
      ...faultsOfWaiting(db, baton.deps.now()),
      ...faultsOfMessages(db, slack),
      ...slack.problems,
    ]).toEqual([]);
    expect(
      slack
        .as('sam')
        .sees('#sales')
        .filter(({ text }) => text.startsWith('Jane Doe · ')),
    ).toHaveLength(1);
    noteFigures({ name: `${fault}, over ${mode}`, tried: 1, survived: 1 });
  } finally {
    await app.close();
  }
});
