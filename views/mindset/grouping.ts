/** The answers of a closed check in their groups, for the facilitator: without names and sides. */
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { OpenGroup, SameWords } from '../../src/mindset/facilitate.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Page } from '../../src/platform/paging.ts';
import { writeRef } from '../../src/platform/slack/private-metadata.ts';
import { actions, type Blocks, bold, button, cut, emoji, type Line, plain, rich } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted } from '../kit/words.ts';
import { GROUPING } from './words.ts';

export const GROUPING_PAGE = 'mindset_grouping_page';
export const GROUPING_SIZE = 10;
/** Opens a group; the value is its id. */
export const EDIT_GROUP = 'mindset_group_edit';
/** The values are the id of the cycle. */
export const MERGE_GROUPS = 'mindset_merge';
export const PUBLISH_MINDSET = 'mindset_publish';

const MOST_WORDS = 8;

export const groupingRef = z.object({ cycleId: z.number(), page: z.number() });

export interface GroupingShown extends Page {
  cycleId: number;
  rows: OpenGroup[];
  answers: number;
  people: number;
}

export const groupingModal = ({ cycleId, rows, answers, people, ...page }: GroupingShown): ModalView => ({
  type: 'modal',
  private_metadata: writeRef({ cycleId, page: page.page }),
  title: plain('Group the answers'),
  close: plain('Close'),
  blocks: [
    rich(
      [
        bold(counted(answers, 'answer')),
        ` from ${counted(people, 'person', 'people')}, in ${counted(page.total, 'group')}`,
      ],
      [
        'Put answers that mean the same into one group, and give it a name that both teams understand. Everything is saved as you go.',
      ],
    ),
    actions(
      'grouping',
      ...(page.total > 1 ? [button(MERGE_GROUPS, 'Merge groups…', String(cycleId))] : []),
      button(PUBLISH_MINDSET, 'Publish the result', String(cycleId), {
        style: 'primary',
        confirm: {
          title: 'Publish the result?',
          text: 'Both teams see the groups with their counts. The single answers are deleted, so the groups cannot be changed after it.',
          yes: 'Publish',
        },
      }),
    ),
    ...rows.flatMap(groupBlocks),
    ...pageButtons(GROUPING_PAGE, { ...page, size: GROUPING_SIZE, carry: String(cycleId) }),
  ],
});

function groupBlocks({ id, name, answers, size }: OpenGroup): Blocks {
  return [
    rich([bold(name), `  ·  ${counted(size, 'answer')}`], ...wordsLine(name, answers)),
    actions(`group:${id}`, button(EDIT_GROUP, 'Change…', String(id), { label: `Change the group ${name}` })),
  ];
}

/** The words of a group, except where they only repeat its name. */
function wordsLine(name: string, answers: readonly SameWords[]): Line[] {
  if (answers.length === 1 && answers[0]?.words === name) return [];
  const shown = answers.slice(0, MOST_WORDS).map(sameText).join('  ·  ');
  const rest = answers.length - MOST_WORDS;
  return [{ quote: [cut(rest > 0 ? `${shown}  ·  and ${rest} more` : shown, 2000)] }];
}

export const sameText = ({ words, ids }: SameWords): string => (ids.length > 1 ? `${words} ×${ids.length}` : words);

export const publishedModal: ModalView = {
  type: 'modal',
  title: plain('Published'),
  close: plain('Close'),
  blocks: [rich(['The result is on its way to both teams. Managers of both sides get what to do next.'])],
};

/** To the facilitator; once it is published, or another one groups, without the button. */
export const facilitatorMessage = (
  cycleId: number,
  { answers, groups, state }: { answers: number; groups: number; state: 'waits' | 'published' | 'over' },
): SlackMessage => ({
  text: state === 'waits' ? 'Mindset check: group the answers' : 'Mindset check',
  blocks:
    state === 'waits'
      ? [
          rich(
            [emoji('card_index_dividers'), ' ', bold('The mindset check has closed. Please group its answers.')],
            [
              `${counted(answers, 'answer')}, sorted into ${counted(groups, 'group')} so far, without names. You merge, split and name them; then both teams see the result. It takes about ten minutes.`,
            ],
          ),
          actions(`mindset:${cycleId}`, button(GROUPING, 'Group the answers', String(cycleId), { style: 'primary' })),
        ]
      : [
          rich([
            bold('Mindset check'),
            state === 'published' ? '  ·  published' : '  ·  nothing left to group for you',
          ]),
        ],
});
