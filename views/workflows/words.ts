/** The ends of steps, for the people who run a workflow. Slack shows them as plain text, without names of contacts. */
import type { StepOutcome } from '../../src/leads/steps/types.ts';

/** Why sales did not accept the lead; undefined for a success. */
export function stepFailure(outcome: StepOutcome, { leadId, why }: { leadId: number; why: string | undefined }) {
  switch (outcome) {
    case 'declined':
      return `Sales declined lead ${leadId}${why === undefined ? '' : `: ${why}`}. It is with marketing again.`;
    case 'nurtured':
      return `Lead ${leadId} is nurtured: sales gets it again later.`;
    case 'disqualified':
      return `Lead ${leadId} was disqualified.`;
    case 'erased':
      return `The person of lead ${leadId} was erased.`;
    default:
      return undefined;
  }
}

export const stepWords = {
  noTeam: 'Choose a sales team of Baton in this step.',
  noAnyTeam: 'Choose a team of Baton in this step.',
  noMarketer: 'Choose the person in marketing who answers for the lead.',
  noRequester: 'Choose the person who needs the content.',
  noMarketingTeam: 'Choose a marketing team of Baton in this step.',
  noTitle: 'Say what is needed: the title is empty.',
  noKind: 'Choose a kind of content of Baton in this step.',
  unknown: 'This version of Baton does not know the step. Update Baton, or remove the step from the workflow.',
};
