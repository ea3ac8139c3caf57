/** A marketer's weekly report of the ratings by sales: a message, and each lead in a modal. */

import type { ModalView } from '@slack/types';
import type { Origin, QualityWeek, Verdict } from '../../src/leads/quality/week.ts';
import { type Rating, ratings } from '../../src/leads/types.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  date,
  dotted,
  emoji,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { counted, more, times } from '../kit/words.ts';
import { PREFERENCES } from '../settings/preferences.ts';
import { rated } from './quality.ts';
import { cited, escapedTitles, linkedTitle, ratingEmoji } from './words.ts';

export const QUALITY_ALL = 'quality_all';
export const QUALITY_PAGE = 'quality_page';
export const QUALITY_SIZE = 10;
const MOST_ORIGINS = 10;
/** Of one origin; the modal has all. */
const MOST_REASONS = 5;
/** The message has the latest comments; the modal has all, in full. */
const MOST_WORDS = 5;
const WORDS_SHOWN = 300;

/**
 * Lines, not a chart: the counts are small, and the marketer acts on the reasons next to them.
 */
export function qualityMessage({ origins, verdicts }: QualityWeek, until: Date, workspaceUrl: string): SlackMessage {
  const restOrigins = origins.length - MOST_ORIGINS;
  const said = verdicts.filter(({ words }) => words !== null);
  const newest = [...said].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST_WORDS);
  const title = 'Sales feedback on your leads';
  return {
    text: `${title}: ${escapedTitles(
      verdicts.map(({ lead }) => lead),
      verdicts.length,
    )}`,
    blocks: [
      rich([emoji('bar_chart'), ' ', bold(title), ': last 7 days'], sumLine(origins)),
      ...origins.slice(0, MOST_ORIGINS).map((one) => originLine(one, MOST_REASONS)),
      ...(restOrigins > 0 ? [context(`And ${restOrigins} more sources and campaigns.`)] : []),
      ...(newest.length > 0 ? [section('*Comments*')] : []),
      ...newest.map((one) => verdictLine(one, workspaceUrl, WORDS_SHOWN)),
      ...more(said.length - newest.length),
      actions(
        'quality',
        button(QUALITY_ALL, 'View each lead', String(until.getTime())),
        button(PREFERENCES, 'Notification settings', 'quality'),
      ),
    ],
  };
}

/** A page of all ratings of the week. */
export function qualityModal(
  { origins, verdicts }: QualityWeek,
  { until, page: wanted, workspaceUrl }: { until: Date; page: number; workspaceUrl: string },
): ModalView {
  const { rows: shown, page } = pageOf(rowsOf(verdicts), { wanted, size: QUALITY_SIZE });
  return {
    type: 'modal',
    title: plain('Lead quality'),
    close: plain('Close'),
    blocks: [
      rich(['Last 7 days, until ', date(until)], sumLine(origins)),
      ...shown.flatMap((one, index): Blocks => {
        const before = index === 0 ? undefined : shown[index - 1];
        const isNew = before === undefined || originOf(before.lead) !== originOf(one.lead);
        const origin = isNew && origins.find((each) => originOf(each) === originOf(one.lead));
        return [...(origin ? [originLine(origin)] : []), verdictLine(one, workspaceUrl)];
      }),
      ...pageButtons(QUALITY_PAGE, {
        page,
        size: QUALITY_SIZE,
        total: verdicts.length,
        carry: String(until.getTime()),
      }),
    ],
  };
}

/** It comes from the client: an invalid value is a week without ratings. */
export const readQualityCarry = (carry: string | undefined): Date =>
  new Date(/^\d{1,15}$/.test(carry ?? '') ? Number(carry) : 0);

const originOf = ({ source, campaign }: Pick<Origin, 'source' | 'campaign'>) => JSON.stringify([source, campaign]);

function sumLine(origins: Origin[]): Piece[] {
  const sum = (rating: Rating) => origins.reduce((all, one) => all + one[rating], 0);
  const back = origins.reduce((all, one) => all + total(one.declines), 0);
  const counted = { good: sum('good'), so_so: sum('so_so'), poor: sum('poor') };
  return dotted([...counts(counted), ...(back > 0 ? [[`${back} declined`]] : [])]);
}

const counts = (of: Record<Rating, number>): Piece[][] =>
  (['good', 'so_so', 'poor'] as const)
    .filter((rating) => of[rating] > 0)
    .map((rating) => [emoji(ratingEmoji[rating]), ` ${of[rating]} ${ratings[rating].toLowerCase()}`]);

const total = (declines: Origin['declines']): number => Object.values(declines).reduce((all, some) => all + some, 0);

function originLine(origin: Origin, mostReasons = Number.POSITIVE_INFINITY): Blocks[number] {
  const { source, campaign, declines } = origin;
  const name: Piece[] = [bold(source ?? 'No source'), ...(campaign === null ? [] : ['  ·  campaign ', bold(campaign)])];
  const reasons = Object.entries(declines)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, some]) => `${reason.toLowerCase()}${some > 1 ? ` ${times(some)}` : ''}`);
  const rest = reasons.length - mostReasons;
  const told = [...reasons.slice(0, mostReasons), ...(rest > 0 ? [counted(rest, 'other reason')] : [])];
  const back: Piece[][] = told.length > 0 ? [[`${total(declines)} declined: ${told.join(', ')}`]] : [];
  return rich(name, dotted([...counts(origin), ...back]));
}

function verdictLine(verdict: Verdict, workspaceUrl: string, mostWords = 3000): Blocks[number] {
  const { lead, userId, moment, rating, reason, clause, words } = verdict;
  const who: Piece = person(userId);
  const said: Piece[] =
    reason === null
      ? [who, moment === 'touch' ? ' after first contact: ' : ' declined it: ', ...(rating ? rated(rating) : [])]
      : [
          who,
          ' declined it: ',
          bold(cut(verdict.said ?? reason, 300)),
          ...(clause ? cited(clause) : []),
          ...(rating ? ['  ·  ', ...rated(rating)] : []),
        ];
  const lines: Piece[][] = [[linkedTitle(lead, workspaceUrl)], said];
  return words === null ? rich(...lines) : rich(...lines, { quote: [cut(words, mostWords)] });
}
