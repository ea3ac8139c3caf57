import type { HomeView } from '@slack/types';
import { alignmentBlocks, type HomeAlignment } from '../../views/alignment/home.ts';
import { healthSection } from '../../views/health/health.ts';
import { waitingFeedbackBlocks } from '../../views/home/feedback.ts';
import { handedOffBlocks } from '../../views/home/handed-off.ts';
import { helloBlocks, homeView, strangersHome } from '../../views/home/home.ts';
import { managedBlocks } from '../../views/home/managed.ts';
import { actionBlocks, nextReviewBlocks } from '../../views/home/monthly-review.ts';
import { numbersBlocks } from '../../views/home/numbers.ts';
import { askedBlocks, waitingRequestBlocks } from '../../views/home/requests.ts';
import { reviewBlocks } from '../../views/home/reviews.ts';
import { rideBlocks } from '../../views/home/ride-alongs.ts';
import { openRitualBlocks } from '../../views/home/rituals.ts';
import { selfBlocks } from '../../views/home/self.ts';
import { targetLineBlocks, targetsBlocks } from '../../views/home/targets.ts';
import { returnedBlocks, waitingBlocks } from '../../views/home/waiting.ts';
import { waysBlocks } from '../../views/home/ways.ts';
import type { Blocks } from '../../views/kit/blocks.ts';
import { planOnHome } from '../../views/marketing-plan/messages.ts';
import { rolesWait } from '../../views/roles/waiting.ts';
import { setupSection } from '../../views/setup/checklist.ts';
import { recordBlocks } from '../../views/wins/record.ts';
import { winsWait } from '../../views/wins/waiting.ts';
import { readDeadlines } from '../alignment/deadlines.ts';
import { readStanding } from '../alignment/standing.ts';
import { readAssists } from '../home/assists.ts';
import { readFeedback } from '../home/feedback.ts';
import { readHandedOff } from '../home/handed-off.ts';
import { readManaged } from '../home/managed.ts';
import { readNextReview, readOwnActions } from '../home/monthly-review.ts';
import { readNumbers } from '../home/numbers.ts';
import { pagesOf } from '../home/open.ts';
import { readPlan } from '../home/plan.ts';
import { type Reader, readerOf } from '../home/reader.ts';
import { readAsked, readRequests } from '../home/requests.ts';
import { readReviews } from '../home/reviews.ts';
import { readOwnRides } from '../home/ride-alongs.ts';
import { readRituals } from '../home/rituals.ts';
import type { Drawn } from '../home/screen.ts';
import { readTargets } from '../home/targets.ts';
import { readReturned, readWaiting } from '../home/waiting.ts';
import { awayUntil } from '../leads/routing/queries.ts';
import { listOpenAlerts } from '../platform/alerts/alerts.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import type { Services } from '../platform/services.ts';
import { preferencesOf } from '../preferences/queries.ts';
import { rolesWaitingFor } from '../roles/waiting.ts';
import { isSetUp, setupState } from '../setup/state.ts';
import { runsAll } from '../teams/membership.ts';
import { winsWaitingFor } from '../wins/celebration/waiting.ts';

/** The input of each part. */
interface Reading {
  db: Db;
  keys: Keys;
  reader: Reader;
  /** The page of its list. */
  page: number;
  now: Date;
}

interface Look {
  workspaceUrl: string;
  now: Date;
}

/** One part of a home: its data, and how they are shown. */
interface Part<Data> {
  /** Names its list in the paging buttons. */
  name: string;
  /** Undefined if the part does not concern this person. Reads only indexes: homes are redrawn after every change. */
  read(reading: Reading): Data | undefined;
  show(data: Data, look: Look): Blocks;
  /** Its things wait for the reader; of a part that may have none, whether some do. */
  isWork?: true | ((data: Data) => boolean);
  /** The next moment at which it will look different by itself. */
  changesAt?(data: Data): Date | undefined;
}

/** Erases the type of the data, so that all parts fit into one list: each part's data go only to its own `show`. */
const part = <Data>(one: Part<Data>): Part<unknown> => one as Part<unknown>;

/** Manages a team, or all of them. */
const isManager = ({ person, managed }: Reader): boolean => runsAll(person) || managed.length > 0;

function readHomeAlignment(db: Db, now: Date): HomeAlignment {
  const standing = readStanding(db, now);
  return { ...standing, deadlines: readDeadlines(db, standing.period) };
}

/**
 * The parts of a home in their order: the teams that the person manages, their next steps, the ways to everything else,
 * then what they only look at. Each thing is in one part. At their longest, the parts that a test lists stay within Slack's
 * limit of 100 blocks; of a still longer home the last ones are left out.
 */
const parts: Part<unknown>[] = [
  part({
    name: 'health',
    read: ({ db, reader: { person } }) => (runsAll(person) ? listOpenAlerts(db) : undefined),
    show: healthSection,
  }),
  part({
    name: 'managed',
    read: ({ db, reader, page, now }) => readManaged(db, reader, page, now),
    show: (managed, { workspaceUrl }) => managedBlocks(managed, workspaceUrl),
  }),
  part({
    name: 'targets',
    read: ({ db, reader, now }) => (reader.managed.length > 0 ? readTargets(db, reader, now) : undefined),
    show: targetsBlocks,
    isWork: ({ waiting }) => waiting.length > 0,
    changesAt: ({ changesAt }) => changesAt,
  }),
  part({
    name: 'waiting',
    read: ({ db, reader: { person }, page, now }) => readWaiting(db, person.id, page, now),
    show: waitingBlocks,
    isWork: true,
    changesAt: ({ changesAt }) => changesAt,
  }),
  part({
    name: 'returned',
    read: ({ db, reader, page }) => readReturned(db, reader.person.id, page),
    show: returnedBlocks,
    isWork: true,
  }),
  part({
    name: 'requests',
    read: ({ db, reader, page, now }) => readRequests(db, reader, page, now),
    show: waitingRequestBlocks,
    isWork: true,
    changesAt: ({ changesAt }) => changesAt,
  }),
  part({
    name: 'feedback',
    read: ({ db, keys, reader, page, now }) => readFeedback({ db, keys }, reader.person.id, page, now),
    show: waitingFeedbackBlocks,
    isWork: true,
    changesAt: ({ changesAt }) => changesAt,
  }),
  part({
    name: 'rituals',
    read: ({ db, keys, reader, now }) => readRituals({ db, keys }, reader.person.id, now),
    show: openRitualBlocks,
    isWork: true,
    changesAt: ([next]) => next?.cycle.closesAt ?? undefined,
  }),
  part({
    name: 'reviews',
    read: ({ db, reader, page, now }) => readReviews(db, reader.person.id, page, now),
    show: reviewBlocks,
    isWork: true,
    changesAt: ({ changesAt }) => changesAt,
  }),
  part({
    name: 'wins',
    read: ({ db, reader: { person }, now }) => winsWaitingFor(db, person.id, now),
    show: winsWait,
    isWork: true,
  }),
  part({
    name: 'roles',
    read: ({ db, reader: { person } }) => rolesWaitingFor(db, person.id),
    show: rolesWait,
    isWork: true,
  }),
  part({
    name: 'actions',
    read: ({ db, reader: { person }, now }) => readOwnActions(db, person.id, now),
    show: actionBlocks,
    isWork: true,
  }),
  part({
    name: 'plan',
    read: ({ db, reader, now }) => readPlan(db, reader, now),
    show: planOnHome,
    changesAt: ({ changesAt }) => changesAt,
  }),
  part({
    name: 'rideAlongs',
    read: ({ db, reader: { person } }) => readOwnRides(db, person.id),
    show: rideBlocks,
  }),
  part({
    name: 'nextReview',
    read: ({ db, reader, now }) => (isManager(reader) ? readNextReview(db, now) : undefined),
    show: nextReviewBlocks,
  }),
  part({
    name: 'alignment',
    read: ({ db, reader, now }) => (isManager(reader) ? readHomeAlignment(db, now) : undefined),
    show: alignmentBlocks,
    changesAt: ({ period }) => period.to,
  }),
  part({
    name: 'ways',
    read: ({ reader }) => ({ ...reader, isManager: isManager(reader) }),
    show: waysBlocks,
  }),
  part({
    name: 'handedOff',
    read: ({ db, reader: { person }, page, now }) => readHandedOff(db, person.id, page, now),
    show: (found, { workspaceUrl }) => handedOffBlocks(found, workspaceUrl),
  }),
  part({
    name: 'assists',
    read: ({ db, reader: { person } }) => readAssists(db, person.id),
    show: recordBlocks,
  }),
  part({
    name: 'asked',
    read: ({ db, reader, now }) => readAsked(db, reader.person.id, now),
    show: (asked, { workspaceUrl }) => askedBlocks(asked, workspaceUrl),
  }),
  part({
    name: 'target',
    read: ({ db, reader, now }) => (reader.managed.length === 0 ? readTargets(db, reader, now) : undefined),
    show: targetLineBlocks,
    changesAt: ({ changesAt }) => changesAt,
  }),
  part({
    name: 'numbers',
    read: ({ db, reader, now }) => readNumbers(db, reader, now),
    show: numbersBlocks,
  }),
  part({
    name: 'self',
    read: ({ db, reader: { person, isSeller, isMarketer }, now }) =>
      isSeller || isMarketer
        ? {
            awayUntil: awayUntil(db, person.id, now),
            preferences: preferencesOf(db, person.id),
            isSeller,
            isMarketer,
          }
        : undefined,
    show: selfBlocks,
    changesAt: (self) => self.awayUntil ?? undefined,
  }),
];

interface About extends Pick<Services, 'db' | 'keys' | 'directory' | 'now'> {
  workspaceUrl: string;
}

/** Draws a person's home from the current state; undefined for people without one. */
export const drawHome =
  ({ db, keys, directory, now, workspaceUrl }: About) =>
  async (userId: string): Promise<Drawn<HomeView> | undefined> => {
    const reader = await readerOf({ db, directory }, userId);
    const { person, teams, managed } = reader;
    const concerned = {
      teamIds: new Set(teams.map(({ id }) => id)),
      managedIds: new Set(managed.map(({ id }) => id)),
    };
    if (person.standing === 'deactivated' || person.standing === 'a bot') return undefined;
    if (!person.isMember) return { view: strangersHome(person.standing), ...concerned, changesAt: undefined };

    const at = now();
    const pages = pagesOf(db, userId);
    const manages = isManager(reader);
    const found = parts.map((one) => {
      const data = one.read({ db, keys, reader, page: pages[one.name] ?? 0, now: at });
      const blocks = data === undefined ? [] : one.show(data, { workspaceUrl, now: at });
      const changesAt = data === undefined ? undefined : one.changesAt?.(data);
      const isWork = typeof one.isWork === 'function' ? data !== undefined && one.isWork(data) : one.isWork === true;
      return { blocks, isWork, changesAt: changesAt ? [changesAt.getTime()] : [] };
    });
    const hello = helloBlocks({
      person,
      setup: manages ? setupBlocks(db) : [],
      isIdle: !found.some(({ isWork, blocks }) => isWork && blocks.length > 0),
      isOfTeam: teams.length > 0,
      isManager: manages,
    });
    const moments = found.flatMap(({ changesAt }) => changesAt);
    return {
      view: homeView(hello, ...found.map(({ blocks }) => blocks)),
      ...concerned,
      changesAt: moments.length === 0 ? undefined : new Date(Math.min(...moments)),
    };
  };

function setupBlocks(db: Db): Blocks {
  const state = setupState(db);
  return isSetUp(state) ? [] : setupSection(state);
}
