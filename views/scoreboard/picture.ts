import type { ModalView } from '@slack/types';
import type { Drawing } from '../../src/platform/drawing/drawing.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { definitionOf } from '../../src/scoreboard/figures.ts';
import { type Month, STEPS } from '../../src/scoreboard/months.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { leadsIn } from '../../src/scoreboard/tally.ts';
import { bold, cut, plain, rich, section } from '../kit/blocks.ts';
import { cohortParts, FIRST_ROW, funnelParts, slaParts, tilesPart } from './drawn.ts';
import { owedByBoth } from './slas.ts';
import { aboutWords, count, percent } from './words.ts';

export interface PictureOf {
  /** The activity of the period. */
  board: Board;
  /** Of the leads that were handed off in it. */
  cohort: Board;
  months: Month[];
  teamName: string | undefined;
  at: Date;
}

/** For figures without a chart in Slack: the funnel, and the cohorts of the last months. */
export const boardPicture = (picture: PictureOf): Drawing => ({
  title: 'Scoreboard',
  subtitle: `${aboutOf(picture)}. ${FIRST_ROW}`,
  foot: '',
  at: picture.at,
  pages: [
    [
      tilesPart(picture.board),
      { kind: 'columns', columns: [funnelParts(picture.cohort), slaParts(picture.board)] },
      ...cohortParts(picture.months),
    ],
  ],
});

const aboutOf = ({ board, teamName }: PictureOf): string => aboutWords(board, teamName);

/** Slack's limit. */
const LONGEST_ALT = 1_000;

/** The picture in words, for people who do not see it. */
export function pictureAlt(picture: PictureOf): string {
  const { board, cohort } = picture;
  const steps = STEPS.map(
    (step) => `${count(leadsIn(cohort.figures[step]))} ${definitionOf(step).title.toLowerCase()}`,
  );
  const { sales, marketing } = owedByBoth(board);
  const kept = [...sales, ...marketing]
    .filter((one) => one.kept + one.missed > 0)
    .map((one) => `${percent(one.kept, one.kept + one.missed)} ${one.words}`);
  const said = [
    `Scoreboard, ${aboutOf(picture)}. Funnel: ${steps.join(', ')}.`,
    ...(kept.length > 0 ? [`Deadlines: ${kept.join(', ')}.`] : []),
  ];
  return cut(said.join(' '), LONGEST_ALT);
}

/** With the picture. */
export const pictureMessage = (picture: PictureOf): SlackMessage => ({
  text: `Scoreboard: ${escaped(aboutOf(picture))}`,
  blocks: [rich([bold('Funnel, deadlines and the last months: '), aboutOf(picture)])],
});

export const pictureFailed = (): SlackMessage => ({
  text: 'The picture of the scoreboard could not be made',
  blocks: [rich(['The picture of the scoreboard could not be made or sent. Please try again.'])],
});

/** Both come as messages: a modal takes no charts. */
export const picturesCome = (): ModalView => ({
  type: 'modal',
  title: plain('On its way'),
  close: plain('Back'),
  blocks: [section('The charts and a picture come to you in a direct message from me.')],
});
