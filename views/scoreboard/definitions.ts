import type { ModalView } from '@slack/types';
import { definitionOf, figureKeys } from '../../src/scoreboard/figures.ts';
import { requestFigures, requestKeys } from '../../src/scoreboard/requests.ts';
import { RULES } from '../../src/scoreboard/rules.ts';
import { velocityWords } from '../../src/scoreboard/velocity.ts';
import { type Blocks, bold, heading, type Line, plain, rich } from '../kit/blocks.ts';

interface Defined {
  title: string;
  counts: string;
  moment: string;
  note: string;
}

const lines = ({ title, counts, moment, note }: Defined): Line[] => [
  [bold(title)],
  [`${counts} Dated by ${moment}. ${note}`],
];

const part = (title: string, all: Defined[]): Blocks => [heading(title), ...all.map((one) => rich(...lines(one)))];

/** How each figure is counted: the words next to its computation. */
export const definitionsModal = (): ModalView => ({
  type: 'modal',
  title: plain('What is this?'),
  close: plain('Back'),
  blocks: [
    rich(...RULES.map((rule): Line => [`• ${rule}`])),
    ...part('Leads', figureKeys.map(definitionOf)),
    ...part(
      'Content requests',
      requestKeys.map((key) => requestFigures[key]),
    ),
    ...part('Growth', [velocityWords]),
  ],
});
