import {
  type CrmChoice,
  type CrmFault,
  type CrmOffers,
  type CrmPlan,
  type CrmRecord,
  crmLabels,
  crmNames,
  extraFields,
  type SyncField,
  sharedFields,
} from '../../../src/crm/crm.ts';
import type { DryIn } from '../../../src/crm/dry-run.ts';
import type { SyncState } from '../../../src/crm/state.ts';
import type { CrmConnection, CrmPerson } from '../../../src/crm/table.ts';
import { connectionStates } from '../../../src/crm/types.ts';
import { leadStatuses } from '../../../src/leads/types.ts';
import { connectModal, keyModal, missingModal, refusedModal, waitModal } from '../../../views/crm/connect.ts';
import { dryRunModal } from '../../../views/crm/dry-run.ts';
import { crmListMessage } from '../../../views/crm/listed.ts';
import { CRM_LIST_SIZE, keptModal, refusalsModal } from '../../../views/crm/lists.ts';
import { crmModal } from '../../../views/crm/page.ts';
import { PEOPLE_SIZE, peopleModal, personModal } from '../../../views/crm/people.ts';
import { dealsModal, fieldsModal, planModal, rulesModal } from '../../../views/crm/plan.ts';
import { progressMessage } from '../../../views/crm/progress.ts';
import { statusModal } from '../../../views/crm/status.ts';
import { syncFieldWords } from '../../../views/crm/words.ts';
import { button } from '../../../views/kit/blocks.ts';
import { leadListMessage } from '../../../views/leads/came-as-list.ts';
import { fakeCrmKind } from '../../support/crm-kind.ts';
import type { Builders, Given } from './given.ts';

const LABEL = 'Salesforce';
const { kind } = fakeCrmKind();
const faults: CrmFault[] = ['key', 'right', 'limit', 'away', 'refused'];

function offersIn({ total, name }: Given): CrmOffers {
  const choices = (word: string): CrmChoice[] =>
    Array.from({ length: total }, (_, at) => ({ id: `${word}${at}`, label: at === 0 ? name(200) : `${word} ${at}` }));
  return {
    rules: choices('rule').map((rule) => ({ ...rule, group: name(200) })),
    statusFields: choices('field').map((field) => ({ ...field, type: 'choice', options: choices('value') })),
    pipelines: choices('pipeline')
      .slice(0, 20)
      .map((pipeline) => ({ ...pipeline, stages: choices('stage').slice(0, 20) })),
    fields: choices('extra').map((field) => ({ ...field, type: 'text' })),
  };
}

const planIn = ({ total, people }: Given): CrmPlan => ({
  rule: total === 0 ? null : 'rule0',
  teamId: 7,
  marketerId: people(1)[0] ?? 'U0000000001',
  addsLeads: total > 0,
  status:
    total === 0
      ? null
      : { field: 'field0', values: Object.fromEntries(leadStatuses.map((status, at) => [status, `value${at}`])) },
  deals: total === 0 ? null : { pipeline: 'pipeline0', stages: { qualified: 'stage0', won: 'stage1', lost: 'stage2' } },
  fields: total === 0 ? {} : Object.fromEntries(extraFields.map((field, at) => [field, `extra${at}`])),
  writesOwner: total > 0,
  writesNotes: total > 0,
  masters: total > 100 ? { status: 'crm', owner: 'crm', deal: 'crm' } : {},
});

const connectionIn = (given: Given, more: Partial<CrmConnection> = {}): CrmConnection => ({
  id: 1,
  kind: 'salesforce',
  state: 'on',
  sealed: Buffer.alloc(0),
  plan: planIn(given),
  account: given.words(100),
  testedAt: given.now,
  missing: given.people(40).map((_, at) => `crm.objects.right_${at}.write`),
  notes: given.people(3).map(() => given.name(200)),
  connectedBy: 'U0000000001',
  connectedAt: given.now,
  switchedOnAt: given.now,
  stoppedAt: given.now,
  stoppedBy: 'U0000000001',
  refusal: given.words(500),
  closedAt: null,
  ...more,
});

const stateIn = ({ total, now, words }: Given, more: Partial<SyncState> = {}): SyncState => ({
  ...{ read: total, added: total, known: total, kept: total, waiting: total, failed: total },
  isFirstDone: total !== 3,
  readAt: total === 0 ? null : now,
  behindMs: total * 60_000,
  fault: total > 100 ? 'away' : null,
  words: words(500),
  restsUntil: total > 100 ? now : null,
  ...more,
});

const URL = 'https://app.hubspot.example/contacts/4711/record/0-1/51';

const peopleIn = ({ people, name, now }: Given): CrmPerson[] =>
  people(PEOPLE_SIZE).map((userId, at) => ({
    ...{ connectionId: 1, ownerId: `${at}`, name: name(200), email: at % 2 ? `${name(20)}@a.example` : null },
    ...{ isActive: at % 5 !== 0, userId: at % 3 ? userId : null, isChosen: at % 4 === 0, askedAt: now },
  }));

const dryLines = (given: Given) => {
  const [lead] = given.leads(1);
  const contact = Object.fromEntries(sharedFields.map((field) => [field, given.words(100)])) as CrmRecord['contact'];
  const becomes: DryIn['becomes'][] = [
    { kind: 'new' },
    { kind: 'lead', lead: lead ?? given.lead() },
    { kind: 'none', words: 'It has no email address and no phone number.' },
  ];
  const fields = Object.keys(syncFieldWords).map((field) => ({
    field: field as SyncField,
    from: given.words(100),
    to: given.name(100),
  }));
  return {
    incoming: given.people(10).map((_, at) => ({
      record: { id: `${at}`, contact },
      url: URL,
      becomes: becomes[at % 3] ?? { kind: 'new' as const },
    })),
    outgoing: given
      .leads(10)
      .map((one, at) => ({ lead: one, url: at % 2 ? URL : undefined, fields: at % 4 === 3 ? [] : fields })),
  };
};

export const crmViews: Record<string, Builders> = {
  'crm/connect.ts': {
    connectModal: ({ total }) =>
      [true, false].map((isGiven) =>
        connectModal(total === 0 ? [] : crmNames.map((name) => ({ name, label: crmLabels[name], isGiven }))),
      ),
    keyModal: () => [keyModal(kind), keyModal(kind, { replaces: true })],
    waitModal: () => [waitModal(LABEL, 'Testing the connection…')],
    refusedModal: ({ name }) =>
      faults.flatMap((fault) =>
        [{}, { canRetype: true }, { canRetype: true, replaces: true }].map((how) =>
          refusedModal({ name: 'hubspot', label: 'HubSpot' }, { fault, words: name(2000), afterMs: 60_000 }, how),
        ),
      ),
    missingModal: (given) => [missingModal(LABEL, connectionIn(given).missing)],
  },
  'crm/page.ts': {
    crmModal: (given) => [
      ...connectionStates.map((state) =>
        crmModal({
          connection: connectionIn(given, { state }),
          label: LABEL,
          offers: offersIn(given),
          teamName: given.team().name,
          sync: stateIn(given),
          people: { known: given.total, total: given.total + 1 },
          left: given.total === 0 ? undefined : { requests: 1, of: 250_000, untilReset: 'today' },
          notice: 'Saved.',
        }),
      ),
      crmModal({
        connection: connectionIn(given, { state: 'draft', plan: null }),
        label: LABEL,
        offers: undefined,
        fault: { fault: 'away', words: given.name(300) },
        teamName: undefined,
        externalId: 'crm:1',
      }),
    ],
  },
  'crm/dry-run.ts': {
    dryRunModal: (given) => [
      dryRunModal({
        label: LABEL,
        ...dryLines(given),
        cardOf: () => given.lead().card,
        workspaceUrl: given.workspaceUrl,
      }),
    ],
  },
  'crm/lists.ts': {
    refusalsModal: (given) => [
      refusalsModal({
        ...{ label: LABEL, page: 0, total: given.total, workspaceUrl: given.workspaceUrl },
        rows: given.leads(CRM_LIST_SIZE).map((lead, at) => ({
          leadId: lead.id,
          lead: at === 1 ? undefined : lead,
          words: at === 2 ? null : given.name(1000),
          failedAt: given.now,
          url: at % 2 ? URL : undefined,
        })),
      }),
    ],
    keptModal: (given) => [
      keptModal({
        ...{ label: LABEL, page: 0, total: given.total, workspaceUrl: given.workspaceUrl },
        rows: given.leads(CRM_LIST_SIZE).map((lead, at) => ({
          recordId: `Lead:00Q${at}`,
          url: URL,
          words: 'It has no email address and no phone number.',
          at: given.now,
          lead: at % 2 ? lead : undefined,
        })),
      }),
    ],
  },
  'crm/people.ts': {
    peopleModal: (given) =>
      [true, false].map((canFind) =>
        peopleModal({ label: LABEL, rows: peopleIn(given), page: 0, total: given.total, canFind }),
      ),
    personModal: (given) => peopleIn(given).map((person) => personModal({ label: LABEL, person })),
  },
  'leads/came-as-list.ts': {
    leadListMessage: (given) => [
      leadListMessage({
        ...{ text: `${given.total} leads came in from ${LABEL}`, said: [given.name(255)], key: 'list' },
        shares: given.people(50).map((userId) => ({ userId, leads: given.total })),
        openList: button('open_list', 'Show leads', 'untouched'),
      }),
    ],
  },
  'crm/listed.ts': {
    crmListMessage: (given) => [
      crmListMessage({
        ...{ label: LABEL, leads: given.total },
        shares: given.people(50).map((userId) => ({ userId, leads: given.total })),
        openList: button('open_list', 'Show leads', 'untouched'),
      }),
    ],
  },
  'crm/progress.ts': {
    progressMessage: (given) =>
      [...connectionStates, 'closed' as const].flatMap((state) =>
        [true, false].map((isFirstDone) =>
          progressMessage({
            connection: connectionIn(given, state === 'closed' ? { closedAt: given.now } : { state }),
            label: LABEL,
            state: stateIn(given, { isFirstDone }),
          }),
        ),
      ),
  },
  'crm/plan.ts': {
    planModal: (given) =>
      [true, false].map((isFirst) =>
        planModal({
          label: LABEL,
          plan: planIn(given),
          offers: offersIn(given),
          teams: [given.team(), ...given.teams(150)],
          isFirst,
        }),
      ),
    dealsModal: (given) => [dealsModal({ plan: planIn(given), offers: offersIn(given) })],
    fieldsModal: (given) => [fieldsModal({ label: LABEL, plan: planIn(given), offers: offersIn(given) })],
    rulesModal: (given) => [rulesModal({ label: LABEL, plan: planIn(given) })],
  },
  'crm/status.ts': {
    statusModal: (given) => [statusModal({ status: planIn(given).status, offers: offersIn(given) })],
  },
};
