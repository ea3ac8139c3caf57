/** A ritual before it begins, for its managers. */
import type { ModalView } from '@slack/types';
import type { Ritual } from '../../src/rituals/ritual.ts';
import type { Cycle, Participant } from '../../src/rituals/table.ts';
import { type Blocks, bold, context, type Line, plain, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { onDay } from '../reviews/words.ts';
import { askedLines } from './invitation.ts';

export interface PreviewOf {
  ritual: Pick<Ritual, 'name' | 'purpose' | 'asks'>;
  next: Pick<Cycle, 'dueAt'> | undefined;
  people: readonly Participant[];
  /** Of the ritual itself. */
  lines: string[];
}

export const previewModal = (preview: PreviewOf): ModalView => ({
  type: 'modal',
  callback_id: 'ritual_preview',
  title: plain('Preview'),
  close: plain('Close'),
  blocks: previewBlocks(preview),
});

const MOST_LINES = 40;

export const previewBlocks = ({ ritual, next, people, lines }: PreviewOf): Blocks => [
  rich(
    [bold(ritual.name)],
    [ritual.purpose],
    ...(next ? [['Begins ', onDay(next.dueAt)]] : []),
    ...peopleLine(ritual, people),
  ),
  ...(ritual.asks
    ? [
        context('*Each person gets this message, with a button:*'),
        rich(...askedLines({ ...ritual, asks: ritual.asks }, null)),
      ]
    : []),
  ...(lines.length > 0 ? [context('*This time:*'), rich(...lines.slice(0, MOST_LINES).map((line) => [line]))] : []),
];

function peopleLine({ asks }: Pick<Ritual, 'asks'>, people: readonly Participant[]): Line[] {
  if (!asks) return [];
  const of = (side: Participant['side']) => people.filter((one) => one.side === side).length;
  return [[`${counted(of('sales'), 'person', 'people')} in sales and ${of('marketing')} in marketing`]];
}
