/** Baton's answers to people who write to it. */
import type { WaitCounts } from '../../src/leads/reads/waits.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, button, section } from '../kit/blocks.ts';
import { REOPEN_HANDOFF, REOPEN_REQUEST_FORM } from '../kit/reopen.ts';
import { OPEN_LIST } from '../leads/list.ts';

/** The message held a contact. */
export const handoffAnswer = (draftId: string): SlackMessage => ({
  text: 'That looks like a lead.',
  blocks: [
    section('That looks like a lead. Hand it off to sales? You can check it first.'),
    actions('answer_handoff', button(REOPEN_HANDOFF, 'Hand off this lead', draftId, { style: 'primary' })),
  ],
});

/** The message asked for content. */
export const contentAnswer = (draftId: string): SlackMessage => ({
  text: 'Search the library?',
  blocks: [
    section('Search the library for that? If there is no match, you can request it from marketing.'),
    actions('answer_content', button(REOPEN_REQUEST_FORM, 'Search', draftId, { style: 'primary' })),
  ],
});

/** The message asked for the person's leads. */
export function leadsAnswer({ toAccept, toTouch, back, overdue }: WaitCounts): SlackMessage {
  const counts = [
    ...(toAccept > 0 ? [`${toAccept} to accept`] : []),
    ...(toTouch > 0 ? [`${toTouch} awaiting first contact`] : []),
    ...(back > 0 ? [`${back} back from snooze`] : []),
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
  ];
  const sentence = counts.length === 0 ? 'No leads need you.' : `Your leads: ${counts.join(', ')}.`;
  return {
    text: sentence,
    blocks: [section(sentence), actions('answer_leads', button(OPEN_LIST, 'My leads', 'mine'))],
  };
}

/** For guests and external people, who cannot use Baton: says so and why. */
export const nothingAnswer = (): SlackMessage => {
  const sentence = 'Hello! I hand off leads between the teams of this workspace. I am for full members only.';
  return { text: sentence, blocks: [section(sentence)] };
};
