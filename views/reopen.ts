import type { SlackMessage } from '../src/outbox/announcement.ts';
import { actions, button, section } from './blocks.ts';

export const REOPEN_HANDOFF = 'reopen_handoff';

/** For when Slack took too long for the form to open. */
export const reopenHandoff = (draftId: string): SlackMessage => ({
  text: 'The form could not open in time. Nothing is lost.',
  blocks: [
    section('The form could not open in time. Nothing is lost: here it is, as you left it.'),
    actions('reopen', button(REOPEN_HANDOFF, 'Open the form', draftId, { style: 'primary' })),
  ],
});
