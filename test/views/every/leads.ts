import { isSettling, type SettlingEntry } from '../../../src/leads/live.ts';
import { declineReasons, lossReasons } from '../../../src/leads/settings.ts';
import { knownWays, leadChanges } from '../../../src/leads/types.ts';
import { searchModal } from '../../../views/home/search.ts';
import { movedNotice } from '../../../views/kit/moved.ts';
import { reopenFeedback, reopenHandoff } from '../../../views/kit/reopen.ts';
import { awayAnswer } from '../../../views/leads/away.ts';
import { batchMessage } from '../../../views/leads/batch-news.ts';
import { blockedModal } from '../../../views/leads/blocked.ts';
import { BREACHES_SIZE, breachCarry, breachesModal, breachSummary } from '../../../views/leads/breaches.ts';
import { bulkDone, bulkModal, MOST_AT_ONCE } from '../../../views/leads/bulk.ts';
import { leadCard } from '../../../views/leads/card.ts';
import * as deal from '../../../views/leads/deal.ts';
import { digestMessage, digestPreview, noDigest, nothingWaits } from '../../../views/leads/digest.ts';
import { done } from '../../../views/leads/done.ts';
import { duplicateModal } from '../../../views/leads/duplicate.ts';
import { leadForm } from '../../../views/leads/form.ts';
import * as forms from '../../../views/leads/forms.ts';
import { handBackModal } from '../../../views/leads/hand-back.ts';
import { handedOffModal } from '../../../views/leads/handed-off.ts';
import { handoffModal } from '../../../views/leads/handoff.ts';
import { HISTORY_PAGE_SIZE, historyModal } from '../../../views/leads/history.ts';
import { LIST_PAGE_SIZE, leadListModal } from '../../../views/leads/list.ts';
import { awakeMessage, MORNING_SIZE } from '../../../views/leads/morning.ts';
import { leadNews, storyLine } from '../../../views/leads/news.ts';
import { NURTURE_SIZE, nurtureMessage, nurtureModal, wokenLine } from '../../../views/leads/nurture.ts';
import { nudgeLine, overdueMessage, REMINDER_SIZE, reminderMessage } from '../../../views/leads/reminder.ts';
import { leadRow, leadRows } from '../../../views/leads/row.ts';
import { liveRows, settledMessage } from '../../../views/leads/settled.ts';
import { hiddenUnfurl, leadUnfurl } from '../../../views/leads/unfurl.ts';
import { escapedTitle, linkedTitle } from '../../../views/leads/words.ts';
import { morningMessage } from '../../../views/morning/morning.ts';
import { details, entry } from '../submitted.ts';
import type { Builders, Given } from './given.ts';
import { breachCounts, managerParts } from './manager-parts.ts';

const DRAFT = '6ee2c1b6-93a9-4b3c-8e3e-6b5f0c5d9a10';
const DIGEST_SIZE = 10;
const list = (carry: string) => (carry === '' ? null : `0:${carry}`);

const entries = ({ words }: Given, most: number) =>
  leadChanges.slice(0, most).map((kind, index) => entry(kind, words(1000), index + 1));

const told = ({ words }: Given) => ({
  lastTouch: { actorId: 'U0000000001', at: new Date(0), details: details(words(1000)).touched },
  lastDecline: { actorId: null, details: details(words(1000)).declined },
  lastAnswer: { actorId: null, details: details(words(1000)).handed_back },
  lastLoss: { details: details(words(1000)).lost },
});

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

const look = ({ workspaceUrl, now }: Given) => ({ workspaceUrl, now });

const counts = ({ total }: Given) => ({ toAccept: total, toTouch: total, back: total, overdue: total });

const nurtured = (given: Given) =>
  given
    .leads(NURTURE_SIZE, { status: 'nurturing', nurtureUntil: given.now })
    .map((lead) => ({ lead, actorId: null, words: given.words(1000), content: given.words(100) }));

const shown = { since: 0, at: 0 };

const settlings = (given: Given) => entries(given, 99).filter(({ kind }) => isSettling(kind)) as SettlingEntry[];

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

/** Forms with more data than the lead. */
const OWN_FORMS = ['declineModal', 'loseModal', 'snoozeModal'];

const manyReasons = (given: Given) =>
  Array.from({ length: 50 }, (_, key) => ({ key: `r${key}`, label: given.name(75) }));

const RECORD = { url: `https://app.hubspot.example/${'1'.repeat(100)}?a=1&b=2`, crm: 'HubSpot' };

export const leadViews: Record<string, Builders> = {
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
  'leads/deal.ts': {
    qualifyModal: (given) => [deal.qualifyModal(given.lead(), list('mine'), 'USD')],
    winModal: (given) => [null, 0, 1e12].map((amount) => deal.winModal(given.lead({ amount }), list('mine'), 'EUR')),
    valueModal: (given) => [null, 12.5].map((amount) => deal.valueModal(given.lead({ amount }), list(''), 'EUR')),
  },
  'leads/done.ts': { done: (given) => [given.lead(), ...given.leads(20)].map(done) },
  'leads/hand-back.ts': {
    handBackModal: (given) => [
      handBackModal(given.lead(), null),
      handBackModal(given.lead(), list('mine'), told(given).lastDecline),
    ],
  },
  'leads/away.ts': {
    awayAnswer: (given) =>
      [null, given.now].flatMap((until) =>
        [[], [given.lead()], given.leads(100)].map((due) => awayAnswer({ until, due })),
      ),
  },
  'leads/handed-off.ts': {
    handedOffModal: (given) =>
      knownWays.flatMap((way) =>
        [given.lead({ assigneeId: 'U0000000001' }), ...given.leads(9)].map((lead) =>
          handedOffModal({ lead, team: given.team(), way, isTold: way !== 'wake' }),
        ),
      ),
  },
  'leads/handoff.ts': {
    handoffModal: (given) => [
      handoffModal({ teams: given.teams(200).length > 0 ? given.teams(200) : [given.team()], guess: {} }),
      handoffModal({
        teams: [given.team()],
        guess: { name: given.name(200), company: given.name(200), need: given.name(3000) },
        message: { channel: 'C0000000000', ts: '1763542800.000100' },
        definitions: given
          .teams(100)
          .map(({ id, name }) => ({ teamId: id, teamName: name, clauses: Array(12).fill(given.name(150)) })),
      }),
    ],
  },
  'home/search.ts': { searchModal: () => [searchModal()] },
  'leads/duplicate.ts': {
    duplicateModal: (given) =>
      [given.lead(), ...given.leads(9)].flatMap((lead) =>
        [true, false].map((isSame) => duplicateModal({ lead, draftId: DRAFT, ways: [...knownWays], isSame })),
      ),
  },
  'leads/card.ts': {
    leadCard: (given) =>
      [given.lead(), ...given.leads(20)].flatMap((lead) => [
        leadCard({
          lead,
          touches: 0,
          isPool: true,
          earlierLink: `${given.workspaceUrl}archives/C1/p1`,
          recordLink: RECORD,
        }),
        leadCard({ lead, touches: given.total, isPool: false, routeReason: 'account', ...told(given) }),
      ]),
  },
  'leads/unfurl.ts': {
    leadUnfurl: (given) =>
      [given.lead(), ...given.leads(20)].map((lead) =>
        leadUnfurl({ lead, touches: given.total, isPool: false, ...told(given), place: lead.card }, given.workspaceUrl),
      ),
    hiddenUnfurl: () => [hiddenUnfurl(7)],
  },
  'leads/form.ts': {
    leadForm: (given) => [
      leadForm({ callbackId: 'a', title: 'A', submit: 'A', lead: given.lead(), list: null, blocks: [] }),
    ],
  },
  'leads/forms.ts': {
    declineModal: (given) => [
      forms.declineModal(given.lead(), null, { reasons: declineReasons.default }),
      forms.declineModal(given.lead(), list('mine'), {
        reasons: manyReasons(given),
        clauses: given.people(12).map((_, id) => ({ id, text: given.name(150) })),
      }),
    ],
    loseModal: (given) => [
      forms.loseModal(given.lead(), null, { reasons: lossReasons.default }),
      forms.loseModal(given.lead(), list('mine'), { reasons: manyReasons(given) }),
    ],
    snoozeModal: (given) =>
      [60, 480].map((shortMinutes) => forms.snoozeModal(given.lead(), list('mine'), { shortMinutes })),
    ...Object.fromEntries(
      Object.entries(forms)
        .filter(([name]) => name.endsWith('Modal') && !OWN_FORMS.includes(name))
        .map(([name, modal]) => [
          name,
          (given: Given) =>
            [given.lead(), ...given.leads(9)].map((lead) => (modal as typeof forms.noteModal)(lead, list('mine'))),
        ]),
    ),
  },
  'leads/history.ts': {
    historyModal: (given) => [
      historyModal({
        lead: given.lead(),
        entries: given.total === 0 ? [] : entries(given, HISTORY_PAGE_SIZE),
        page: 0,
        total: given.total,
      }),
    ],
  },
  'leads/list.ts': {
    leadListModal: (given) =>
      [true, false].flatMap((inSales) =>
        [0, 7].map((page) =>
          leadListModal({
            name: 'search',
            leads: given.leads(LIST_PAGE_SIZE),
            page: given.total === 0 ? 0 : page,
            total: given.total,
            carry: `search ${given.name(200)}`,
            reader: { salesTeams: inSales ? 'every' : [], inMarketing: !inSales },
            own: inSales,
            records: new Map(given.leads(LIST_PAGE_SIZE).map(({ id }) => [id, RECORD])),
            ...look(given),
          }),
        ),
      ),
  },
  'leads/row.ts': {
    leadRow: (given) =>
      [given.lead(), ...given.leads(9)].map((lead) =>
        leadRow(lead, { ...look(given), own: true, countdown: 'under 1 h left' }, [['More of it']]),
      ),
    leadRows: (given) => [leadRows(given.leads(9), look(given))],
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
  'leads/blocked.ts': {
    blockedModal: (given) => {
      const leads = given.leads(10).map((lead) => ({ lead, domain: given.name(60), at: given.now }));
      return [blockedModal({ leads, total: given.total, page: 0 })];
    },
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
  'kit/moved.ts': {
    movedNotice: (given) =>
      given
        .leads(1)
        .map((lead) =>
          movedNotice({ text: escapedTitle(lead), title: linkedTitle(lead, given.workspaceUrl), home: 'C0123456789' }),
        ),
  },
  'kit/reopen.ts': { reopenHandoff: () => [reopenHandoff(DRAFT)], reopenFeedback: () => [reopenFeedback(DRAFT)] },
  'leads/bulk.ts': {
    bulkModal: (given) =>
      (['accept', 'reassign', 'snooze', 'nurture'] as const).flatMap((act) =>
        given.total === 0
          ? []
          : [
              bulkModal({
                leads: given.leads(MOST_AT_ONCE, { status: 'new', ownerId: null }),
                total: given.total,
                list: list('mine'),
                act,
                now: given.now,
                shortMinutes: 45,
              }),
            ],
      ),
    bulkDone: (given) => [
      bulkDone({
        act: 'accept',
        outcomes: given.leads(MOST_AT_ONCE).map((lead, index) => ({ lead, refusal: index % 2 === 0 ? null : 'No.' })),
      }),
    ],
  },
};
