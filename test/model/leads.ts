/** The leads of a story: the model, and whether Slack and the database agree with it. */
import assert from 'node:assert/strict';
import type { SeenMessage } from '@baton/sandbox';
import { canHold, everyone, isHere, type Who } from './company.ts';
import type { Lead } from './lead.ts';
import { isUntouched, waitsFor } from './lead-time.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

const NAMES = ['Anna', 'Ben', 'Cleo', 'Dora', 'Emil'];
export const MOST_LEADS = NAMES.length;
export const nameOf = (index: number): string => NAMES[index] ?? '';

export interface Leads extends Story<Lead> {
  /** The ✅ on cards, by person and lead. */
  ticks: Set<string>;
  /** Leads so far, with those that were erased. */
  named: number;
}

/** The contact of a lead, by the labels of the form. */
export const contactOf = (name: string) => ({
  Name: name,
  Company: `${name} Foods`,
  Email: `${name.toLowerCase()}@${name.toLowerCase()}.example`,
});

interface Row {
  status: string;
  owner_id: string | null;
  assignee_id: string | null;
  marketer_id: string | null;
  snoozed_until: number | null;
  nurture_until: number | null;
  handed_back_at: number | null;
}

/** Clocks of the model and of Baton differ by the time that a story takes. */
const SAME_MS = 60_000;
const isSame = (one: number | null, other: number | null): boolean =>
  one === null || other === null ? one === other : Math.abs(one - other) < SAME_MS;

const sql = (stage: Stage, query: string, ...values: unknown[]) =>
  stage.app.baton.deps.db.$client.prepare(query).all(...values);

export const idOf = (stage: Stage, name: string): number =>
  (sql(stage, 'SELECT id FROM leads WHERE name = ?', name)[0] as { id: number }).id;

const rowOf = (stage: Stage, name: string) => sql(stage, 'SELECT * FROM leads WHERE name = ?', name)[0] as Row;

/** The acts of people in a lead's history. */
const storyOf = (stage: Stage, name: string): string[] =>
  (
    sql(
      stage,
      'SELECT kind, actor_id FROM lead_history WHERE lead_id = ? AND actor_id IS NOT NULL ORDER BY id',
      idOf(stage, name),
    ) as { kind: string; actor_id: string }[]
  ).map(({ kind, actor_id }) => `${stage.whoIs(actor_id)} ${kind}`);

/** How the database differs from the model; empty if it agrees. */
export function differences(stage: Stage, lead: Lead): string[] {
  const row = rowOf(stage, lead.name);
  const told = (what: string, expected: unknown, found: unknown) =>
    `${lead.name}: ${what} is ${String(found)}, and should be ${String(expected)}`;
  const equal = (what: string, expected: unknown, found: unknown) =>
    expected === found ? [] : [told(what, expected, found)];
  const same = (what: string, expected: Who | 'someone' | null, found: Who | null) =>
    expected === 'someone' && found !== null && canHold(found) ? [] : equal(what, expected, found);
  return [
    ...equal('its status', lead.status, row.status),
    ...same('its owner', lead.owner, stage.whoIs(row.owner_id)),
    ...equal('its marketer', lead.marketer, stage.whoIs(row.marketer_id)),
    ...same('its assignee', lead.asked, stage.whoIs(row.assignee_id)),
    ...(isSame(lead.snoozedUntil, row.snoozed_until) ? [] : [told('its snooze', lead.snoozedUntil, row.snoozed_until)]),
    ...(isSame(lead.nurtureUntil, row.nurture_until)
      ? []
      : [told('its nurture', lead.nurtureUntil, row.nurture_until)]),
    ...equal('its resubmission', lead.wasResubmitted, row.handed_back_at !== null),
    ...equal('its history', lead.story.join(', '), storyOf(stage, lead.name).join(', ')),
  ];
}

/** The lead with the person whom Baton chose. */
function observed(stage: Stage, lead: Lead): Lead {
  const row = rowOf(stage, lead.name);
  const owner = lead.owner === 'someone' ? stage.whoIs(row.owner_id) : lead.owner;
  return { ...lead, owner, asked: lead.asked && stage.whoIs(row.assignee_id) };
}

/** The card of a lead as it is now. */
export function cardOf(stage: Stage, name: string): SeenMessage {
  const cards = stage
    .as('max')
    .sees('#sales')
    .filter(({ text, threadTs }) => threadTs === undefined && text.startsWith(`${name} · `));
  assert.equal(cards.length, 1, `there is one card of ${name}`);
  return cards[0] as SeenMessage;
}

const STANDING: Record<Lead['status'], (owner: Lead['owner']) => RegExp> = {
  new: () => /Unclaimed|Assigned to/,
  accepted: (owner) => new RegExp(`@${owner} owns this`),
  working: (owner) => new RegExp(`In progress {2}· {2}@${owner}`),
  qualified: (owner) => new RegExp(`Qualified by @${owner}`),
  won: (owner) => new RegExp(`Won by @${owner}`),
  lost: (owner) => new RegExp(`Lost by @${owner}`),
  returned: () => /Returned to marketing/,
  nurturing: () => /Nurturing/,
  disqualified: () => /Disqualified/,
};

const BUTTONS: Record<Lead['status'], string[]> = {
  new: ['Accept', 'Log contact', 'Decline'],
  accepted: ['Log contact', 'Decline', 'Release'],
  working: ['Qualify', 'Log contact', 'Decline'],
  qualified: ['Mark won', 'Mark lost', 'Log contact'],
  won: ['Reopen'],
  lost: ['Reopen'],
  returned: [],
  nurturing: [],
  disqualified: [],
};

/** The line of the thread for an entry of the story, whose person is @; a hand-off and a snooze have none. */
const LINES: Record<string, string> = {
  ...{ accepted: '@ accepted this lead', released: '@ released this lead', declined: '@ declined this lead' },
  ...{ handed_back: '@ replied and resubmitted', touched: '@ logged a contact', qualified: '@ qualified this lead' },
  ...{ won: '@ won this deal', lost: '@ lost this deal', reopened: '@ reopened this lead' },
  ...{ nurtured: '@ sent this lead to', woken: 'brought back from nurture by @', disqualified: '@ disqualified' },
  ...{ appended: '@ added information', valued: '@ set the deal value' },
  ...{ noted: '@ added a note', reassigned: '@ (?:re)?assigned this lead' },
};
const by = (line: string, who: string): RegExp => new RegExp(line.replace('@', `@${who}`));
const OF_PEOPLE = Object.values(LINES).map((line) => by(line, `(?:${everyone.join('|')})`));

/** The card of a lead in its team's channel, and its thread. */
function checkCard(stage: Stage, lead: Lead): void {
  const card = cardOf(stage, lead.name);
  const standing = stage.read(card.text.split('\n')[1] ?? '');
  assert.match(standing, STANDING[lead.status](lead.owner), `the card of ${lead.name}`);
  assert.equal(standing.includes('snoozed until'), lead.snoozedUntil !== null, `the snooze on the card: ${standing}`);
  assert.deepEqual(card.buttons, BUTTONS[lead.status], `the buttons on the card of ${lead.name}`);
  const lines = card
    .thread()
    .map(({ text }) => stage.read(text))
    .filter((text) => OF_PEOPLE.some((line) => line.test(text)));
  const expected = lead.story.flatMap((entry) => {
    const [who = '', kind = ''] = entry.split(' ');
    return LINES[kind] === undefined ? [] : [by(LINES[kind], who)];
  });
  const isSaid = expected.length === lines.length && expected.every((line, index) => line.test(lines[index] ?? ''));
  assert.ok(isSaid, `the thread of ${lead.name}:\n${lines.join('\n')}\nand it should be:\n${lead.story.join('\n')}`);
}

/** The leads that a home asks its person to act on. */
async function checkHome(stage: Stage, leads: readonly Lead[], who: Who): Promise<void> {
  const home = await stage.home(who);
  const count = (words: RegExp) => Number(words.exec(home)?.[1] ?? 0);
  const waiting = leads.filter((lead) => waitsFor(lead, who));
  assert.equal(count(/(\d+) leads? needs? you/), waiting.length, `leads that need ${who} at home:\n${home}`);
  const returned = leads.filter(({ status, marketer }) => status === 'returned' && marketer === who);
  assert.equal(count(/(\d+) leads? returned to you/), returned.length, `leads returned to ${who} at home:\n${home}`);
  for (const { name } of [...waiting, ...returned])
    assert.ok(home.includes(`${name} · `), `${name} is missing at the home of ${who}:\n${home}`);
}

/** Nothing of an erased contact is in the database, on the card or in its thread. */
export function checkErased(stage: Stage, { id, ts, name }: { id: number; ts: string; name: string }): void {
  const shown = stage
    .as('max')
    .sees('#sales')
    .filter((message) => message.ts === ts || message.threadTs === ts);
  const kept = [
    ...sql(stage, 'SELECT * FROM leads'),
    ...sql(stage, 'SELECT details FROM lead_history WHERE lead_id = ?', id),
  ];
  assert.ok(
    !JSON.stringify([...shown.map(({ text, blocks }) => ({ text, blocks })), ...kept]).includes(name),
    `${name} is still somewhere`,
  );
}

/** Everything that people see, and the database. `chosen` names the people whom Baton chose. */
async function check(
  stage: Stage,
  leads: readonly Lead[],
  { chosen, homes }: { chosen: readonly Lead[]; homes: readonly Who[] },
): Promise<void> {
  assert.deepEqual(
    leads.flatMap((lead) => differences(stage, lead)),
    [],
  );
  for (const lead of chosen) checkCard(stage, lead);
  for (const who of homes) await checkHome(stage, chosen, who);
  assert.deepEqual(stage.faults(), []);
}

/** Slack, the homes of these people, and the database agree with the model. */
export async function settle(model: Leads, stage: Stage, looking: readonly Who[]): Promise<void> {
  const chosen = model.things.map((lead) => observed(stage, lead));
  await check(stage, model.things, { chosen, homes: [...new Set(looking)].filter(isHere) });
  model.things = chosen;
}

/**
 * The digest of this morning names the leads that no one has contacted, and no others. One that came back from nurture at the
 * same moment has a post of its own, and may be in the digest too.
 */
export function checkDigest(
  stage: Stage,
  leads: readonly Lead[],
  { since, isFresh }: { since: number; isFresh: (lead: Lead) => boolean },
): void {
  const digests = stage
    .as('max')
    .sees('#sales')
    .filter(({ text, ts }) => text.includes('awaiting first contact') && Number(ts) * 1000 >= since);
  const untouched = leads.filter(isUntouched);
  const most = untouched.map(({ name }) => name);
  const least = untouched.filter((lead) => !isFresh(lead)).map(({ name }) => name);
  assert.ok(digests.length <= 1, 'one digest a morning');
  const named = NAMES.filter((name) => digests[0]?.text.includes(`${name} · `));
  const isRight = least.every((name) => named.includes(name)) && named.every((name) => most.includes(name));
  assert.ok(isRight, `the digest names ${named.join() || 'no one'}; it should name ${least.join() || 'no one'}`);
}
