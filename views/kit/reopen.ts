import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, section } from './blocks.ts';

export const REOPEN_HANDOFF = 'reopen_handoff';
export const REOPEN_FEEDBACK = 'reopen_feedback';

export const REOPEN_REQUEST_FORM = 'reopen_request_form';

/** Slack took too long to open the form; `actionId` opens it again. */
export const reopenForm = (actionId: string, draftId: string): SlackMessage => ({
  text: 'The form did not open in time. Your entries are saved.',
  blocks: [
    section('The form did not open in time. Your entries are saved.'),
    actions('reopen', button(actionId, 'Open form', draftId, { style: 'primary' })),
  ],
});

export const reopenHandoff = (draftId: string): SlackMessage => reopenForm(REOPEN_HANDOFF, draftId);
export const reopenFeedback = (draftId: string): SlackMessage => reopenForm(REOPEN_FEEDBACK, draftId);
