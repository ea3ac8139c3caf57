/** The page of a review from which a form was opened. */
import type { ViewOutput } from '@slack/bolt';
import { UserError } from '../../src/platform/errors.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { type Look, readLook } from '../../views/reviews/look.ts';
import { REVIEW_MODAL } from '../../views/reviews/review.ts';
import type { Deps } from '../deps.ts';
import { pageFor } from './page.ts';

/** For a form that opens on top of the page; undefined elsewhere. */
export const lookIn = (modal: ViewOutput | undefined): string | undefined =>
  modal?.callback_id === REVIEW_MODAL ? modal.private_metadata : undefined;

/** @throws UserError if it was changed on its way. */
export function lookOf(text: string): Look {
  const look = readLook(text);
  if (!look) throw new UserError('This page is from before an update. Please close it and open it again.');
  return look;
}

/** Redraws the page below a form that was submitted. */
export function below(deps: Deps, text: string | null | undefined, person: Person): Answer | undefined {
  const look = readLook(text);
  return look && { previous: () => pageFor(deps, look, person) };
}

/** Redraws the page that holds the button. */
export async function again(deps: Deps, modal: ViewOutput | undefined, person: Person): Promise<Answer | undefined> {
  const look = readLook(lookIn(modal));
  return look && { update: await pageFor(deps, look, person) };
}
