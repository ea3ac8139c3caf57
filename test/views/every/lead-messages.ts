/** Messages about leads: news, digests, reminders and what managers read in the morning. */
import { isSettling, type SettlingEntry } from '../../../src/leads/live.ts';
import { batchMessage } from '../../../views/leads/batch-news.ts';
import { BREACHES_SIZE, breachCarry, breachesModal, breachSummary } from '../../../views/leads/breaches.ts';
import { digestMessage, digestPreview, noDigest, nothingWaits } from '../../../views/leads/digest.ts';
import { awakeMessage, MORNING_SIZE } from '../../../views/leads/morning.ts';
import { leadNews, storyLine } from '../../../views/leads/news.ts';
import { NURTURE_SIZE, nurtureMessage, nurtureModal, wokenLine } from '../../../views/leads/nurture.ts';
import { nudgeLine, overdueMessage, REMINDER_SIZE, reminderMessage } from '../../../views/leads/reminder.ts';
import { liveRows, settledMessage } from '../../../views/leads/settled.ts';
import { morningMessage } from '../../../views/morning/morning.ts';
import { entry } from '../submitted.ts';
import type { Builders, Given } from './given.ts';
import { entries, look } from './leads.ts';
import { breachCounts, managerParts } from './manager-parts.ts';

const DIGEST_SIZE = 10;

const untouched = (given: Given) => {
  const found = given.leads(DIGEST_SIZE, { status: 'accepted', ownerId: 'U0000000001' });
  return { notAccepted: [], accepted: found, notAcceptedCount: 0, acceptedCount: given.total };
};

const week = (given: Given) => ({
  teamName: given.name(75),
  carry: breachCarry({ teamId: 1, until: given.now }),
  until: given.now,
  counts: breachCounts(given),
  leads: given.leads(BREACHES_SIZE).map((lead) => ({ lead, accept: 2, touch: 1 })),
  workspaceUrl: given.workspaceUrl,
});

const counts = ({ total }: Given) => ({ toAccept: total, toTouch: total, back: total, overdue: total });

const nurtured = (given: Given) =>
  given
    .leads(NURTURE_SIZE, { status: 'nurturing', nurtureUntil: given.now })
    .map((lead) => ({ lead, actorId: null, words: given.words(1000), content: given.words(100) }));

const shown = { since: 0, at: 0 };

const known = new WeakMap<Given, SettlingEntry[]>();
function settlings(given: Given): SettlingEntry[] {
  const all = known.get(given) ?? (entries(given, 99).filter(({ kind }) => isSettling(kind)) as SettlingEntry[]);
  known.set(given, all);
  return all;
}

/** Every other lead of a live message is settled. */
const settled = (given: Given, index: number) =>
  index % 2 === 0 ? undefined : settlings(given)[index % settlings(given).length];

const live = (given: Given, size: number) =>
  given.leads(size).map((lead, index) => ({ lead, settled: settled(given, index) }));
const allSettled = (given: Given, size: number) => {
  const leads = given.leads(size).map((lead) => ({ lead, settled: settled(given, 1) }));
  return { leads, total: leads.length };
};
const liveLook = (given: Given) => ({ ...look(given), readerId: 'U1', shown });

/** The two kinds of reader: the owner, and a colleague. */
const readers = ['U0000000001', 'U0000000009'];

export const leadMessageViews: Record<string, Builders> = {
  'leads/batch-news.ts': {
    batchMessage: (given) =>
      given.total === 0
        ? []
        : readers.flatMap((userId) =>
            (
              [
                'accepted',
                'handed_off',
                'reassigned',
                'declined',
                'won',
                'routed',
                'snoozed',
                'nurtured',
                'noted',
              ] as const
            ).flatMap((kind) =>
              // Of one act, and of two.
              [kind, 'lost' as const].map((other) =>
                batchMessage({
                  userId,
                  news: given.leads(400, { ownerId: 'U0000000001', assigneeId: null }).map((lead, index) => ({
                    lead,
                    entry: entry(index % 2 ? kind : other, null),
                    settled: settled(given, index),
                  })),
                  shown,
                  workspaceUrl: given.workspaceUrl,
                  now: given.now,
                }),
              ),
            ),
          ),
  },
  'leads/breaches.ts': {
    breachSummary: (given) => [breachSummary(week(given).teamName, week(given).counts, week(given).carry)],
    breachesModal: (given) => [breachesModal({ ...week(given), page: 0 }), breachesModal({ ...week(given), page: 3 })],
  },
  'leads/digest.ts': {
    digestMessage: (given) =>
      [null, given.now].map((lateSince) =>
        digestMessage({
          teamId: 1,
          untouched: untouched(given),
          lateSince,
          previewOf: lateSince ? given.name(75) : undefined,
          ...look(given),
        } as Parameters<typeof digestMessage>[0]),
      ),
    nothingWaits: (given) => [nothingWaits(given.name(75))],
    digestPreview: (given) => [[digestPreview(given.name(75))]],
    noDigest: (given) => [noDigest(given.name(75), 'nothing waits')],
  },
  'leads/news.ts': {
    storyLine: (given) => entries(given, 99).map((one) => storyLine(given.lead(), one)),
    leadNews: (given) =>
      readers.flatMap((userId) =>
        entries(given, 99).map((one) =>
          leadNews({ lead: given.lead({ ownerId: 'U0000000001' }), entry: one, userId, cardLink: null }),
        ),
      ),
  },
  'morning/morning.ts': {
    morningMessage: (given) => [
      morningMessage(
        { leads: live(given, MORNING_SIZE), total: given.total, counts: counts(given), manager: managerParts(given) },
        liveLook(given),
      ),
      morningMessage(
        { ...allSettled(given, MORNING_SIZE), counts: undefined, manager: managerParts(given) },
        liveLook(given),
      ),
      morningMessage({ leads: [], total: 0, counts: undefined, manager: managerParts(given) }, liveLook(given)),
    ],
  },
  'leads/morning.ts': {
    awakeMessage: (given) => [
      awakeMessage({
        userId: 'U0000000001',
        news: given.leads(1000).map((lead, index) => ({
          lead,
          entry: entry('unsnoozed', null),
          settled: settled(given, index),
        })),
        shown,
        workspaceUrl: given.workspaceUrl,
        now: given.now,
      }),
    ],
  },
  'leads/nurture.ts': {
    nurtureMessage: (given) => [
      nurtureMessage({ nurtured: nurtured(given), total: given.total }, null, given.workspaceUrl),
      nurtureMessage({ nurtured: nurtured(given), total: given.total }, given.now, given.workspaceUrl),
    ],
    nurtureModal: (given) => [nurtureModal({ nurtured: nurtured(given), total: given.total, page: 0 }, look(given))],
    wokenLine: (given) => [
      wokenLine(given.lead(), entry('woken', null), { hadBy: null, declinedFor: null, nurtured: null }),
      wokenLine(given.lead(), entry('woken', null), {
        hadBy: 'U0000000001',
        declinedFor: given.words(75),
        nurtured: { actorId: null, at: given.now, words: given.words(1000), content: given.words(100) },
      }),
    ],
  },
  'leads/settled.ts': {
    settledMessage: (given) =>
      settlings(given).map((one) =>
        settledMessage(
          { lead: given.lead(), settled: one },
          { readerId: 'U1', shown, workspaceUrl: given.workspaceUrl },
        ),
      ),
    liveRows: (given) => [liveRows(live(given, 9), liveLook(given))],
  },
  'leads/reminder.ts': {
    reminderMessage: (given) => [
      reminderMessage({ leads: live(given, REMINDER_SIZE), total: given.total }, liveLook(given)),
      reminderMessage(allSettled(given, REMINDER_SIZE), liveLook(given)),
      reminderMessage(allSettled(given, 1), liveLook(given)),
    ],
    overdueMessage: (given) => [
      overdueMessage({ leads: live(given, REMINDER_SIZE), total: given.total }, liveLook(given)),
    ],
    nudgeLine: (given) => [given.lead(), ...given.leads(9)].map(nudgeLine),
  },
};
