/** To managers, some working days before rituals ask their people. */
import { conjunction } from '../../src/platform/list-format.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Ritual } from '../../src/rituals/ritual.ts';
import type { Cycle } from '../../src/rituals/table.ts';
import { type Blocks, bold, button, dotted, rich } from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { onDay } from '../reviews/words.ts';
import { ritualActions } from './list.ts';

export interface Ahead {
  cycle: Cycle;
  ritual: Pick<Ritual, 'key' | 'name' | 'purpose'>;
}

export const aheadMessage = (all: Ahead[]): SlackMessage => ({
  text: `Soon: ${conjunction.format(all.map(({ ritual }) => ritual.name))}`,
  blocks: all.flatMap(aheadBlocks),
});

function aheadBlocks({ cycle, ritual }: Ahead): Blocks {
  const { key, name, purpose } = ritual;
  if (cycle.status === 'skipped') return [rich(dotted([[bold(name)], ['skipped']]))];
  if (cycle.status !== 'planned') return [rich(dotted([[bold(name)], ['begun']]))];
  return [
    rich(dotted([[bold(name)], ['begins ', onDay(cycle.dueAt)]]), [purpose]),
    rowActions(`ritual:${key}`, [
      button(ritualActions.preview, 'Preview', key, { label: `Preview: ${name}` }),
      button(ritualActions.move, 'Move…', key),
      button(ritualActions.skip, 'Skip…', String(cycle.id)),
    ]),
  ];
}
