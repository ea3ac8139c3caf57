import { type ActOnSeveral, actOnSeveral, type Chosen } from '../../src/leads/acts/bulk.ts';
import { nurtureFault } from '../../src/leads/acts/nurture.ts';
import { leadById } from '../../src/leads/queries.ts';
import { listLeads, ofOpenStatus } from '../../src/leads/reads/list.ts';
import { actsOn, seesLead } from '../../src/leads/reads/sight.ts';
import { sightOf } from '../../src/leads/reads/visible.ts';
import { snoozeTimes } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import { UserError } from '../../src/platform/errors.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { standingFault, takerFault } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import {
  BULK_ACT,
  BULK_FORM,
  type BulkAct,
  bulkDone,
  bulkModal,
  MOST_AT_ONCE,
  readBulk,
  readBulkAct,
  readShown,
} from '../../views/leads/bulk.ts';
import { BULK } from '../../views/leads/list.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { listOf } from './filters.ts';
import { absenceFault, leadFor } from './lead.ts';
import { listAgain } from './list.ts';

/** Bulk actions: one act on several leads, from a list or a digest. */
export function routes(router: Router, deps: Deps): void {
  const shortMinutes = () => settingOf(deps.db, snoozeTimes).minutes;

  router.press(BULK, {
    allow: 'lead.several',
    run: async ({ value, modal, person, now }) => {
      const { leads, total } = await leadsOf(deps, value, person);
      const act: BulkAct = leads.some((lead) => lead.status === 'new') ? 'accept' : 'reassign';
      const list = modal?.private_metadata ?? null;
      return { open: bulkModal({ leads, total, list, act, now, shortMinutes: shortMinutes() }) };
    },
  });

  router.press(BULK_ACT, {
    allow: 'lead.several',
    run: async ({ value, modal, person, now }) => {
      if (!modal) return undefined;
      const { leadIds, ...shown } = readShown(modal);
      const leads = await seen(deps, leadIds, person);
      return { update: bulkModal({ ...shown, leads, act: readBulkAct(value), now, shortMinutes: shortMinutes() }) };
    },
  });

  router.submit(BULK_FORM, {
    allow: 'lead.several',
    read: readBulk,
    resource: async ({ value: { leadIds, ...chosen }, person }) => {
      const act = actOf(chosen);
      const leads = await seen(deps, leadIds, person);
      // The leads may belong to different teams.
      return {
        teamId: null,
        act,
        leads,
        chosen: await Promise.all(leads.map(({ id }) => chosenBy(deps, id, act, person))),
      };
    },
    check: ({ value: { anyway }, resource: { act, leads } }) => faultsOf(deps, { act, anyway, leads }),
    change: (tx, { resource: { act, chosen } }, now) => actOnSeveral(tx, chosen, act, now),
    run: ({ changed: outcomes = [], resource: { act }, ref: { list }, person }) => ({
      update: bulkDone({ act: act.kind, outcomes }),
      ...(list !== null && { root: () => listAgain(deps, list, person) }),
    }),
  });
}

/** The form comes from the client: leads that the person may not see are left out. */
async function seen(deps: Deps, leadIds: number[], person: Person): Promise<Lead[]> {
  const sight = await sightOf(deps, person);
  return leadIds.flatMap((id) => leadById(deps.db, id) ?? []).filter((lead) => seesLead(sight, lead));
}

/** The oldest open leads of a list, as this person may see it. */
async function leadsOf(deps: Deps, carry: string, person: Person): Promise<{ leads: Lead[]; total: number }> {
  const { filter, reader } = await listOf(deps, carry, person);
  if (reader.salesTeams.length === 0) throw new UserError('Only sellers and their managers can use bulk actions.');
  const found = listLeads(deps.db, filter, { limit: MOST_AT_ONCE, offset: 0 }, 'oldest');
  const leads = found.leads.filter((lead) => ofOpenStatus(lead) && actsOn(reader, lead));
  if (leads.length === 0)
    throw new UserError('You cannot act on any of these leads: they are closed, or with other teams.');
  return { leads, total: found.total - (found.leads.length - leads.length) };
}

type ChosenAct = Omit<Extract<ReturnType<typeof readBulk>['form'], { ok: true }>['value'], 'leadIds'>;

/** The form's reader has checked that the act has its values. */
function actOf({ act, to, span, until, words }: ChosenAct): ActOnSeveral {
  switch (act) {
    case 'accept':
      return { kind: 'accept' };
    case 'reassign':
      return { kind: 'reassign', to: to ?? '' };
    case 'snooze':
      return { kind: 'snooze', span: span ?? 'tomorrow' };
    case 'nurture':
      return { kind: 'nurture', until: until ?? '', words };
  }
}

/** Faults that concern every lead, by field. */
async function faultsOf(
  deps: Deps,
  { act, anyway, leads }: { act: ActOnSeveral; anyway: boolean; leads: Lead[] },
): Promise<Record<string, string> | undefined> {
  if (act.kind === 'reassign') {
    const fault = standingFault(await deps.directory.person(act.to), 'lead');
    return fieldFault('to', fault ?? (anyway ? undefined : await absenceFault(deps, act.to, leads)));
  }
  if (act.kind !== 'nurture') return undefined;
  const faults = leads.map(({ teamId }) => nurtureFault(requireTeam(deps.db, teamId), act.until, deps.now()));
  return fieldFault('until', faults.find(Boolean));
}

async function chosenBy(deps: Deps, leadId: number, act: ActOnSeveral, person: Person): Promise<Chosen> {
  const { lead, actor } = await leadFor(deps, leadId, person);
  const team = requireTeam(deps.db, lead.teamId);
  const fault = act.kind === 'reassign' && (await takerFault(deps, { team, userId: act.to, thing: 'lead' }));
  return { leadId, actor, refusal: fault || null };
}
