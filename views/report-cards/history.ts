/** The history of the cards: a curve for each need. */
import type { KnownBlock } from '@slack/types';
import { DateTime } from 'luxon';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Curves } from '../../src/report-cards/shown.ts';
import { type Blocks, bold, context, rich } from '../kit/blocks.ts';
import { lineChart, table } from '../kit/chart.ts';
import { letterOf, otherName, sideNames } from './words.ts';

const titleOf = ({ side }: Curves): string => `${sideNames[side]} rates ${otherName(side)}`;
const labelsOf = ({ dates }: Curves): string[] =>
  dates.map((at) => DateTime.fromJSDate(at, { zone: 'UTC' }).setLocale('en').toFormat('LLL yyyy'));
const hasCurve = ({ dates, curves }: Curves): boolean => dates.length > 1 && curves.length > 0;

/** Two charts at most; none before the second card. */
export const curveCharts = (all: Curves[]): Blocks => {
  const some = all.filter(hasCurve);
  if (some.length === 0) return [];
  return [
    ...some.map(
      (curves): KnownBlock =>
        lineChart(
          titleOf(curves),
          labelsOf(curves),
          curves.curves.map(({ need, averages }) => ({ name: need, values: averages.map(rounded) })),
        ),
    ),
    context('A is 4, B is 3, C is 2, F is 0.'),
  ];
};

/** Where Slack takes no charts: one table of all. */
export function curveTable(all: Curves[]): Blocks {
  const some = all.filter(hasCurve);
  const labels = [...new Set(some.flatMap(labelsOf))];
  if (some.length === 0) return [];
  const rows = some.flatMap((curves) =>
    curves.curves.map(({ need, averages }) => {
      const at = new Map(labelsOf(curves).map((label, index) => [label, averages[index] ?? 0]));
      return [`${sideNames[curves.side]}: ${need}`, ...labels.map((label) => markAt(at.get(label)))];
    }),
  );
  return [table([['Need', ...labels], ...rows])];
}

const markAt = (average: number | undefined): string =>
  average === undefined ? '' : `${letterOf(average)} (${average.toFixed(1)})`;
const rounded = (average: number): number => Math.round(average * 100) / 100;

/** For a person who asked for it. */
export function historyMessage(all: Curves[]): SlackMessage {
  const charts = curveCharts(all);
  const top = rich([bold('Report cards so far')], ...(charts.length > 0 ? [] : [[NOT_YET]]));
  return {
    text: 'Report cards so far',
    blocks: [top, ...charts],
    ...(charts.length > 0 && { plainer: [top, ...curveTable(all)] }),
  };
}

const NOT_YET = 'The curves begin with the second report card.';
