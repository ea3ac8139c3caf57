import type { SlackMessage } from '../src/outbox/announcement.ts';
import { actions, button, section } from './blocks.ts';

export const REOPEN_HANDOFF = 'reopen_handoff';

/** For when Slack took too long for the form to open. */
export const reopenHandoff = (draftId: string): SlackMessage => ({
  text: 'That took too long for Slack. Your words are kept.',
  blocks: [
    section('That took too long for Slack. Your words are kept.'),
    actions('reopen', button(REOPEN_HANDOFF, 'Open the form', draftId, { style: 'primary' })),
  ],
});
