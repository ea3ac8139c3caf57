/** The pages of the CRM, and what they wait for. */
import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import type { Choices } from '../../src/crm/clients.ts';
import { openConnection, requireConnection } from '../../src/crm/connection.ts';
import { CrmError, type CrmKind, type CrmPlan } from '../../src/crm/crm.ts';
import { listCrmPeople } from '../../src/crm/people.ts';
import { proposePlan } from '../../src/crm/propose.ts';
import { syncState } from '../../src/crm/state.ts';
import type { CrmConnection } from '../../src/crm/table.ts';
import { UserError } from '../../src/platform/errors.ts';
import { updateNamedView } from '../../src/platform/slack/open-view.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { teamById, teamsOfKind } from '../../src/teams/queries.ts';
import { connectModal, refusedModal, waitModal } from '../../views/crm/connect.ts';
import { type CrmPage, crmModal } from '../../views/crm/page.ts';
import { planModal } from '../../views/crm/plan.ts';
import type { Deps } from '../deps.ts';

/** The connection, if its key was accepted once: before that, another one may take its place. */
function testedConnection({ db }: Pick<Deps, 'db'>): CrmConnection | undefined {
  const connection = openConnection(db);
  return connection && (connection.account !== null || connection.state !== 'draft') ? connection : undefined;
}

/** @throws UserError if no CRM has this name. */
export function kindNamed({ crms }: Pick<Deps, 'crms'>, name: string): CrmKind {
  const kind = crms.kinds.find((one) => one.name === name);
  if (!kind) throw new UserError('This version of Baton does not know this CRM.');
  return kind;
}

/** The first page, as far as it is known without a question to the CRM. */
export function firstPage(deps: Deps, more: Partial<CrmPage> = {}): ModalView {
  const connection = testedConnection(deps);
  return connection ? crmModal({ ...shown(deps, connection), ...more }) : choosePage(deps);
}

const choosePage = ({ crms: { kinds, given } }: Deps): ModalView =>
  connectModal(kinds.map(({ name, label }) => ({ name, label, isGiven: given[name] !== undefined })));

function shown({ db, crms, now }: Deps, connection: CrmConnection): CrmPage {
  return {
    connection,
    label: crms.kindOf(connection.kind).label,
    offers: crms.knownChoices(connection)?.offers,
    ...synced(db, connection, now()),
    left: crms.leftOf(connection),
    teamName: connection.plan ? teamById(db, connection.plan.teamId)?.name : undefined,
  };
}

function synced(db: Deps['db'], { id }: CrmConnection, now: Date): Pick<CrmPage, 'sync' | 'people'> {
  const people = listCrmPeople(db, id).filter(({ isActive }) => isActive);
  const known = people.filter(({ userId }) => userId !== null).length;
  return {
    sync: syncState(db, id, now),
    people: people.length === 0 ? undefined : { known, total: people.length },
  };
}

/** Opens the first page. Names of stages and fields come behind, if the CRM has to be asked for them. */
export function openFirstPage(deps: Deps): Answer {
  const { crms, modals } = deps;
  const connection = testedConnection(deps);
  if (!connection || crms.knownChoices(connection)) return { open: firstPage(deps) };
  const externalId = `crm:${randomUUID()}`;
  return {
    open: firstPage(deps, { externalId }),
    afterwards: async () => {
      if (connection.state === 'refused') return;
      const fault = await faultOf(() => crms.readChoices(connection));
      const present = testedConnection(deps);
      if (present) await updateNamedView(modals, { ...firstPage(deps, { fault }), external_id: externalId });
    },
  };
}

/** The fault of a question to the CRM. Anything else is a bug. */
export async function faultOf(ask: () => Promise<unknown>): Promise<CrmError | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    if (error instanceof CrmError) return error;
    throw error;
  }
}

/** Opens a form with choices of the CRM; while they are read, people see that it waits. */
export function openWithChoices(deps: Deps, title: string, draw: (choices: Choices) => ModalView): Answer {
  const { crms, modals } = deps;
  const connection = requireConnection(deps.db);
  const kind = crms.kindOf(connection.kind);
  const known = crms.knownChoices(connection);
  if (known) return { open: draw(known) };
  const externalId = `crm:${randomUUID()}`;
  return {
    open: { ...waitModal(title, `Asking ${kind.label} for its stages, statuses and fields…`), external_id: externalId },
    afterwards: async () => {
      const fault = await faultOf(() => crms.readChoices(connection));
      const choices = crms.knownChoices(connection);
      const view = fault || !choices ? refusedModal(kind, fault ?? AWAY) : draw(choices);
      await updateNamedView(modals, { ...view, external_id: externalId });
    },
  };
}

const AWAY = { fault: 'away', words: '' } as const;

/** The form with what comes in: the saved plan, or the proposal. */
export function planPage({ db, crms }: Deps, { offers }: Choices, personId: string): ModalView {
  const connection = requireConnection(db);
  const teams = teamsOfKind(db, 'sales');
  const [team] = teams;
  if (!team) throw new UserError('Make a sales team first with `/baton teams`: it gets the leads.');
  const plan = connection.plan ?? proposePlan(offers, { teamId: team.id, marketerId: personId });
  const { label } = crms.kindOf(connection.kind);
  return planModal({ label, plan, offers, teams, isFirst: connection.plan === null });
}

/** @throws UserError before anything was saved. */
export function requirePlan({ db }: Pick<Deps, 'db'>): CrmPlan {
  const { plan } = requireConnection(db);
  if (!plan) throw new UserError('Choose what comes in first.');
  return plan;
}
