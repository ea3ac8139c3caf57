import type { Alignment, Coming } from '../../../src/alignment/read.ts';
import { matchOf } from '../../../src/mindset/match.ts';
import type { HomeAlignment } from '../../../views/alignment/home.ts';
import { alignmentBlocks } from '../../../views/alignment/home.ts';
import { alignmentModal } from '../../../views/alignment/page.ts';
import type { Builders, Given } from './given.ts';
import { check } from './mindset.ts';
import { action, both, TODAY } from './report-cards.ts';
import { boardOf } from './scoreboard.ts';

const board = (given: Given) => boardOf(given, { view: 'activity', period: 'quarter' });

const standing = (given: Given): Omit<Alignment, 'board'> => {
  const { total, now } = given;
  const match = matchOf(check(given, true).groups);
  const coming = (more: Partial<Coming>): Coming => ({
    ...{ name: 'Mindset check', isRunning: false, closesAt: undefined, nextAt: total > 0 ? now : undefined, ...more },
  });
  return {
    period: board(given).period,
    cards: total > 0 ? both(given) : [],
    mindset: total > 0 && match ? { cycleId: 1, at: now, match } : undefined,
    rides: { held: total, planned: total, offered: total, debriefs: total },
    shownActions: Array.from({ length: Math.min(total, 5) }, () => action(given)),
    actions: { total, overdue: total },
    today: TODAY,
    three: total > 0 ? [given.name(80), given.name(80), given.name(80)] : undefined,
    cardComes: coming({ isRunning: total > 5 }),
    mindsetComes: coming(total > 5 ? { isRunning: true, closesAt: now } : {}),
    roleQuestions: total,
    plan: { entries: total, questions: total },
    review: total > 0 ? { isOpen: total > 5, dueAt: now } : undefined,
    rituals: [coming({}), coming({ isRunning: true }), coming({ isRunning: true, closesAt: now })],
  };
};

export const homeAlignment = (given: Given): HomeAlignment => ({
  ...standing(given),
  deadlines: { accepted: { kept: given.total, missed: 1 }, answered: { kept: given.total, missed: given.total } },
});

export const alignmentViews: Record<string, Builders> = {
  'alignment/page.ts': { alignmentModal: (given) => [alignmentModal({ ...standing(given), board: board(given) })] },
  'alignment/home.ts': { alignmentBlocks: (given) => [alignmentBlocks(homeAlignment(given))] },
};
