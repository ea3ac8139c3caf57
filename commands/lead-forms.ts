import type { App, BlockAction, ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { DateTime } from 'luxon';
import { once } from '../src/db/once.ts';
import type { Tx } from '../src/db/write.ts';
import type { Deps } from '../src/deps.ts';
import { UserError } from '../src/errors.ts';
import { type Actor, actorOn } from '../src/leads/actor.ts';
import { declineLead } from '../src/leads/decline.ts';
import { isPossible, requirePossible, type Step } from '../src/leads/life.ts';
import { noteLead } from '../src/leads/note.ts';
import { disqualifyLead, nurtureLead } from '../src/leads/nurture.ts';
import { loseLead, qualifyLead } from '../src/leads/outcome.ts';
import { requireLead } from '../src/leads/queries.ts';
import { reassignLead } from '../src/leads/reassign.ts';
import { snoozeLead } from '../src/leads/snooze.ts';
import type { Lead } from '../src/leads/table.ts';
import { touchLead } from '../src/leads/touch.ts';
import type { FormResult } from '../src/slack/form.ts';
import { openView } from '../src/slack/open-view.ts';
import { isOfTeam } from '../src/teams/membership.ts';
import { requireTeam } from '../src/teams/queries.ts';
import * as views from '../views/lead-forms.ts';
import { refreshList } from './leads.ts';

/** A form about one lead: what opens, what reads it, and the one domain function that it calls. */
interface LeadForm<Value = unknown> {
  callbackId: string;
  modal: (lead: Lead, list: string | null) => ModalView;
  read: (view: ViewOutput) => { leadId: number; list: string | null; form: FormResult<Value> };
  /** The step of the lead's life, where it is one: whoever cannot take it is told before they type. */
  step?: Step;
  /** Faults that only Slack or the team's calendar can tell, by field. */
  check?: (deps: Deps, lead: Lead, value: Value) => Promise<Record<string, string> | undefined>;
  submit: (tx: Tx, submitted: { leadId: number; actor: Actor; lead: Lead; value: Value }, now: Date) => Lead;
}

/** Keeps the type of a form's value from its reader to its submission, and lets forms stand in one table. */
const form = <Value>(one: LeadForm<Value>): LeadForm => one as unknown as LeadForm;

const forms = {
  decline: form({
    callbackId: views.DECLINE,
    modal: views.declineModal,
    read: views.readDecline,
    step: 'decline',
    submit: (tx, { leadId, actor, value }, now) => declineLead(tx, { leadId, actor, ...value }, now),
  }),
  touch: form({
    callbackId: views.TOUCH,
    modal: views.touchModal,
    read: views.readTouch,
    submit: (tx, { leadId, actor, value }, now) => touchLead(tx, { leadId, actor, ...value }, now),
  }),
  qualify: form({
    callbackId: views.QUALIFY,
    modal: views.qualifyModal,
    read: views.readQualify,
    step: 'qualify',
    submit: (tx, { leadId, actor, value }, now) => qualifyLead(tx, { leadId, actor, deal: value }, now),
  }),
  lose: form({
    callbackId: views.LOSE,
    modal: views.loseModal,
    read: views.readLose,
    step: 'lose',
    submit: (tx, { leadId, actor, value }, now) => loseLead(tx, { leadId, actor, ...value }, now),
  }),
  nurture: form({
    callbackId: views.NURTURE,
    modal: views.nurtureModal,
    read: views.readNurture,
    step: 'nurture',
    check: async (deps, lead, { until }) =>
      morningOf(until, requireTeam(deps.db, lead.teamId).zone) <= deps.now()
        ? { until: 'Please choose a day that is still to come.' }
        : undefined,
    submit: (tx, { leadId, actor, lead, value: { until, words } }, now) => {
      const { zone } = requireTeam(tx, lead.teamId);
      return nurtureLead(tx, { leadId, actor, until: morningOf(until, zone), words }, now);
    },
  }),
  disqualify: form({
    callbackId: views.DISQUALIFY,
    modal: views.disqualifyModal,
    read: views.readDisqualify,
    step: 'disqualify',
    submit: (tx, { leadId, actor, value }, now) => disqualifyLead(tx, { leadId, actor, ...value }, now),
  }),
  snooze: form({
    callbackId: views.SNOOZE,
    modal: views.snoozeModal,
    read: views.readSnooze,
    submit: (tx, { leadId, actor, value }, now) => snoozeLead(tx, { leadId, actor, ...value }, now),
  }),
  reassign: form({
    callbackId: views.REASSIGN,
    modal: views.reassignModal,
    read: views.readReassign,
    check: async (deps, lead, { to }) => {
      const team = requireTeam(deps.db, lead.teamId);
      const [person, ofTeam] = await Promise.all([deps.directory.person(to), isOfTeam(deps.directory, team, to)]);
      if (!ofTeam) return { to: `${person.name} is not in ${team.name}.` };
      if (!person.isMember) return { to: `${person.name} cannot take leads: they are ${person.standing}.` };
      return undefined;
    },
    submit: (tx, { leadId, actor, value }, now) => reassignLead(tx, { leadId, actor, ...value }, now),
  }),
  note: form({
    callbackId: views.NOTE,
    modal: views.noteModal,
    read: views.readNote,
    submit: (tx, { leadId, actor, value }, now) => noteLead(tx, { leadId, actor, ...value }, now),
  }),
};
export type LeadFormName = keyof typeof forms;

export function register(app: App, deps: Deps): void {
  for (const { callbackId, read, check, submit } of Object.values(forms)) {
    app.view(callbackId, async ({ ack, body, view }) => {
      const { leadId, list, form: result } = read(view);
      if (!result.ok) return ack({ response_action: 'errors', errors: result.errors });
      const actor = await actorOn(deps, leadId, body.user.id);
      const lead = requireLead(deps.db, leadId);
      const faults = await check?.(deps, lead, result.value);
      if (faults) return ack({ response_action: 'errors', errors: faults });
      const now = deps.now();
      await deps.write((tx) =>
        once(tx, `view:${view.id}`, now, () => submit(tx, { leadId, actor, lead, value: result.value }, now)),
      );
      await ack(); // after the commit: what was acknowledged is never lost
      if (list !== null && view.root_view_id) {
        await refreshList(deps, { viewId: view.root_view_id, carry: list, userId: actor.id });
      }
    });
  }
}

/** Opens a form for whoever pressed a button of a lead; who may not, is told at once. */
export async function openForm(deps: Deps, name: LeadFormName, leadId: number, body: BlockAction): Promise<void> {
  const { modal, step } = forms[name];
  const lead = requireLead(deps.db, leadId);
  if (step && !isPossible(lead, step)) requirePossible(lead, step);
  await actorOn(deps, leadId, body.user.id);
  const list = body.view?.private_metadata ?? null;
  const opened = await openView(
    deps.modals,
    { triggerId: body.trigger_id, onTop: body.view !== undefined },
    modal(lead, list),
  );
  if (!opened) throw new UserError('That took too long for Slack. Please press it once more.');
}

/** A nurtured lead is back when its team begins the day. */
function morningOf(isoDate: string, zone: string): Date {
  return DateTime.fromISO(`${isoDate}T09:00`, { zone }).toJSDate();
}
