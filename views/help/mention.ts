/** What Baton answers when somebody writes to it. */
import type { WaitCounts } from '../../src/leads/reads/waits.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, section } from '../kit/blocks.ts';
import { REOPEN_HANDOFF, REOPEN_REQUEST_FORM } from '../kit/reopen.ts';
import { OPEN_LIST } from '../leads/list.ts';

/** They pasted somebody's contact. */
export const handoffAnswer = (draftId: string): SlackMessage => ({
  text: 'That looks like a lead.',
  blocks: [
    section('That looks like a lead. Shall it go to sales? You see everything before it does.'),
    actions('answer_handoff', button(REOPEN_HANDOFF, 'Hand off this lead', draftId, { style: 'primary' })),
  ],
});

/** They asked for something that marketing may have made. */
export const contentAnswer = (draftId: string): SlackMessage => ({
  text: 'Shall I look in the library?',
  blocks: [
    section('Shall I look for that in the library? If it is not there, you can ask marketing for it.'),
    actions('answer_content', button(REOPEN_REQUEST_FORM, 'Find it', draftId, { style: 'primary' })),
  ],
});

/** They asked for their leads. */
export function leadsAnswer({ toAccept, toTouch, back, overdue }: WaitCounts): SlackMessage {
  const counts = [
    ...(toAccept > 0 ? [`${toAccept} to accept`] : []),
    ...(toTouch > 0 ? [`${toTouch} awaiting first contact`] : []),
    ...(back > 0 ? [`${back} back from a snooze`] : []),
    ...(overdue > 0 ? [`${overdue} of them overdue`] : []),
  ];
  const sentence = counts.length === 0 ? 'No lead waits for you.' : `Your leads: ${counts.join(', ')}.`;
  return {
    text: sentence,
    blocks: [section(sentence), actions('answer_leads', button(OPEN_LIST, 'My leads', 'mine'))],
  };
}

/** Guests and people from elsewhere can do nothing, and are told why. */
export const nothingAnswer = (): SlackMessage => {
  const sentence =
    'Hello! I pass leads between the teams of this workspace, and only its full members can work with me.';
  return { text: sentence, blocks: [section(sentence)] };
};
