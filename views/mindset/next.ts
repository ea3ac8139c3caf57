/** To the managers of both sides after a result: agree on the three, publish them, ask again. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Match } from '../../src/mindset/match.ts';
import type { Agreement } from '../../src/mindset/table.ts';
import { ADVANTAGES, LONGEST_ADVANTAGE } from '../../src/mindset/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  date,
  emoji,
  input,
  type Line,
  optional,
  person,
  plain,
  rich,
  textField,
} from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { matchLine, threeLines, threeNames } from './words.ts';

/** The value is the id of the cycle and the version of the words. */
export const AGREE = 'mindset_agree';
/** The values are the id of the cycle. */
export const CHANGE_THREE = 'mindset_change_three';
export const PUBLISH_THREE = 'mindset_publish_three';
export const ASK_AGAIN = 'mindset_ask_again';
export const THREE_FORM = 'mindset_three_form';

export interface NextShown {
  match: Match;
  agreement: Agreement;
  /** The day on which the next check begins; undefined if none is planned. */
  nextAt: Date | undefined;
  /** A manager has pressed *Ask again* after this result. */
  isAskedAgain: boolean;
}

/** Once the next check has begun: nothing is left to do. */
export const nextOver = (advantages: readonly string[]): SlackMessage => ({
  text: `Mindset check: ${threeNames(advantages)}`,
  blocks: [rich([emoji('dart'), ' ', bold('Mindset check'), '  ·  the next one has begun'])],
});

export const nextMessage = (shown: NextShown): SlackMessage => ({
  text: `Mindset check, next steps for ${threeNames(shown.agreement.advantages)}`,
  blocks: onePrimary([
    rich(
      [emoji('dart'), ' ', ...matchLine(shown.match)],
      [shown.match.isShared ? 'Both teams agree. Make it last:' : 'Three steps to a shared mindset:'],
    ),
    ...agreeBlocks(shown.agreement),
    ...publishBlocks(shown.agreement),
    ...againBlocks(shown),
  ]),
});

function agreeBlocks({ cycleId, advantages, version, salesBy, marketingBy, agreedAt, publishedAt }: Agreement): Blocks {
  const by = (side: string, id: string | null): Line =>
    id === null ? [`${side}: not yet`] : [`${side}: `, person(id)];
  const lines = [...threeLines(advantages), by('Agreed for sales', salesBy), by('Agreed for marketing', marketingBy)];
  if (publishedAt !== null) return [rich([done, bold('Step 1: agree on the three')], ...lines)];
  return [
    rich([...(agreedAt ? [done] : []), bold('Step 1: agree on the three')], ...lines),
    actions(
      `agree:${cycleId}`,
      ...(agreedAt ? [] : [button(AGREE, 'Agree on these three', `${cycleId} ${version}`, { style: 'primary' })]),
      button(CHANGE_THREE, 'Change the words…', String(cycleId)),
    ),
  ];
}

const done = emoji('white_check_mark');

function publishBlocks({ cycleId, agreedAt, publishedAt, publishedBy }: Agreement): Blocks {
  if (publishedAt !== null)
    return [
      rich([
        done,
        bold('Step 2: publish them'),
        '  ·  ',
        person(publishedBy ?? ''),
        ', ',
        date(publishedAt, '{date_short_pretty}'),
      ]),
    ];
  const title = rich([bold('Step 2: publish them'), agreedAt ? '' : '  ·  once both sides agree']);
  return agreedAt
    ? [
        title,
        actions(
          `publish:${cycleId}`,
          button(PUBLISH_THREE, 'Publish the three', String(cycleId), { style: 'primary' }),
        ),
      ]
    : [title];
}

function againBlocks({ match, agreement: { cycleId }, nextAt, isAskedAgain }: NextShown): Blocks {
  const next: Line = nextAt
    ? ['The next check begins ', date(nextAt, '{date_short_pretty}'), '.']
    : ['No next check is planned.'];
  if (match.isShared) return [rich(next)];
  return [
    rich([...(isAskedAgain ? [done] : []), bold('Step 3: ask again in eight weeks')], next),
    ...(isAskedAgain
      ? []
      : [actions(`again:${cycleId}`, button(ASK_AGAIN, 'Ask again in eight weeks', String(cycleId)))]),
  ];
}

const ref = z.object({ cycleId: z.number() });
const fieldOf = (place: number) => `advantage_${place}`;

/** Other words for the three; the other side then agrees again. */
export const threeModal = ({ cycleId, advantages }: Pick<Agreement, 'cycleId' | 'advantages'>): ModalView => ({
  type: 'modal',
  callback_id: THREE_FORM,
  private_metadata: writeRef({ cycleId }),
  title: plain('The three advantages'),
  submit: plain('Agree on these'),
  close: plain('Cancel'),
  blocks: [
    rich(['You agree on these words for your side. If they change, the other side agrees again.']),
    ...Array.from({ length: ADVANTAGES }, (_, place) => {
      const block = input(
        fieldOf(place),
        ['First', 'Second', 'Third'][place] ?? '',
        textField(LONGEST_ADVANTAGE, advantages[place]),
      );
      return place === 0 ? block : optional(block);
    }),
  ],
});

export function readThree(view: ViewOutput) {
  const fields = Object.fromEntries(
    Array.from({ length: ADVANTAGES }, (_, place) => [
      fieldOf(place),
      place === 0 ? typed(LONGEST_ADVANTAGE) : optionalTyped(LONGEST_ADVANTAGE),
    ]),
  );
  const form = readForm(view, z.object(fields));
  if (!form.ok) return { ...readRef(view, ref), form };
  const value = Object.values(form.value).filter((one) => typeof one === 'string');
  return { ...readRef(view, ref), form: { ok: true as const, value } };
}
