import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/leads/actor.ts';
import { type LeadAct, leadActs } from '../../src/leads/lifecycle.ts';
import { mayNow, requireAllowed, requireAnother } from '../../src/leads/permissions.ts';
import type { LeadStatus } from '../../src/leads/types.ts';
import { leadIn } from './leads.ts';
import { people } from './people.ts';

const SALES = 'Only the sales team of <#CSALES> can do this. If you belong there, ask its manager to add you.';
const OWNER = '<@UOWNER> has this lead. Only they or their manager can do this.';
const MARKETING = 'This lead is back with marketing: only marketing can do this.';
const TAKER =
  'You are not in the sales team of <#CSALES>, so you cannot accept its leads. You can reassign this lead to one of its sellers.';
const BOTH = 'Only the sales and marketing teams can do this.';
const YES = 'allowed';

type Answers = Record<keyof typeof people, string>;

const ofTeam: Answers = { owner: YES, seller: YES, manager: YES, admin: YES, marketer: SALES, stranger: SALES };
const ofOwner: Answers = { ...ofTeam, seller: OWNER };
const ofMarketing: Answers = {
  owner: MARKETING,
  seller: MARKETING,
  manager: YES,
  admin: YES,
  marketer: YES,
  stranger: BOTH,
};

const matrix: Record<LeadAct, { status: LeadStatus; answers: Answers }> = {
  accept: { status: 'new', answers: { ...ofTeam, admin: TAKER } },
  touch: { status: 'accepted', answers: ofTeam },
  release: { status: 'accepted', answers: ofOwner },
  decline: { status: 'accepted', answers: ofOwner },
  snooze: { status: 'accepted', answers: ofOwner },
  reassign: { status: 'accepted', answers: ofOwner },
  nurture: { status: 'working', answers: ofOwner },
  qualify: { status: 'working', answers: ofOwner },
  win: { status: 'qualified', answers: ofOwner },
  value: { status: 'won', answers: ofOwner },
  lose: { status: 'qualified', answers: ofOwner },
  reopen: { status: 'won', answers: ofOwner },
  hand_back: { status: 'returned', answers: ofMarketing },
  disqualify: { status: 'returned', answers: ofMarketing },
  wake: { status: 'nurturing', answers: ofMarketing },
  note: { status: 'won', answers: { ...ofTeam, marketer: YES, stranger: BOTH } },
};

function answer(act: () => void): string {
  try {
    act();
    return YES;
  } catch (error) {
    return (error as Error).message;
  }
}

const everyone = Object.keys(people) as (keyof typeof people)[];
const cells = leadActs.flatMap((act) => everyone.map((who) => ({ act, who, ...matrix[act] })));

test.each(cells)('$act by the $who of a lead that is $status', ({ act, who, status, answers }) => {
  expect(answer(() => requireAllowed(leadIn(status), act, people[who]))).toBe(answers[who]);
});

test.each(['decline', 'snooze', 'reassign', 'nurture'] as const)(
  '%s is open to the whole team while no one owns the lead',
  (act) => {
    expect(answer(() => requireAllowed(leadIn('new'), act, people.seller))).toBe(YES);
    expect(answer(() => requireAllowed(leadIn('new'), act, people.marketer))).toBe(SALES);
  },
);

test('marketing decides on nurture for a returned lead', () => {
  expect(answer(() => requireAllowed(leadIn('returned'), 'nurture', people.marketer))).toBe(YES);
  expect(answer(() => requireAllowed(leadIn('returned'), 'nurture', people.seller))).toBe(MARKETING);
});

describe('an owner who left the team', () => {
  const left = { ...people.owner, isSeller: false };

  test('is still responsible for the lead', () => {
    expect(answer(() => requireAllowed(leadIn('accepted'), 'touch', left))).toBe(YES);
    expect(answer(() => requireAllowed(leadIn('accepted'), 'release', left))).toBe(YES);
  });
});

test('a person who left the team may accept the lead that they were given, and declines none that has no owner', () => {
  const lead = leadIn('new', { ownerId: null, assigneeId: 'USTRANGER' });
  const left = { ...people.stranger, id: 'USTRANGER' };
  expect(answer(() => requireAllowed(lead, 'accept', left))).toBe(YES);
  expect(answer(() => requireAllowed(lead, 'decline', left))).toBe(SALES);
});

test('a colleague is told the status of a lead before its owner', () => {
  expect(answer(() => requireAllowed(leadIn('accepted'), 'win', people.seller))).toBe(
    '<@UOWNER> has had this lead since it came, so you cannot mark it won. You can log a touch.',
  );
});

test('a colleague reassigns the lead of an owner who is away, and does nothing else with it', () => {
  const [lead, isOwnerAway] = [leadIn('accepted'), true];
  const may = (act: LeadAct, actor: Actor) => mayNow(lead, act, actor);
  expect(may('reassign', { ...people.seller, isOwnerAway })).toBe(true);
  expect(may('reassign', { ...people.seller, isOwnerAway: false })).toBe(false);
  expect(may('reassign', { ...people.stranger, isOwnerAway })).toBe(false);
  expect(may('decline', { ...people.seller, isOwnerAway })).toBe(false);
});

test('a lead is reassigned to another person', () => {
  expect(answer(() => requireAnother(leadIn('accepted'), 'UOWNER'))).toBe('<@UOWNER> has this lead already.');
  expect(answer(() => requireAnother(leadIn('new', { assigneeId: 'UOWNER' }), 'UOWNER'))).toBe(
    '<@UOWNER> has this lead already.',
  );
  expect(answer(() => requireAnother(leadIn('accepted'), 'USELLER'))).toBe(YES);
});

test('a person whom a lead was assigned to may accept it, also if they are not in its team', () => {
  const lead = leadIn('new', { assigneeId: 'USTRANGER' });
  expect(answer(() => requireAllowed(lead, 'accept', people.stranger))).toBe(YES);
  expect(answer(() => requireAllowed(lead, 'accept', people.admin))).toBe(TAKER);
});
