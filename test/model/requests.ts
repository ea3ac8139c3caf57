/** The content requests of a story: whether Slack and the database agree with the model. */
import assert from 'node:assert/strict';
import type { SeenMessage } from '@baton/sandbox';
import { everyone, isMarketer, type Who } from './company.ts';
import type { Request } from './request.ts';
import type { Stage } from './stage.ts';

const TITLES = ['Prices', 'Case study', 'Battle card'];
export const MOST_REQUESTS = TITLES.length;
export const titleOf = (index: number): string => TITLES[index] ?? '';

interface Row {
  id: number;
  status: string;
  requested_by: string;
  owner_id: string | null;
  question_at: number | null;
  votes: number;
}

const sql = (stage: Stage, query: string, ...values: unknown[]) =>
  stage.app.baton.deps.db.$client.prepare(query).all(...values);

const rowOf = (stage: Stage, title: string) =>
  sql(stage, 'SELECT * FROM content_requests WHERE title = ?', title)[0] as Row;

export const idOf = (stage: Stage, title: string): number => rowOf(stage, title).id;

function storyOf(stage: Stage, id: number): string {
  const query = 'SELECT kind, actor_id FROM request_history WHERE request_id = ? ORDER BY id';
  const entries = sql(stage, query, id) as { kind: string; actor_id: string | null }[];
  return entries.map(({ kind, actor_id }) => `${stage.whoIs(actor_id)} ${kind}`).join(', ');
}

/** How the database differs from the model; empty if it agrees. */
export function differences(stage: Stage, request: Request): string[] {
  const row = rowOf(stage, request.title);
  const votes = sql(stage, 'SELECT user_id FROM request_votes WHERE request_id = ?', row.id) as { user_id: string }[];
  const voters = votes.map(({ user_id }) => stage.whoIs(user_id)).sort();
  const equal = (what: string, expected: unknown, found: unknown) =>
    expected === found ? [] : [`${request.title}: ${what} is ${String(found)}, and should be ${String(expected)}`];
  return [
    ...equal('its status', request.status, row.status),
    ...equal('its owner', request.owner, stage.whoIs(row.owner_id)),
    ...equal('its requester', request.requester, stage.whoIs(row.requested_by)),
    ...equal('its question', request.question, row.question_at !== null),
    ...equal('its voters', request.voters.join(), voters.join()),
    ...equal('its number of votes', request.voters.length, row.votes),
    ...equal('its history', request.story.join(', '), storyOf(stage, row.id)),
  ];
}

/** The card of a request as it is now. */
export function cardOf(stage: Stage, title: string): SeenMessage {
  const cards = stage
    .as('ada')
    .sees('#marketing')
    .filter(({ text, threadTs }) => threadTs === undefined && text.startsWith(`${title}\n`));
  assert.equal(cards.length, 1, `there is one card of ${title}`);
  return cards[0] as SeenMessage;
}

const STANDING: Record<Request['status'], (request: Request) => string> = {
  new: () => 'Unclaimed',
  claimed: ({ owner }) => `Claimed by @${owner}`,
  in_progress: ({ owner }) => `In progress  ·  @${owner}`,
  delivered: ({ owner }) => `Delivered by @${owner}`,
  declined: () => 'Declined: No room for it now',
  cancelled: ({ requester }) => `@${requester} does not need this any more`,
};

const BUTTONS: Record<Request['status'], string[]> = {
  new: ['Claim', 'Ask a question…', ':heavy_plus_sign: I need this too'],
  claimed: ['Start', 'Deliver…', 'Ask a question…', ':heavy_plus_sign: I need this too'],
  in_progress: ['Deliver…', 'Ask a question…', ':heavy_plus_sign: I need this too'],
  delivered: ['Open', 'Reopen…', 'History'],
  declined: ['Reopen…', 'History'],
  cancelled: ['Reopen…', 'History'],
};

/** The line of the thread for an entry of the story; votes have none. */
const LINES: Record<string, string> = {
  ...{ claimed: 'claimed this request', released: 'released', started: 'started on it', asked_back: 'has a question' },
  ...{
    answered: 'answers',
    handed_over: '(?:gave|handed) this request',
    delivered: 'delivered it',
    declined: 'declined this request',
  },
  ...{ cancelled: 'does not need this any more', reopened: 'reopened this request' },
};

/** The card in the channel of marketing, and its thread. */
function checkCard(stage: Stage, request: Request): void {
  const card = cardOf(stage, request.title);
  const text = stage.read(card.text);
  assert.ok(text.split('\n')[1]?.includes(STANDING[request.status](request)), `the card of ${request.title}:\n${text}`);
  assert.deepEqual(card.buttons, BUTTONS[request.status], `the buttons of ${request.title}`);
  assert.equal(text.includes('to answer, asked'), request.question, `the question on the card:\n${text}`);
  for (const who of everyone.filter((one) => one !== request.requester)) {
    const isNamed = new RegExp(`heavy_plus_sign: .*@${who}\\b`).test(text);
    assert.equal(isNamed, request.voters.includes(who), `whether ${who} needs it too:\n${text}`);
  }
  // Baton's own lines wait for working time.
  const lines = card
    .thread()
    .map((line) => stage.read(line.text))
    .filter((line) => !line.includes('has left'));
  const expected = request.story.flatMap((entry) => {
    const [who = '', kind = ''] = entry.split(' ');
    return who === 'null' || LINES[kind] === undefined ? [] : [new RegExp(`@${who} ${LINES[kind]}`)];
  });
  const isSaid = lines.length === expected.length && expected.every((line, index) => line.test(lines[index] ?? ''));
  assert.ok(
    isSaid,
    `the thread of ${request.title}:\n${lines.join('\n')}\nand it should be:\n${request.story.join('\n')}`,
  );
}

/** The requests that a home asks its person to act on. */
async function checkHome(stage: Stage, requests: readonly Request[], who: Who): Promise<void> {
  const home = await stage.home(who);
  const count = (words: RegExp) => Number(words.exec(home)?.[1] ?? 0);
  const many = (isOne: (request: Request) => boolean) => requests.filter(isOne).length;
  const toAnswer = many(({ question, requester }) => question && requester === who);
  const toDeliver = many(({ status, owner }) => ['claimed', 'in_progress'].includes(status) && owner === who);
  const toClaim = isMarketer(who) ? many(({ status }) => status === 'new') : 0;
  assert.equal(count(/(\d+) questions? about your requests/), toAnswer, `questions at the home of ${who}:\n${home}`);
  assert.equal(count(/(\d+) requests? to deliver/), toDeliver, `requests to deliver at the home of ${who}:\n${home}`);
  assert.equal(count(/(\d+) requests? to claim/), toClaim, `requests to claim at the home of ${who}:\n${home}`);
}

/** Everything that people see, and the database. */
export async function check(stage: Stage, requests: readonly Request[], homes: readonly Who[]): Promise<void> {
  assert.deepEqual(
    requests.flatMap((request) => differences(stage, request)),
    [],
  );
  for (const request of requests) checkCard(stage, request);
  for (const who of homes) await checkHome(stage, requests, who);
  assert.deepEqual(stage.faults(), []);
}
