import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { type Actor, requireMaker, requireOwner, requireRequester } from './actor.ts';
import { isPossible, type Step, standing, steps, stepWords } from './lifecycle.ts';
import { hasVoted } from './queries.ts';
import type { ContentRequest } from './table.ts';

/**
 * Whether this person may do this to this request now: asked before a form opens, and again when it is submitted.
 * @throws UserError that says who may, or how the request stands and what is possible instead.
 */
export function requireAllowed(db: Db, request: ContentRequest, step: Step, actor: Actor): void {
  requireRight(db, request, step, actor);
  if (!isPossible(request, step)) throw notNow(db, request, step, actor);
  if (step === 'answer' && request.questionAt === null) {
    throw new UserError('This question is answered already. Write in the thread of the card if there is more to say.');
  }
}

function requireRight(db: Db, request: ContentRequest, step: Step, actor: Actor): void {
  if (step === 'vote') return;
  if (step === 'claim') requireMaker(actor);
  else if (step === 'cancel' || step === 'answer') requireRequester(request, actor);
  else if (step === 'reopen') {
    if (!hasVoted(db, request.id, actor.id) && request.ownerId !== actor.id) requireMaker(actor);
  } else requireOwner(request, actor);
}

function notNow(db: Db, request: ContentRequest, step: Step, actor: Actor): UserError {
  const instead = offered
    .filter((one) => one !== step && isAllowed(db, request, one, actor))
    .map((one) => stepWords[one]);
  const can = instead.length > 0 ? ` You can ${listed(instead)}.` : '';
  return new UserError(`${standing(request)}, so you cannot ${stepWords[step]}.${can}`);
}

function isAllowed(db: Db, request: ContentRequest, step: Step, actor: Actor): boolean {
  if (!isPossible(request, step)) return false;
  try {
    requireRight(db, request, step, actor);
    return true;
  } catch {
    return false;
  }
}

/** All that this person may do to this request now, but for what they have done already. */
export function stepsFor(db: Db, request: ContentRequest, actor: Actor): Set<Step> {
  const isDone = (step: Step) =>
    (step === 'vote' && hasVoted(db, request.id, actor.id)) || (step === 'answer' && request.questionAt === null);
  return new Set(steps.filter((step) => !isDone(step) && isAllowed(db, request, step, actor)));
}

/** In the order of a request's life. What is beside the point for whoever wanted something else is left out. */
const offered = ['claim', 'start', 'deliver', 'release', 'decline', 'cancel', 'reopen'] as const;

const listed = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
