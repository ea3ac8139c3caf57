import { leadStatuses, ratings, stages } from '../../../src/leads/types.ts';
import type { Report } from '../../../src/reviews/report/read.ts';
import { definitionOf, type FigureKey, figureKeys } from '../../../src/scoreboard/figures.ts';
import type { Month } from '../../../src/scoreboard/months.ts';
import { periodOf } from '../../../src/scoreboard/periods.ts';
import type { Board, BoardChoice } from '../../../src/scoreboard/read.ts';
import { type RequestKey, requestKeys } from '../../../src/scoreboard/requests.ts';
import type { Part } from '../../../src/scoreboard/tally.ts';
import type { Week } from '../../../src/scoreboard/week.ts';
import { reportDrawing } from '../../../views/reviews/report.ts';
import { boardModal } from '../../../views/scoreboard/board.ts';
import { chartsMessage } from '../../../views/scoreboard/charts.ts';
import { csvComes, csvFailed, csvMessage } from '../../../views/scoreboard/csv.ts';
import { definitionsModal } from '../../../views/scoreboard/definitions.ts';
import { filterModal } from '../../../views/scoreboard/filter.ts';
import { BEHIND_SIZE, behindModal, requestsModal } from '../../../views/scoreboard/list.ts';
import {
  boardPicture,
  type PictureOf,
  pictureFailed,
  pictureMessage,
  picturesCome,
} from '../../../views/scoreboard/picture.ts';
import { weekMessage } from '../../../views/scoreboard/week.ts';
import { targetBlocks } from '../../../views/targets/progress.ts';
import { againstTarget } from '../../../views/targets/week.ts';
import type { Builders, Given } from './given.ts';
import { request } from './requests.ts';
import { progressFor } from './targets.ts';

const MUCH = 150;
/** The longest value that carry.ts writes. */
const CARRY = `cohort~2026-01-01..2026-12-31~${'9'.repeat(12)}~${'a'.repeat(12)}~${'b'.repeat(12)}~marketer-${'U'.repeat(20)}`;

function partsOf(given: Given, key: FigureKey): Part[] {
  if (given.amount === 'nothing') return [];
  const part = { leads: given.total, cents: given.total * 100_000_000 };
  const many = given.amount === 'a thousand' ? MUCH : 2;
  if (!definitionOf(key).part) return [{ part: '', ...part }];
  if (key === 'rated') return Object.keys(ratings).map((rating) => ({ part: rating, ...part }));
  if (/pipeline|revenue|influenced/.test(key))
    return ['EUR', 'USD', null].map((currency) => ({ part: currency, ...part }));
  return Array.from({ length: many }, (_, at) => ({
    part: key === 'returned' ? `${at} ${given.name(70)}` : at,
    ...part,
  }));
}

export function boardOf(given: Given, choice: BoardChoice): Board {
  const figures = Object.fromEntries(figureKeys.map((key) => [key, partsOf(given, key)])) as Board['figures'];
  const isNothing = given.amount === 'nothing';
  const speed = isNothing ? { median: undefined, p90: undefined } : { median: 38, p90: 999_000 };
  const origins = (isNothing ? [] : Array.from({ length: MUCH }, (_, at) => `${at} ${given.name(65)}`)).map((name) => ({
    name,
    ...figures,
  }));
  return {
    choice,
    period: periodOf(choice.period, 'Europe/Berlin', given.now),
    isOver: isNothing,
    isRipe: isNothing,
    figures,
    before: isNothing ? undefined : (Object.fromEntries(figureKeys.map((key) => [key, 3])) as Board['before']),
    speed: {
      ...{ process: speed, processClock: speed, accept: speed, acceptClock: speed, touch: speed, touchClock: speed },
      ...{ answer: speed, answerClock: speed, claim: speed, deliver: speed },
    },
    requests: Object.fromEntries(requestKeys.map((key) => [key, given.total])) as Record<RequestKey, number>,
    sources: origins,
    campaigns: origins,
    clauses: new Map(Array.from({ length: MUCH }, (_, at) => [at, `${at} ${given.name(140)}`])),
    velocity: isNothing
      ? undefined
      : { month: '2026-10-01', monthBefore: '2026-09-01', qualified: 3, qualifiedBefore: 4, rate: -0.25 },
    shelves: [...stages, null].map((stage) => ({
      stage,
      items: given.total,
      kinds: [],
      holes: isNothing ? [] : ['deck'],
    })),
    uncounted: given.total,
    currency: 'EUR',
    rates: isNothing ? [] : [{ currency: 'USD', base: 'EUR', rate: 0.923456, appliesFrom: '2026-11-01' }],
  };
}

const usual: BoardChoice = { view: 'activity', period: 'last_month' };
const filtered = (given: Given): BoardChoice => ({
  ...{ view: 'cohort', period: { first: '2026-01-01', last: '2026-12-31' }, teamId: 7 },
  ...{ source: given.name(70), campaign: '', person: { id: 'U0000000001', as: 'marketer' } },
});

const leadsOf = (given: Given) =>
  given.leads(BEHIND_SIZE).map((lead, at) => ({
    ...{ id: lead.id, name: at % 3 === 0 ? null : lead.name, company: at % 3 === 0 ? null : lead.company },
    ...{ teamId: 1, teamName: given.name(75), status: leadStatuses[at % leadStatuses.length] ?? 'new' },
    ...{ source: '', campaign: '', cents: at % 2 === 0 ? null : 12_345_678_900, currency: 'EUR', at: given.now },
    card: lead.card,
  }));

const counts = (given: Given) => Object.fromEntries(figureKeys.map((key) => [key, given.total])) as Week['figures'];

const weekOf = (given: Given, question: Week['question']): Week => ({
  period: periodOf('last_week', 'Europe/Berlin', given.now),
  figures: counts(given),
  before: given.amount === 'the usual' ? counts(given) : undefined,
  causes: (['source', 'absent', 'answer_missed'] as const).map((kind) => ({
    ...{ kind, name: given.name(75), leads: given.total, before: 1 },
  })),
  question,
});

/** Numbers as large as a company may have. */
function monthsOf(given: Given): Month[] {
  const counts = { handed_off: 1_234_567, accepted: 1_000_000, touched: given.total, qualified: given.total, won: 0 };
  const months = given.amount === 'nothing' ? 0 : 6;
  return Array.from({ length: months }, (_, at) => ({
    ...{ first: `2026-0${at + 4}-01`, activity: counts, cohort: counts, isOver: at < 5, isRipe: at < 3 },
  }));
}

const pictureOf = (given: Given): PictureOf => ({
  ...{ board: boardOf(given, usual), cohort: boardOf(given, filtered(given)), months: monthsOf(given) },
  ...{ teamName: given.name(75), at: given.now },
});

export const reportOf = (given: Given): Report => ({
  ...{ board: boardOf(given, usual), cohort: boardOf(given, { ...usual, view: 'cohort' }), months: monthsOf(given) },
  progress: progressFor(given),
  causes: Array.from({ length: 2 }, () => weekOf(given, { kind: 'nothing' }).causes).flat(),
  clauses: Array.from({ length: Math.min(given.total, 4) }, () => ({ words: given.name(140), leads: given.total })),
  holes: Array.from({ length: Math.min(given.total, 8) }, () => ({ words: given.name(100), times: given.total })),
  steps: Array.from({ length: Math.min(given.total, 4) }, () => ({
    ...{ what: given.name(300), ownerId: 'U0', answered: given.total, asked: given.total },
  })),
  actions: Array.from({ length: Math.min(given.total, 90) }, (_, at) => ({
    ...{ what: given.name(300), ownerId: `U${at % 3}`, dueOn: '2026-11-12', reason: given.name(200) },
    status: (['open', 'done', 'dropped'] as const)[at % 3] ?? 'open',
  })),
  at: given.now,
});

export const scoreboardViews: Record<string, Builders> = {
  'scoreboard/week.ts': {
    weekMessage: (given) => [
      ...(['clause', 'source'] as const).map((kind) =>
        weekMessage(weekOf(given, { kind, name: given.name(140) }), againstTarget(progressFor(given).sums)),
      ),
      ...(['accept', 'touch', 'answer', 'nothing'] as const).map((kind) =>
        weekMessage(weekOf(given, { kind }), againstTarget([])),
      ),
    ],
  },
  'scoreboard/board.ts': {
    boardModal: (given) =>
      [usual, filtered(given)].map((choice) =>
        boardModal({
          board: boardOf(given, choice),
          teamName: choice.teamId && given.name(75) ? given.name(75) : undefined,
          targets: targetBlocks(progressFor(given)),
        }),
      ),
  },
  'scoreboard/list.ts': {
    behindModal: (given) => [
      behindModal({
        ...{ title: given.name(150), moment: 'the hand-off', leads: leadsOf(given), page: 1, total: given.total },
        ...{ carry: `returned~${'a'.repeat(12)} ${CARRY}`, workspaceUrl: given.workspaceUrl },
      }),
    ],
    requestsModal: (given) => [
      requestsModal({
        figure: 'delivered_kept',
        requests: Array.from({ length: Math.min(given.total, BEHIND_SIZE) }, () => request(given)),
        ...{ page: 1, total: given.total, carry: `delivered_kept ${CARRY}` },
      }),
    ],
  },
  'scoreboard/definitions.ts': { definitionsModal: () => [definitionsModal()] },
  'scoreboard/filter.ts': {
    filterModal: (given) =>
      [usual, filtered(given)].map((choice) =>
        filterModal({
          ...{ choice, carry: CARRY, first: '2026-01-01', last: '2026-12-31', teams: given.teams(MUCH) },
          sources: Array.from({ length: Math.min(given.total, MUCH) }, (_, at) => `${at} ${given.name(65)}`),
          campaigns: [],
        }),
      ),
  },
  'scoreboard/picture.ts': {
    boardPicture: (given) => [boardPicture(pictureOf(given))],
    pictureMessage: (given) => [pictureMessage(pictureOf(given))],
    pictureFailed: () => [pictureFailed()],
    picturesCome: () => [picturesCome()],
  },
  'scoreboard/charts.ts': {
    chartsMessage: (given) => [chartsMessage(boardOf(given, usual), monthsOf(given), given.name(75))],
  },
  'reviews/report.ts': {
    reportDrawing: (given) => [reportDrawing(reportOf(given), new Map([['U0', given.name(80)]]))],
  },
  'scoreboard/csv.ts': {
    csvComes: () => [csvComes()],
    csvMessage: (given) => [csvMessage(given.name(150), { first: '2026-01-01', last: '2026-12-31' })],
    csvFailed: (given) => [csvFailed(given.name(150))],
  },
};
