import { mention } from '../platform/slack/mrkdwn.ts';
import type { Transition } from '../platform/workflow.ts';
import type { ContentRequest } from './table.ts';
import { openStatuses, type RequestStatus } from './types.ts';

/** The acts on a request, and how each changes its status. */
export const lifecycle = {
  claim: { from: ['new'], to: 'claimed', words: 'claim it' },
  release: { from: ['claimed', 'in_progress'], to: 'new', words: 'release it' },
  start: { from: ['claimed'], to: 'in_progress', words: 'start it' },
  ask_back: { from: openStatuses, words: 'ask a question' },
  answer: { from: openStatuses, words: 'answer' },
  deliver: { from: ['claimed', 'in_progress'], to: 'delivered', words: 'deliver it' },
  decline: { from: openStatuses, to: 'declined', words: 'decline it' },
  /** Also claims a new request for the colleague. */
  hand_over: { from: openStatuses, words: 'hand it over' },
  cancel: { from: openStatuses, to: 'cancelled', words: 'cancel it' },
  /** Back to its owner, or to the whole team. */
  reopen: { from: ['delivered', 'declined', 'cancelled'], words: 'reopen it' },
  vote: { from: openStatuses, words: 'say that you need it too' },
} as const satisfies Record<string, Transition<RequestStatus>>;

export type RequestAct = keyof typeof lifecycle;
export const requestActs = Object.keys(lifecycle) as RequestAct[];

export const isPossible = ({ status }: Pick<ContentRequest, 'status'>, act: RequestAct): boolean =>
  (lifecycle[act].from as readonly RequestStatus[]).includes(status);

/** The reason why an act is not possible now, as the start of a sentence; undefined if it is possible. */
export function obstacle(request: ContentRequest, act: RequestAct): string | undefined {
  if (!isPossible(request, act)) return standing(request);
  return act === 'answer' && request.questionAt === null ? 'This question is answered already' : undefined;
}

export const isOpen = ({ status }: Pick<ContentRequest, 'status'>): boolean =>
  (openStatuses as readonly RequestStatus[]).includes(status);

/** Past its due date. */
export const isLate = (request: ContentRequest, now: Date): boolean => isOpen(request) && request.dueAt <= now;

/** The request's current state, as the start of a sentence. */
function standing(request: ContentRequest): string {
  switch (request.status) {
    case 'new':
      return 'No one has claimed this request yet';
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
