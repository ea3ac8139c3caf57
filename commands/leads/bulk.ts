import type { App, BlockAction, ButtonAction, RadioButtonsAction } from '@slack/bolt';
import { actorOn } from '../../src/leads/actor.ts';
import { type ActOnSeveral, actOnSeveral, type Chosen } from '../../src/leads/acts/bulk.ts';
import { leadById, requireLead } from '../../src/leads/queries.ts';
import { listLeads, ofOpenStatus } from '../../src/leads/reads/list.ts';
import { snoozeTimes } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { channelLink, mention } from '../../src/platform/slack/mrkdwn.ts';
import { modalOf, requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { isOfTeam, requireColleague } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import {
  MOST_AT_ONCE,
  readAct,
  readSeveral,
  readShown,
  SEVERAL_ACT,
  SEVERAL_FORM,
  type SeveralAct,
  severalDone,
  severalModal,
} from '../../views/leads/bulk.ts';
import { SEVERAL } from '../../views/leads/list.ts';
import type { Deps } from '../deps.ts';
import { listOf } from './filters.ts';
import { morningOf } from './forms.ts';
import { refreshList } from './list.ts';

/** One thing done to several leads, from a list or a digest. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(SEVERAL, async ({ ack, body, action }) => {
    await ack();
    const { leads, total } = await leadsOf(deps, action.value ?? '', body.user.id);
    const act: SeveralAct = leads.some((lead) => lead.status === 'new') ? 'accept' : 'reassign';
    const list = modalOf(body)?.private_metadata ?? null;
    await requireView(
      deps.modals,
      { triggerId: body.trigger_id, onTop: modalOf(body) !== undefined },
      severalModal({ leads, total, list, act, now: deps.now(), shortMinutes: settingOf(deps.db, snoozeTimes).minutes }),
    );
  });

  app.action<BlockAction<RadioButtonsAction>>(SEVERAL_ACT, async ({ ack, body, action }) => {
    await ack();
    if (!body.view) return;
    await requireColleague(deps.directory, body.user.id);
    const { leadIds, ...shown } = readShown(body.view);
    const leads = leadIds.map((id) => leadById(deps.db, id)).filter((lead) => lead !== undefined);
    const act = readAct(action.selected_option?.value);
    await updateView(
      deps.modals,
      body.view.id,
      severalModal({ ...shown, leads, act, now: deps.now(), shortMinutes: settingOf(deps.db, snoozeTimes).minutes }),
    );
  });

  app.view(SEVERAL_FORM, async ({ ack, body, view }) => {
    const { list, form } = readSeveral(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { leadIds, ...wish } = form.value;
    const leads = leadIds.map((id) => requireLead(deps.db, id));
    const act = actOf(wish);
    const faults = await faultsOf(deps, act, leads);
    if (faults) return ack({ response_action: 'errors', errors: faults });
    const chosen = await Promise.all(leads.map((lead) => chosenBy(deps, lead, act, body.user.id)));
    const now = deps.now();
    const outcomes = await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => actOnSeveral(tx, chosen, act, now)),
    );
    await ack({ response_action: 'update', view: severalDone({ act: act.kind, outcomes: outcomes ?? [] }) });
    if (list !== null && view.root_view_id) {
      await refreshList(deps, { viewId: view.root_view_id, carry: list, userId: body.user.id });
    }
  });
}

/** The oldest open leads of a list, as this person may see it. */
async function leadsOf(deps: Deps, carry: string, userId: string): Promise<{ leads: Lead[]; total: number }> {
  const { filter, reader } = await listOf(deps, carry, await requireColleague(deps.directory, userId));
  if (!reader.inSales)
    throw new UserError('Only sellers and their managers can do something to several leads at once.');
  const found = listLeads(deps.db, filter, { limit: MOST_AT_ONCE, offset: 0 }, 'oldest');
  const leads = found.leads.filter(ofOpenStatus);
  if (leads.length === 0) throw new UserError('None of these leads is open any more.');
  return { leads, total: found.total - (found.leads.length - leads.length) };
}

type Wish = Omit<Extract<ReturnType<typeof readSeveral>['form'], { ok: true }>['value'], 'leadIds'>;

/** The form holds what each act needs: its reader has seen to that. */
function actOf({ act, to, span, until, words }: Wish): ActOnSeveral {
  switch (act) {
    case 'accept':
      return { kind: 'accept' };
    case 'reassign':
      return { kind: 'reassign', to: to ?? '' };
    case 'snooze':
      return { kind: 'snooze', span: span ?? 'tomorrow' };
    case 'nurture':
      return { kind: 'nurture', until: (team) => morningOf(until ?? '', team), words };
  }
}

/** What is wrong for every lead alike, by field. */
async function faultsOf(deps: Deps, act: ActOnSeveral, leads: Lead[]): Promise<Record<string, string> | undefined> {
  if (act.kind === 'reassign') {
    const person = await deps.directory.person(act.to);
    return person.isMember ? undefined : { to: `${person.name} cannot take leads: they are ${person.standing}.` };
  }
  if (act.kind !== 'nurture') return undefined;
  const isPast = leads.some((lead) => act.until(requireTeam(deps.db, lead.teamId)) <= deps.now());
  return isPast ? { until: 'Please choose a day that is still to come.' } : undefined;
}

async function chosenBy(deps: Deps, lead: Lead, act: ActOnSeveral, userId: string): Promise<Chosen> {
  const actor = await actorOn(deps, lead.id, userId);
  const team = requireTeam(deps.db, lead.teamId);
  const isForeign = act.kind === 'reassign' && !(await isOfTeam(deps.directory, team, act.to));
  return {
    leadId: lead.id,
    actor,
    refusal: isForeign ? `${mention(act.to)} is not in the team of ${channelLink(team.channelId)}.` : null,
  };
}
