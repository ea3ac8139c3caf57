import { expect, test } from 'vitest';
import { type RequestAct, requestActs } from '../../src/requests/lifecycle.ts';
import { actsFor, requireAllowed } from '../../src/requests/permissions.ts';
import type { RequestStatus } from '../../src/requests/types.ts';
import { people, requestIn } from './requests.ts';

const MAKERS = 'Only the marketing team of <#CMARKETING> can do this. If you belong there, ask its manager to add you.';
const OWNER = '<@UOWNER> has claimed this request. Only they or their manager can do this.';
const REQUESTER = '<@UREQUESTER> asked for this. Only they can do this.';
const YES = 'allowed';

type Answers = Record<keyof typeof people, string>;

const everyone = Object.keys(people) as (keyof typeof people)[];
const ofTeam: Answers = { owner: YES, maker: YES, manager: YES, requester: MAKERS, voter: MAKERS, stranger: MAKERS };
const ofOwner: Answers = { ...ofTeam, maker: OWNER };
const ofRequester: Answers = {
  owner: REQUESTER,
  maker: REQUESTER,
  manager: REQUESTER,
  requester: YES,
  voter: REQUESTER,
  stranger: REQUESTER,
};

const matrix: Record<RequestAct, { status: RequestStatus; answers: Answers }> = {
  claim: { status: 'new', answers: ofTeam },
  start: { status: 'claimed', answers: ofOwner },
  release: { status: 'in_progress', answers: ofOwner },
  deliver: { status: 'in_progress', answers: ofOwner },
  decline: { status: 'claimed', answers: ofOwner },
  hand_over: { status: 'claimed', answers: ofOwner },
  ask_back: { status: 'claimed', answers: ofOwner },
  answer: { status: 'claimed', answers: ofRequester },
  cancel: { status: 'claimed', answers: ofRequester },
  reopen: { status: 'delivered', answers: { ...ofTeam, requester: YES, voter: YES } },
  vote: {
    status: 'claimed',
    answers: { owner: YES, maker: YES, manager: YES, requester: YES, voter: YES, stranger: YES },
  },
};

function answer(act: () => void): string {
  try {
    act();
    return YES;
  } catch (error) {
    return (error as Error).message;
  }
}

const cells = requestActs.flatMap((act) => everyone.map((who) => ({ act, who, ...matrix[act] })));

test.each(cells)('$act by the $who of a request that is $status', ({ act, who, status, answers }) => {
  const request = requestIn(status, { questionAt: act === 'answer' ? new Date(0) : null });
  expect(answer(() => requireAllowed(request, act, people[who]))).toBe(answers[who]);
});

test.each(['decline', 'hand_over', 'ask_back'] as const)(
  '%s is open to the whole team while no one owns the request',
  (act) => {
    expect(answer(() => requireAllowed(requestIn('new'), act, people.maker))).toBe(YES);
    expect(answer(() => requireAllowed(requestIn('new'), act, people.requester))).toBe(MAKERS);
  },
);

test('an owner who left the team is still responsible for the request', () => {
  const left = { ...people.owner, isMaker: false };
  expect(answer(() => requireAllowed(requestIn('claimed'), 'start', left))).toBe(YES);
});

test('a colleague is told the status of a request before its owner', () => {
  expect(answer(() => requireAllowed(requestIn('in_progress'), 'start', people.maker))).toBe(
    '<@UOWNER> is working on this request, so you cannot start it.',
  );
});

test('a card offers the acts that are allowed and not done yet', () => {
  const acts = (who: keyof typeof people, status: RequestStatus) => [...actsFor(requestIn(status), people[who])];
  expect(acts('maker', 'new')).toEqual(['claim', 'ask_back', 'decline', 'hand_over', 'vote']);
  expect(acts('owner', 'claimed')).toEqual(['release', 'start', 'ask_back', 'deliver', 'decline', 'hand_over', 'vote']);
  expect(acts('requester', 'claimed')).toEqual(['cancel']);
  expect(acts('voter', 'delivered')).toEqual(['reopen']);
  expect(acts('stranger', 'claimed')).toEqual(['vote']);
});
