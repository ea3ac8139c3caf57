import { describe, expect, test } from 'vitest';
import { isLongOver, type LeadAct, leadActs, lifecycle } from '../../src/leads/lifecycle.ts';
import { requireAllowed } from '../../src/leads/permissions.ts';
import type { Lead } from '../../src/leads/table.ts';
import { type LeadStatus, leadStatuses } from '../../src/leads/types.ts';
import { leadIn } from './leads.ts';
import { people } from './people.ts';

const SALES: LeadStatus[] = ['new', 'accepted', 'working', 'qualified'];

/** The statuses in which each act is possible, and its result. */
const expected: Record<LeadAct, { from: LeadStatus[]; to?: LeadStatus }> = {
  accept: { from: ['new'], to: 'accepted' },
  release: { from: ['accepted'], to: 'new' },
  decline: { from: ['new', 'accepted', 'working'], to: 'returned' },
  hand_back: { from: ['returned'], to: 'new' },
  touch: { from: SALES },
  qualify: { from: ['working'], to: 'qualified' },
  win: { from: ['qualified'], to: 'won' },
  value: { from: ['won'] },
  lose: { from: ['qualified'], to: 'lost' },
  reopen: { from: ['qualified', 'won', 'lost'], to: 'working' },
  nurture: { from: ['new', 'accepted', 'working', 'returned'], to: 'nurturing' },
  wake: { from: ['nurturing'], to: 'new' },
  disqualify: { from: ['returned'], to: 'disqualified' },
  snooze: { from: SALES },
  reassign: { from: SALES },
  note: { from: [...leadStatuses] },
};

/** Managers may do everything, so that only the status decides. */
function refusal(status: LeadStatus, act: LeadAct): string | undefined {
  try {
    requireAllowed(leadIn(status), act, people.manager);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(leadActs)('%s', (act) => {
  test.each(leadStatuses)('of a lead that is %s', (status) => {
    const said = refusal(status, act);
    if (expected[act].from.includes(status)) expect(said).toBeUndefined();
    else expect(said).toContain(`, so you cannot ${lifecycle[act].words}.`);
  });

  test('leads to the expected status', () => {
    expect(lifecycle[act]).toMatchObject(expected[act]);
  });
});

test.each<[LeadStatus, LeadAct, string]>([
  [
    'new',
    'win',
    'No one has accepted this lead yet, so you cannot mark it won. You can accept it, log a touch, decline it or send it to nurture.',
  ],
  [
    'working',
    'accept',
    '<@UOWNER> is working on this lead, so you cannot accept it. You can log a touch, qualify it, decline it or send it to nurture.',
  ],
  [
    'qualified',
    'qualify',
    'This lead is qualified, so you cannot qualify it. You can log a touch, mark it won, mark it lost or reopen it.',
  ],
  ['won', 'decline', 'This lead is won, so you cannot decline it. You can reopen it.'],
  ['lost', 'win', 'This lead is lost, so you cannot mark it won. You can reopen it.'],
  [
    'returned',
    'accept',
    'This lead was returned to marketing, so you cannot accept it. You can resubmit it, send it to nurture or disqualify it.',
  ],
  ['nurturing', 'touch', 'Marketing is nurturing this lead, so you cannot log a touch. You can bring it back now.'],
  ['disqualified', 'reopen', 'This lead was disqualified for good, so you cannot reopen it.'],
])('a lead that is %s: the refusal to %s names its status and the possible acts', (status, act, sentence) => {
  expect(refusal(status, act)).toBe(sentence);
});

test('a refusal names since when a seller has a lead, and when it comes back from nurture', () => {
  const since = { acceptedAt: new Date('2026-06-01T09:00Z') };
  const until = { nurtureUntil: new Date('2026-08-03T09:00Z') };
  const refused = (lead: Lead) => () => requireAllowed(lead, 'hand_back', people.marketer);
  expect(refused(leadIn('accepted', since))).toThrow('<@UOWNER> has had this lead since <!date^1780304400^');
  expect(refused(leadIn('accepted'))).toThrow('<@UOWNER> has had this lead since it came');
  expect(refused(leadIn('nurturing', until))).toThrow('it comes back by itself on <!date^1785747600^');
});

test('a lead is resubmitted once', () => {
  const again = leadIn('returned', { handedBackAt: new Date(0) });
  expect(() => requireAllowed(again, 'hand_back', people.marketer)).toThrow(
    'Marketing has resubmitted this lead once already, so you cannot resubmit it. You can send it to nurture or disqualify it.',
  );
});

test('a lead is long over 90 days after its end, and never before its end', () => {
  const days = (n: number) => new Date(n * 86_400_000);
  const lost = leadIn('lost', { updatedAt: days(30) });
  expect(isLongOver(lost, days(120))).toBe(true);
  expect(isLongOver(lost, new Date(days(120).getTime() - 1))).toBe(false);
  for (const status of ['working', 'returned', 'nurturing'] as const)
    expect(isLongOver(leadIn(status), days(900))).toBe(false);
});
