import { mention } from '../platform/slack/mrkdwn.ts';
import type { ContentRequest } from './table.ts';
import type { RequestStatus } from './types.ts';

const OPEN = ['new', 'claimed', 'in_progress'] as const;

/**
 * What can be done to a request, and from where. Where it leads is fixed but for `reopen`: back to whoever had it, or to
 * everybody.
 */
export const life = {
  claim: ['new'],
  release: ['claimed', 'in_progress'],
  start: ['claimed'],
  ask_back: OPEN,
  answer: OPEN,
  deliver: ['claimed', 'in_progress'],
  decline: OPEN,
  hand_over: OPEN,
  cancel: OPEN,
  reopen: ['delivered', 'declined', 'cancelled'],
  vote: OPEN,
} as const satisfies Record<string, readonly RequestStatus[]>;

export type Step = keyof typeof life;
export const steps = Object.keys(life) as Step[];

export const stepWords: Record<Step, string> = {
  claim: 'claim it',
  release: 'release it',
  start: 'start it',
  ask_back: 'ask back',
  answer: 'answer',
  deliver: 'deliver it',
  decline: 'decline it',
  hand_over: 'hand it over',
  cancel: 'cancel it',
  reopen: 'reopen it',
  vote: 'say that you need it too',
};

export const isPossible = (request: Pick<ContentRequest, 'status'>, step: Step): boolean =>
  (life[step] as readonly RequestStatus[]).includes(request.status);

export const isOpen = ({ status }: Pick<ContentRequest, 'status'>): boolean =>
  (OPEN as readonly RequestStatus[]).includes(status);

/** Later than it was needed, or than its kind takes. */
export const isLate = (request: ContentRequest, now: Date): boolean => isOpen(request) && request.dueAt <= now;

/** How a request stands, as the beginning of a sentence. */
export function standing(request: ContentRequest): string {
  switch (request.status) {
    case 'new':
      return 'Nobody has claimed this request yet';
    case 'claimed':
      return `${mention(request.ownerId)} has claimed this request`;
    case 'in_progress':
      return `${mention(request.ownerId)} is working on this request`;
    case 'delivered':
      return 'This request is delivered';
    case 'declined':
      return 'Marketing declined this request';
    case 'cancelled':
      return `${mention(request.requestedBy)} does not need this any more`;
  }
}
