import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { ByActor } from '../../src/leads/actor.ts';
import { handBackLead } from '../../src/leads/acts/hand-back.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { disqualifyLead, nurtureFault, nurtureLead } from '../../src/leads/acts/nurture.ts';
import { loseLead, qualifyLead, valueLead, winLead } from '../../src/leads/acts/outcome.ts';
import { reassignLead } from '../../src/leads/acts/reassign.ts';
import { snoozeLead } from '../../src/leads/acts/snooze.ts';
import { clausesOf } from '../../src/leads/definition/queries.ts';
import { requireAllowed } from '../../src/leads/permissions.ts';
import { declineAndRate, mayRate, touchAndRate } from '../../src/leads/quality/rate.ts';
import { readCard } from '../../src/leads/reads/card.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { declineReasonsOf, lossReasonsOf, snoozeTimes, usualCurrency } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import { requireCurrentItem } from '../../src/library/queries.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { type FormResult, fieldFault } from '../../src/platform/slack/form.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { takerFault } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { leadActions } from '../../views/leads/actions.ts';
import * as deal from '../../views/leads/deal.ts';
import * as views from '../../views/leads/forms.ts';
import { HAND_BACK, handBackModal, readHandBack } from '../../views/leads/hand-back.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { absenceFault, leadFor } from './lead.ts';
import { listAgain } from './list.ts';

/** A form about one lead: how it opens, its reader, and the one domain function that it calls. */
interface LeadForm<Value = unknown> {
  callbackId: string;
  modal: (lead: Lead, list: string | null, deps: Deps, userId: string) => ModalView;
  read: (view: ViewOutput) => { leadId: number; list: string | null; form: FormResult<Value> };
  /** Questions to Slack before the submission. */
  prepare?: (deps: Deps, lead: Lead) => Promise<void>;
  /** Faults that need Slack or the team's calendar, by field. */
  check?: (deps: Deps, lead: Lead, value: Value) => Promise<Record<string, string> | undefined>;
  submit: (tx: Tx, submitted: ByActor & { value: Value }, now: Date) => Lead;
}

/**
 * Ties the type of a form's value to its reader and its submission, and erases it, so that all forms fit into one
 * table.
 */
const form = <Value>(one: LeadForm<Value>): LeadForm => one as unknown as LeadForm;

const forms = {
  decline: form({
    callbackId: views.DECLINE,
    modal: (lead, list, { db }, userId) =>
      views.declineModal(lead, list, {
        reasons: declineReasonsOf(db),
        clauses: clausesOf(db, lead.teamId),
        asksQuality: mayRate(lead, userId),
      }),
    read: views.readDecline,
    submit: (tx, { leadId, actor, value }, now) => declineAndRate(tx, { leadId, actor, ...value }, now),
  }),
  hand_back: form({
    callbackId: HAND_BACK,
    modal: (lead, list, { db }) => handBackModal(lead, list, readCard(db, lead.id)?.lastDecline),
    read: readHandBack,
    prepare: (deps, lead) => refreshRoster(deps, requireTeam(deps.db, lead.teamId), deps.now()),
    submit: (tx, { leadId, actor, value }, now) => handBackLead(tx, { leadId, actor, ...value }, now),
  }),
  touch: form({
    callbackId: views.TOUCH,
    modal: (lead, list, _, userId) => views.touchModal(lead, list, lead.touchedAt === null && mayRate(lead, userId)),
    read: views.readTouch,
    submit: (tx, { leadId, actor, value }, now) => touchAndRate(tx, { leadId, actor, ...value }, now),
  }),
  qualify: form({
    callbackId: deal.QUALIFY,
    modal: (lead, list, { db }) => deal.qualifyModal(lead, list, settingOf(db, usualCurrency)),
    read: deal.readQualify,
    submit: (tx, { leadId, actor, value }, now) => qualifyLead(tx, { leadId, actor, deal: value }, now),
  }),
  win: form({
    callbackId: deal.WIN,
    modal: (lead, list, { db }) => deal.winModal(lead, list, settingOf(db, usualCurrency)),
    read: deal.readWin,
    submit: (tx, { leadId, actor, value: { amount, currency } }, now) =>
      winLead(tx, { leadId, actor, value: { amount, currency } }, now),
  }),
  value: form({
    callbackId: deal.VALUE,
    modal: (lead, list, { db }) => deal.valueModal(lead, list, settingOf(db, usualCurrency)),
    read: deal.readValue,
    submit: (tx, { leadId, actor, value: { amount, currency } }, now) =>
      valueLead(tx, { leadId, actor, value: { amount, currency } }, now),
  }),
  lose: form({
    callbackId: views.LOSE,
    modal: (lead, list, { db }) => views.loseModal(lead, list, { reasons: lossReasonsOf(db) }),
    read: views.readLose,
    submit: (tx, { leadId, actor, value }, now) => loseLead(tx, { leadId, actor, ...value }, now),
  }),
  nurture: form({
    callbackId: views.NURTURE,
    modal: views.nurtureModal,
    read: views.readNurture,
    check: async (deps, lead, { until }) =>
      fieldFault('until', nurtureFault(requireTeam(deps.db, lead.teamId), until, deps.now())),
    submit: (tx, { leadId, actor, value: { item: itemId, ...value } }, now) => {
      const content = itemId === null ? null : { itemId, title: requireCurrentItem(tx, itemId).title };
      return nurtureLead(tx, { leadId, actor, ...value, content }, now);
    },
  }),
  disqualify: form({
    callbackId: views.DISQUALIFY,
    modal: views.disqualifyModal,
    read: views.readDisqualify,
    submit: (tx, { leadId, actor, value }, now) => disqualifyLead(tx, { leadId, actor, ...value }, now),
  }),
  snooze: form({
    callbackId: views.SNOOZE,
    modal: (lead, list, { db }) => views.snoozeModal(lead, list, { shortMinutes: settingOf(db, snoozeTimes).minutes }),
    read: views.readSnooze,
    submit: (tx, { leadId, actor, value }, now) => snoozeLead(tx, { leadId, actor, ...value }, now),
  }),
  reassign: form({
    callbackId: views.REASSIGN,
    modal: views.reassignModal,
    read: views.readReassign,
    check: async (deps, lead, { to, anyway }) => {
      const holderId = lead.ownerId ?? lead.assigneeId;
      const team = requireTeam(deps.db, lead.teamId);
      const fault = await takerFault(deps, { team, userId: to, thing: 'lead', holderId });
      return fieldFault('to', fault ?? (anyway ? undefined : await absenceFault(deps, to, [lead])));
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
type LeadFormName = keyof typeof forms;

/** Buttons that open a form; the card's menu lists all of them by name. */
const buttons: Partial<Record<LeadFormName, string>> = {
  decline: leadActions.decline,
  hand_back: leadActions.handBack,
  touch: leadActions.touch,
  qualify: leadActions.qualify,
  win: leadActions.win,
  value: leadActions.value,
  lose: leadActions.lose,
  nurture: leadActions.nurture,
  disqualify: leadActions.disqualify,
  note: leadActions.note,
};

export function routes(router: Router, deps: Deps): void {
  for (const [name, { callbackId, modal, read, prepare, check, submit }] of Object.entries(forms) as [
    LeadFormName,
    LeadForm,
  ][]) {
    router.press([buttons[name] ?? [], `${leadActions.menu} ${name}`].flat(), {
      allow: `lead.${name}`,
      resource: ({ value, person }) => leadFor(deps, idIn(value), person),
      run: ({ modal: list, resource: { lead, actor }, person }) => {
        // Refuses before the person starts to type.
        requireAllowed(lead, name, actor);
        return { open: modal(lead, list?.private_metadata ?? null, deps, person.id) };
      },
    });

    router.submit(callbackId, {
      allow: `lead.${name}`,
      read,
      resource: ({ ref, person }) => leadFor(deps, ref.leadId, person),
      check: async ({ value, resource: { lead } }) => {
        const faults = await check?.(deps, lead, value);
        if (!faults) await prepare?.(deps, lead);
        return faults;
      },
      change: (tx, { value, resource: { lead, actor } }, now) => submit(tx, { leadId: lead.id, actor, value }, now),
      run: ({ ref: { list }, person }) => (list === null ? undefined : { root: () => listAgain(deps, list, person) }),
    });
  }
}
