import { HANDED_OFF_SIZE } from '../../../src/home/handed-off.ts';
import { MANAGED_SIZE, type ManagedMarketing, type ManagedSales, OLDEST } from '../../../src/home/managed.ts';
import { RETURNED_SIZE, WAITING_SIZE } from '../../../src/home/waiting.ts';
import type { Figures } from '../../../src/leads/reads/figures.ts';
import { leadStatuses } from '../../../src/leads/types.ts';
import { alignmentBlocks } from '../../../views/alignment/home.ts';
import { healthSection } from '../../../views/health/health.ts';
import { waitingFeedbackBlocks } from '../../../views/home/feedback.ts';
import { handedOffBlocks } from '../../../views/home/handed-off.ts';
import { helloBlocks, homeView, strangersHome, turns } from '../../../views/home/home.ts';
import { managedBlocks } from '../../../views/home/managed.ts';
import { actionBlocks, nextReviewBlocks } from '../../../views/home/monthly-review.ts';
import { numbersBlocks } from '../../../views/home/numbers.ts';
import { askedBlocks, waitingRequestBlocks } from '../../../views/home/requests.ts';
import { reviewBlocks } from '../../../views/home/reviews.ts';
import { openRitualBlocks } from '../../../views/home/rituals.ts';
import { awayModal, awaySaid, selfBlocks } from '../../../views/home/self.ts';
import { targetLineBlocks, targetsBlocks } from '../../../views/home/targets.ts';
import { returnedBlocks, waitingBlocks } from '../../../views/home/waiting.ts';
import { waysBlocks } from '../../../views/home/ways.ts';
import { noticeModal, saidModal } from '../../../views/kit/notice.ts';
import { awayAnswer } from '../../../views/leads/away.ts';
import { preferencesModal } from '../../../views/settings/preferences.ts';
import { setupSection } from '../../../views/setup/checklist.ts';
import { recordBlocks } from '../../../views/wins/record.ts';
import { winsWait } from '../../../views/wins/waiting.ts';
import { details } from '../submitted.ts';
import { alerts, setups } from './admin.ts';
import { homeAlignment } from './alignment.ts';
import type { Builders, Given } from './given.ts';
import { asked, feedback, homeContentViews, requests, reviews } from './home-content.ts';
import { nextReview, ownActions } from './reviews.ts';
import { openRituals } from './rituals.ts';
import { progressFor, waitingFor } from './targets.ts';
import { recordIn, waitingWins } from './wins.ts';

const waiting = (given: Given) => ({
  leads: given.leads(WAITING_SIZE, { status: 'new', ownerId: null }),
  total: given.total,
  page: 0,
  toAccept: given.total,
  toTouch: given.total,
  back: given.total,
  overdue: given.total,
  changesAt: undefined,
  records: new Map(
    given.leads(WAITING_SIZE).map(({ id }) => [id, { url: 'https://crm.example/1', crm: 'Salesforce' }]),
  ),
});

const returned = (given: Given) => ({
  leads: given.leads(RETURNED_SIZE, { status: 'returned', ownerId: null, assigneeId: null }).map((lead, index) => ({
    ...lead,
    id: lead.id + 1000,
    ...(index > 0 && { decline: { ...details(given.words(1000)).declined, actorId: 'U0000000001' } }),
  })),
  total: given.total,
  page: 0,
});

const handedOff = (given: Given) => ({
  leads: given.leads(HANDED_OFF_SIZE),
  total: given.total,
  page: 0,
  days: 30,
  byStatus: Object.fromEntries(leadStatuses.map((status) => [status, given.total])),
});

function managed(given: Given) {
  const { total, now } = given;
  const sales: ManagedSales = {
    kind: 'sales',
    team: given.team(),
    untouched: total,
    byAge: { underADay: total, underThree: total, underAWeek: total, older: total },
    oldest: given.leads(OLDEST),
    breaches: { byClock: { accept: total, touch: total }, leads: total },
    week: { teamId: 1, until: now },
    away: given
      .people(200)
      .map((userId, index) => ({ userId, until: index % 2 === 0 ? now : undefined, absence: 'has an away status' })),
  };
  const marketing: ManagedMarketing = {
    kind: 'marketing',
    team: given.team({ id: 8, kind: 'marketing' }),
    returned: total,
    oldest: given.leads(OLDEST),
  };
  return { teams: [sales, marketing].slice(0, MANAGED_SIZE), page: 0, total: Math.max(MANAGED_SIZE, total) };
}

const figures = ({ total }: Given): Figures =>
  total === 0
    ? { count: 0, acceptRate: undefined, acceptMs: undefined, touchMs: undefined }
    : { count: total, acceptRate: 1 / 3, acceptMs: 59_999, touchMs: 1e12 };

const numbers = (given: Given) => ({
  teams: [given.team(), given.team({ id: 8, kind: 'marketing' })].map((team) => ({
    team,
    mine: figures(given),
    all: figures(given),
  })),
});

const roles = ['nobody', 'seller', 'marketer', 'manager', 'admin'] as const;
type Role = (typeof roles)[number];

const hello = (given: Given, role: Role) =>
  helloBlocks({
    person: { name: given.name(80) },
    setup: [],
    isIdle: given.total === 0,
    isOfTeam: role !== 'nobody' && role !== 'admin',
    isManager: role === 'manager' || role === 'admin',
  });

const ways = (role: Role) =>
  waysBlocks({
    isSeller: role === 'seller' || role === 'manager',
    isMarketer: role === 'marketer',
    isManager: role === 'manager' || role === 'admin',
  });

const self = (given: Given, role: Role) =>
  [undefined, null, given.now].flatMap((awayUntil) =>
    selfBlocks({
      awayUntil,
      preferences: {
        morning: 'home',
        reminders: 'overdue',
        quality: 'off',
        accepted: 'daily',
        managing: 'off',
        rideAlongs: 'monthly',
        wins: 'named',
        bookingLink: 'https://cal.example/sam',
        introductions: 'on',
      },
      isSeller: role === 'seller',
      isMarketer: true,
    }),
  );

const homeTargets = (given: Given) => ({
  ...progressFor(given),
  missing: given.amount === 'nothing' ? '2026-Q4' : undefined,
  waiting: waitingFor(given),
  changesAt: given.now,
});

/**
 * The longest home: an admin who is in both teams and manages them, while Baton is not set up and has many problems.
 */
function everything(given: Given) {
  const [worst] = setups(given).sort((a, b) => b.closed.length - a.closed.length);
  return homeView(
    [...hello(given, 'marketer'), ...(worst ? setupSection(worst) : [])],
    healthSection(given.total === 0 ? [] : alerts(given)),
    waitingBlocks(waiting(given), given),
    returnedBlocks(returned(given), given),
    waitingRequestBlocks(requests(given), given),
    waitingFeedbackBlocks(feedback(given, 'action')),
    openRitualBlocks(openRituals(given)),
    reviewBlocks(reviews(given)),
    actionBlocks(ownActions(given)),
    nextReviewBlocks(nextReview(given)),
    alignmentBlocks(homeAlignment(given)),
    managedBlocks(managed(given), given.workspaceUrl),
    targetsBlocks(homeTargets(given)),
    winsWait(waitingWins(given)),
    ways('manager'),
    handedOffBlocks(handedOff(given), given.workspaceUrl),
    given.total === 0 ? [] : recordBlocks(recordIn(given)),
    askedBlocks(asked(given), given.workspaceUrl),
    numbersBlocks(numbers(given)),
    self(given, 'seller').slice(0, 3),
  );
}

/** Each section alone, and the whole home of every role. */
export const homeViews: Record<string, Builders> = {
  ...homeContentViews,
  'home/home.ts': {
    helloBlocks: (given) => roles.map((role) => hello(given, role)),
    turns: (given) => [turns('waiting', { page: 0, total: given.total, size: WAITING_SIZE })],
    homeView: (given) => [
      everything(given),
      ...roles.map((role) => {
        const isOf = (...some: Role[]) => some.includes(role);
        return homeView(
          hello(given, role),
          isOf('seller', 'manager') ? waitingBlocks(waiting(given), given) : [],
          isOf('marketer', 'manager') ? returnedBlocks(returned(given), given) : [],
          isOf('marketer', 'manager') ? waitingRequestBlocks(requests(given), given) : [],
          waitingFeedbackBlocks(feedback(given, 'an answer')),
          openRitualBlocks(openRituals(given)),
          isOf('marketer', 'manager') ? reviewBlocks(reviews(given)) : [],
          actionBlocks(ownActions(given)),
          isOf('manager') ? nextReviewBlocks(nextReview(given)) : [],
          isOf('manager') ? alignmentBlocks(homeAlignment(given)) : [],
          isOf('manager') ? managedBlocks(managed(given), given.workspaceUrl) : [],
          isOf('manager') ? targetsBlocks(homeTargets(given)) : targetLineBlocks(homeTargets(given)),
          ways(role),
          isOf('marketer', 'manager') ? handedOffBlocks(handedOff(given), given.workspaceUrl) : [],
          askedBlocks(asked(given), given.workspaceUrl),
          role === 'nobody' ? [] : numbersBlocks(numbers(given)),
          selfBlocks({
            awayUntil: undefined,
            preferences: {
              morning: 'message',
              reminders: 'all',
              quality: 'message',
              accepted: 'each',
              managing: 'message',
              rideAlongs: 'monthly',
              wins: 'named',
              bookingLink: 'https://cal.example/sam',
              introductions: 'on',
            },
            isSeller: isOf('seller'),
            isMarketer: isOf('marketer'),
          }),
        );
      }),
    ],
    strangersHome: () => (['a guest', 'from another workspace'] as const).map(strangersHome),
  },
  'home/ways.ts': { waysBlocks: () => roles.map(ways) },
  'home/waiting.ts': {
    waitingBlocks: (given) => [waitingBlocks(waiting(given), given)],
    returnedBlocks: (given) => [returnedBlocks(returned(given), given)],
  },
  'home/managed.ts': { managedBlocks: (given) => [managedBlocks(managed(given), given.workspaceUrl)] },
  'home/targets.ts': {
    targetsBlocks: (given) => [targetsBlocks(homeTargets(given))],
    targetLineBlocks: (given) => [targetLineBlocks(homeTargets(given))],
  },
  'home/handed-off.ts': { handedOffBlocks: (given) => [handedOffBlocks(handedOff(given), given.workspaceUrl)] },
  'home/monthly-review.ts': {
    actionBlocks: (given) => [actionBlocks(ownActions(given))],
    nextReviewBlocks: (given) => [nextReviewBlocks(nextReview(given)), nextReviewBlocks('no channel')],
  },
  'home/numbers.ts': { numbersBlocks: (given) => [numbersBlocks({ teams: [] }), numbersBlocks(numbers(given))] },
  'home/self.ts': {
    selfBlocks: (given) => roles.flatMap((role) => [self(given, role).slice(0, 3)]),
    awayModal: () => [awayModal()],
    awaySaid: (given) => [awaySaid(awayAnswer({ until: given.now, due: given.leads(100) }).blocks)],
  },
  'kit/notice.ts': {
    noticeModal: () => [true, false].map((isOnTop) => noticeModal('Only sellers can do this.', isOnTop)),
    saidModal: () => [saidModal({ text: 'Thank you.' })],
  },
  'settings/preferences.ts': {
    preferencesModal: () =>
      (['message', 'home', 'off'] as const).map((morning) =>
        preferencesModal(
          {
            morning,
            reminders: 'all',
            quality: 'message',
            accepted: 'daily',
            managing: 'off',
            rideAlongs: 'monthly',
            wins: 'named',
            bookingLink: null,
            introductions: 'off',
          },
          morning === 'off' ? [] : ['seller', 'marketer', 'manager'],
        ),
      ),
  },
};
