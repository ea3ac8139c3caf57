import { type CrmChoice, type CrmFault, type CrmOffers, type CrmPlan, extraFields } from '../../../src/crm/crm.ts';
import type { CrmConnection } from '../../../src/crm/table.ts';
import { connectionStates } from '../../../src/crm/types.ts';
import { leadStatuses } from '../../../src/leads/types.ts';
import { connectModal, keyModal, missingModal, refusedModal, waitModal } from '../../../views/crm/connect.ts';
import { crmModal } from '../../../views/crm/page.ts';
import { dealsModal, fieldsModal, planModal, rulesModal } from '../../../views/crm/plan.ts';
import { statusModal } from '../../../views/crm/status.ts';
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

export const crmViews: Record<string, Builders> = {
  'crm/connect.ts': {
    connectModal: ({ total }) => [
      connectModal(
        total === 0
          ? []
          : [
              { name: 'hubspot', label: 'HubSpot', isGiven: false },
              { name: 'salesforce', label: 'Salesforce', isGiven: true },
            ],
      ),
    ],
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
