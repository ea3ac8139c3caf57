import { describe, expect, test } from 'vitest';
import { isLate, lifecycle, type RequestAct, requestActs } from '../../src/requests/lifecycle.ts';
import { requireAllowed } from '../../src/requests/permissions.ts';
import { type RequestStatus, requestStatuses } from '../../src/requests/types.ts';
import { people, requestIn } from './requests.ts';

const OPEN: RequestStatus[] = ['new', 'claimed', 'in_progress'];

/** The statuses in which each act is possible, and its result. */
const expected: Record<RequestAct, { from: RequestStatus[]; to?: RequestStatus }> = {
  claim: { from: ['new'], to: 'claimed' },
  release: { from: ['claimed', 'in_progress'], to: 'new' },
  start: { from: ['claimed'], to: 'in_progress' },
  ask_back: { from: OPEN },
  answer: { from: OPEN },
  deliver: { from: ['claimed', 'in_progress'], to: 'delivered' },
  decline: { from: OPEN, to: 'declined' },
  hand_over: { from: OPEN },
  cancel: { from: OPEN, to: 'cancelled' },
  reopen: { from: ['delivered', 'declined', 'cancelled'] },
  vote: { from: OPEN },
};

/** A person who may do everything, so that only the status decides. */
const able = { ...people.requester, isManager: true };

function refusal(status: RequestStatus, act: RequestAct): string | undefined {
  try {
    requireAllowed(requestIn(status, { questionAt: new Date(0) }), act, able);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(requestActs)('%s', (act) => {
  test.each(requestStatuses)('of a request that is %s', (status) => {
    const said = refusal(status, act);
    if (expected[act].from.includes(status)) expect(said).toBeUndefined();
    else expect(said).toContain(`, so you cannot ${lifecycle[act].words}.`);
  });

  test('leads to the expected status', () => {
    expect(lifecycle[act]).toMatchObject(expected[act]);
  });
});

test.each<[RequestStatus, RequestAct, string]>([
  [
    'new',
    'start',
    'No one has claimed this request yet, so you cannot start it. You can claim it, decline it or cancel it.',
  ],
  [
    'claimed',
    'claim',
    '<@UOWNER> has claimed this request, so you cannot claim it. You can start it, deliver it, release it, decline it or cancel it.',
  ],
  [
    'in_progress',
    'start',
    '<@UOWNER> is working on this request, so you cannot start it. You can deliver it, release it, decline it or cancel it.',
  ],
  ['delivered', 'claim', 'This request is delivered, so you cannot claim it. You can reopen it.'],
  ['declined', 'deliver', 'Marketing declined this request, so you cannot deliver it. You can reopen it.'],
  [
    'cancelled',
    'vote',
    '<@UREQUESTER> does not need this any more, so you cannot say that you need it too. You can reopen it.',
  ],
])('a request that is %s: the refusal to %s names its status and the possible acts', (status, act, sentence) => {
  expect(refusal(status, act)).toBe(sentence);
});

test('a question is answered once', () => {
  expect(() => requireAllowed(requestIn('claimed'), 'answer', people.requester)).toThrow(
    'This question is answered already, so you cannot answer. You can cancel it.',
  );
});

test('a request is late from its due moment until it ends', () => {
  const at = new Date('2026-12-01T16:00Z');
  expect(isLate(requestIn('new'), new Date(at.getTime() - 1))).toBe(false);
  expect(isLate(requestIn('new'), at)).toBe(true);
  expect(isLate(requestIn('delivered'), at)).toBe(false);
});
