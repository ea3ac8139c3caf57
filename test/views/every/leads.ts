/** Cards, lists and forms of leads. */
import { declineReasons, lossReasons } from '../../../src/leads/settings.ts';
import { knownWays, leadChanges } from '../../../src/leads/types.ts';
import { searchModal } from '../../../views/home/search.ts';
import { movedNotice } from '../../../views/kit/moved.ts';
import { reopenFeedback, reopenHandoff } from '../../../views/kit/reopen.ts';
import { awayAnswer } from '../../../views/leads/away.ts';
import { blockedModal } from '../../../views/leads/blocked.ts';
import { bulkDone, bulkModal, MOST_AT_ONCE } from '../../../views/leads/bulk.ts';
import { leadCard } from '../../../views/leads/card.ts';
import * as deal from '../../../views/leads/deal.ts';
import { done } from '../../../views/leads/done.ts';
import { duplicateModal } from '../../../views/leads/duplicate.ts';
import { leadForm } from '../../../views/leads/form.ts';
import * as forms from '../../../views/leads/forms.ts';
import { handBackModal } from '../../../views/leads/hand-back.ts';
import { handedOffModal } from '../../../views/leads/handed-off.ts';
import { handoffModal } from '../../../views/leads/handoff.ts';
import { HISTORY_PAGE_SIZE, historyModal } from '../../../views/leads/history.ts';
import { LIST_PAGE_SIZE, leadListModal } from '../../../views/leads/list.ts';
import { leadRow, leadRows } from '../../../views/leads/row.ts';
import { hiddenUnfurl, leadUnfurl } from '../../../views/leads/unfurl.ts';
import { escapedTitle, linkedTitle } from '../../../views/leads/words.ts';
import { details, entry } from '../submitted.ts';
import type { Builders, Given } from './given.ts';

const DRAFT = '6ee2c1b6-93a9-4b3c-8e3e-6b5f0c5d9a10';
const list = (carry: string) => (carry === '' ? null : `0:${carry}`);

export const entries = ({ words }: Given, most: number) =>
  leadChanges.slice(0, most).map((kind, index) => entry(kind, words(1000), index + 1));

const told = ({ words }: Given) => ({
  lastTouch: { actorId: 'U0000000001', at: new Date(0), details: details(words(1000)).touched },
  lastDecline: { actorId: null, details: details(words(1000)).declined },
  lastAnswer: { actorId: null, details: details(words(1000)).handed_back },
  lastLoss: { details: details(words(1000)).lost },
});

export const look = ({ workspaceUrl, now }: Given) => ({ workspaceUrl, now });

/** Forms with more data than the lead. */
const OWN_FORMS = ['declineModal', 'loseModal', 'snoozeModal'];

const manyReasons = (given: Given) =>
  Array.from({ length: 50 }, (_, key) => ({ key: `r${key}`, label: given.name(75) }));

const RECORD = { url: `https://app.hubspot.example/${'1'.repeat(100)}?a=1&b=2`, crm: 'HubSpot' };

export const leadViews: Record<string, Builders> = {
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
  'leads/blocked.ts': {
    blockedModal: (given) => {
      const leads = given.leads(10).map((lead) => ({ lead, domain: given.name(60), at: given.now }));
      return [blockedModal({ leads, total: given.total, page: 0 })];
    },
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
