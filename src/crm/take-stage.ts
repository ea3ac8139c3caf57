/** Acts that were made in the CRM, by the rules of a lead's lifecycle. */
import type { Actor } from '../leads/actor.ts';
import { acceptLead } from '../leads/acts/accept.ts';
import { declineLead } from '../leads/acts/decline.ts';
import { handBackLead } from '../leads/acts/hand-back.ts';
import { disqualifyLead, wakeLead } from '../leads/acts/nurture.ts';
import { loseLead, qualifyLead, reopenLead, valueLead, winLead } from '../leads/acts/outcome.ts';
import { reassignLead } from '../leads/acts/reassign.ts';
import { releaseLead } from '../leads/acts/release.ts';
import { touchLead } from '../leads/acts/touch.ts';
import { madeIn, record } from '../leads/history.ts';
import { obstacle } from '../leads/lifecycle.ts';
import { requireLead, updateLead } from '../leads/queries.ts';
import { canHold } from '../leads/routing/can-hold.ts';
import type { Lead } from '../leads/table.ts';
import { type LeadStatus, OTHER } from '../leads/types.ts';
import { withSavepoint } from '../platform/db/savepoint.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { requireTeam } from '../teams/queries.ts';
import type { SyncContext } from './context.ts';
import type { CrmDeal } from './crm.ts';
import { dealStatusOf, isSameValue, statusOfStage } from './deal.ts';
import { type Pair, statusesOf } from './sides.ts';
import { pathTo } from './status-path.ts';

/** A refusal, as a sentence; undefined if it was done. */
type Refusal = string | undefined;

const attempt = (tx: Tx, { crm }: SyncContext, act: () => void): Refusal => {
  const done = withSavepoint(tx, () => madeIn(tx, crm, act));
  return done.ok ? undefined : done.refusal.message;
};

/** The lead gets a status for which the value of the CRM stands. */
export function takeStatus(tx: Tx, context: SyncContext, pair: Pair, now: Date): Refusal {
  const { status } = context.plan;
  if (!status) return undefined;
  return goTo(tx, context, pair, statusesOf(status.values, pair.record.status), now);
}

/** The lead is qualified, won or lost with the deal, and has its value. */
export function takeDeal(tx: Tx, context: SyncContext, pair: Pair, now: Date): Refusal {
  const { deal } = pair.record;
  const stages = context.plan.deals?.stages;
  if (!deal || !stages) return undefined;
  return (
    goTo(tx, context, pair, [statusOfStage(stages, deal.stage)], now) ??
    attempt(tx, context, () => takeValue(tx, requireLead(tx, pair.lead.id), deal, now))
  );
}

/** The seller who owns the record gets the lead. */
export function takeOwner(tx: Tx, context: SyncContext, { lead, record, people }: Pair, now: Date): Refusal {
  const to = people.userOf(record.ownerId);
  if (to === null || to === (lead.ownerId ?? lead.assigneeId)) return undefined;
  const team = requireTeam(tx, lead.teamId);
  if (!canHold(tx, team, to, now)) return `The owner in ${context.crm} is not in the sales team ${team.name}.`;
  return attempt(tx, context, () => reassignLead(tx, { leadId: lead.id, actor: actorOf(tx, lead), to }, now));
}

/** A deal of the CRM has values that the lead lacks. */
export function fillValue(tx: Tx, context: SyncContext, { lead, record }: Pair, now: Date): void {
  const { deal } = record;
  if (!deal || !dealStatusOf(lead)) return;
  const { amount, currency, closeOn } = lead;
  const filled = { ...deal, amount: amount ?? deal.amount, closeOn: closeOn ?? deal.closeOn };
  const value = { ...filled, currency: amount === null ? deal.currency : currency };
  attempt(tx, context, () => takeValue(tx, requireLead(tx, lead.id), value, now));
}

function takeValue(tx: Tx, lead: Lead, deal: CrmDeal, now: Date): void {
  if (isSameValue(lead, deal)) return;
  const { amount, closeOn } = deal;
  const currency = amount === null ? null : (deal.currency ?? lead.currency);
  const valued = updateLead(tx, lead, { closeOn }, now);
  if (valued.status === 'won') {
    valueLead(tx, { leadId: lead.id, actor: actorOf(tx, lead), value: { amount, currency } }, now);
  } else if (valued.amount !== amount || valued.currency !== currency) {
    const qualified = updateLead(tx, valued, { amount, currency }, now);
    record(tx, qualified, { kind: 'valued', actorId: null, details: { amount, currency } }, now);
  }
}

function goTo(tx: Tx, context: SyncContext, pair: Pair, wanted: readonly LeadStatus[], now: Date): Refusal {
  const path = pathTo(pair.lead.status, wanted);
  if (!path) return obstacleOf(pair.lead);
  return attempt(tx, context, () => {
    for (const step of path) act(tx, context, { ...pair, lead: requireLead(tx, pair.lead.id) }, step, now);
  });
}

const obstacleOf = (lead: Lead): string => {
  const standing = obstacle(lead, 'hand_back') ?? 'Marketing has this lead';
  return `${standing}.`;
};

type Step = NonNullable<ReturnType<typeof pathTo>>[number];

/** Acts of the CRM are those of its users, so the CRM has checked who may. */
const actorOf = (tx: Tx, lead: Lead, id = lead.ownerId ?? lead.assigneeId ?? lead.handedOffBy): Actor => ({
  ...{ id, isSeller: true, isManager: true, isMarketer: true },
  teamChannelId: requireTeam(tx, lead.teamId).channelId,
});

function act(tx: Tx, context: SyncContext, pair: Pair, step: Step, now: Date): Lead {
  const { lead, record } = pair;
  const by = { leadId: lead.id, actor: actorOf(tx, lead) };
  const words = `Set in ${context.crm}`;
  const { amount = null, currency = null, closeOn = null } = record.deal ?? {};
  switch (step) {
    case 'accept':
      return acceptLead(
        tx,
        { leadId: lead.id, seller: actorOf(tx, lead, sellerOf(tx, context, pair, now)), by: 'crm' },
        now,
      );
    case 'touch':
      return touchLead(tx, { ...by, kind: null, outcome: null, words: null }, now);
    case 'qualify':
      return qualifyLead(tx, { ...by, deal: { amount, currency, closeOn } }, now);
    case 'win':
      return winLead(tx, { ...by, value: { amount, currency } }, now);
    case 'lose':
      return loseLead(tx, { ...by, reason: OTHER, words }, now);
    case 'reopen':
      return reopenLead(tx, by, now);
    case 'decline':
      return declineLead(tx, { ...by, reason: OTHER, words }, now);
    case 'disqualify':
      return disqualifyLead(tx, { ...by, words }, now);
    case 'release':
      return releaseLead(tx, by, now);
    case 'hand_back':
      return handBackLead(tx, { ...by, facts: words }, now);
    case 'wake':
      return wakeLead(tx, by, now);
  }
}

/** The owner of the record. @throws UserError if they are not a seller of the team in Slack. */
function sellerOf(tx: Tx, { crm }: SyncContext, { lead, record, people }: Pair, now: Date): string {
  const userId = people.userOf(record.ownerId);
  if (userId !== null && canHold(tx, requireTeam(tx, lead.teamId), userId, now)) return userId;
  throw new UserError(`No one has accepted this lead, and its owner in ${crm} is not a seller of the team in Slack.`);
}
