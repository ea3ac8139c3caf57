/** The rituals of both teams with their next days: `/baton rituals`. */
import type { ModalView } from '@slack/types';
import { rhythmWords } from '../../src/rituals/rhythm.ts';
import type { Ritual } from '../../src/rituals/ritual.ts';
import type { Cycle } from '../../src/rituals/table.ts';
import type { Rhythm } from '../../src/rituals/types.ts';
import {
  type Blocks,
  bold,
  button,
  date,
  dotted,
  type Line,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { onDay } from '../reviews/words.ts';

export const RITUALS_MODAL = 'rituals';

/** The value is the key of a ritual; of `skip` it is the id of a cycle. */
export const ritualActions = {
  preview: 'ritual_preview',
  move: 'ritual_move',
  skip: 'ritual_skip',
  start: 'ritual_start',
  stop: 'ritual_stop',
  resume: 'ritual_resume',
} as const;

export interface ShownRitual {
  ritual: Pick<Ritual, 'key' | 'name' | 'purpose'>;
  rhythm: Rhythm;
  /** Undefined if it is stopped, or there is no sales team. */
  next: Cycle | undefined;
  /** Open, or closed and not published. */
  running: Cycle | undefined;
  /** The newest that has ended. */
  last: Cycle | undefined;
}

export const ritualsModal = (shown: ShownRitual[]): ModalView => ({
  type: 'modal',
  callback_id: RITUALS_MODAL,
  title: plain('Rituals'),
  close: plain('Close'),
  blocks: [...(isWaiting(shown) ? [section(NO_TEAM)] : []), ...shown.flatMap(ritualBlocks)],
});

const isWaiting = (shown: ShownRitual[]): boolean =>
  shown.every(({ next, running, rhythm }) => !next && !running && rhythm !== 'off');

const NO_TEAM = 'Rituals begin once there is a sales team: its working time counts for them.';

function ritualBlocks(shown: ShownRitual): Blocks {
  const { ritual, rhythm } = shown;
  return [
    rich(dotted([[bold(ritual.name)], [rhythmWords[rhythm]]]), [ritual.purpose], ...stateLines(shown)),
    rowActions(`ritual:${ritual.key}`, [
      button(ritualActions.preview, 'Preview', ritual.key, { label: `Preview: ${ritual.name}` }),
      ...actsOn(shown),
    ]),
  ];
}

function stateLines({ running, next, last }: ShownRitual): Line[] {
  const lines: Line[] = [];
  if (running) lines.push(runningWords(running));
  if (next) lines.push(nextWords(next));
  if (!running && last?.status === 'skipped') lines.push(skippedWords(last));
  return lines;
}

function runningWords({ status, closesAt, publishAt }: Cycle): Piece[] {
  if (status === 'open') return closesAt ? ['Open, closes ', date(closesAt)] : ['Open'];
  return publishAt ? ['Closed, results come ', date(publishAt)] : ['Closed, waits to be published'];
}

function nextWords({ dueAt, movedBy, reason }: Cycle): Piece[] {
  const by: Piece[][] = movedBy !== null && reason === null ? [['moved by ', person(movedBy)]] : [];
  return dotted([['Next: ', onDay(dueAt)], ...by, ...(reason === null ? [] : [['it waits: ', reason]])]);
}

const skippedWords = ({ dueAt, endedBy, reason }: Cycle): Piece[] =>
  dotted([
    [endedBy === null ? 'Did not take place: ' : 'Skipped: ', onDay(dueAt)],
    ...(endedBy === null ? [] : [['by ', person(endedBy)] satisfies Piece[]]),
    ...(reason === null ? [] : [[reason]]),
  ]);

function actsOn({ ritual: { key }, running, next, rhythm }: ShownRitual) {
  const stop = button(ritualActions.stop, 'Stop', key);
  if (running) return [button(ritualActions.skip, 'End without a result…', String(running.id)), stop];
  if (next)
    return [
      button(ritualActions.move, 'Move…', key),
      button(ritualActions.skip, 'Skip…', String(next.id)),
      button(ritualActions.start, 'Start now…', key),
      stop,
    ];
  return rhythm === 'off' ? [button(ritualActions.resume, 'Start again', key)] : [];
}
