import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, section } from './blocks.ts';

export const REOPEN_HANDOFF = 'reopen_handoff';
export const REOPEN_FEEDBACK = 'reopen_feedback';

export const REOPEN_REQUEST_FORM = 'reopen_request_form';

/** For when Slack took too long for the form to open; `actionId` opens it again. */
export const reopenForm = (actionId: string, draftId: string): SlackMessage => ({
  text: 'The form could not open in time. Nothing is lost.',
  blocks: [
    section('The form could not open in time. Nothing is lost: here it is, as you left it.'),
    actions('reopen', button(actionId, 'Open the form', draftId, { style: 'primary' })),
  ],
});

export const reopenHandoff = (draftId: string): SlackMessage => reopenForm(REOPEN_HANDOFF, draftId);
export const reopenFeedback = (draftId: string): SlackMessage => reopenForm(REOPEN_FEEDBACK, draftId);
