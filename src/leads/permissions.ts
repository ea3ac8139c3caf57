import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { channelLink, mention } from '../platform/slack/mrkdwn.ts';
import { isAllowed, type Rule, requireTransition } from '../platform/workflow.ts';
import type { Actor, ByActor } from './actor.ts';
import { isInSales, type LeadAct, lifecycle, obstacle } from './lifecycle.ts';
import { requireLead } from './queries.ts';
import type { Lead } from './table.ts';

type LeadRule = Rule<Lead, Actor>;

const isGiven = ({ ownerId, assigneeId }: Lead, { id }: Actor): boolean => ownerId === id || assigneeId === id;

export const onlySales = (channel: string): string =>
  `Only the sales team of ${channel} can do this. If you belong there, ask its manager to add you.`;

/** A lead without an owner belongs to the whole team. */
const owner: LeadRule = {
  may: ({ ownerId }, { id, isSeller, isManager }) => isManager || (ownerId === null ? isSeller : ownerId === id),
  refusal: ({ ownerId }, { teamChannelId }) =>
    ownerId === null
      ? onlySales(channelLink(teamChannelId))
      : `${mention(ownerId)} has this lead. Only they or their manager can do this.`,
};

/** Relations of a person to a lead. A person who was given it may act on it, in the team or not. */
export const rules = {
  sales: {
    may: (lead, actor) => actor.isSeller || actor.isManager || isGiven(lead, actor),
    refusal: (_, { teamChannelId }) => onlySales(channelLink(teamChannelId)),
  },
  /** An admin manages leads of teams that they are not in, and owns none of them. */
  taker: {
    may: (lead, actor) => actor.isSeller || isGiven(lead, actor),
    refusal: (_, { teamChannelId }) =>
      `You are not in the sales team of ${channelLink(teamChannelId)}, so you cannot accept its leads. You can reassign this lead to one of its sellers.`,
  },
  owner,
  /** Colleagues may take over from an owner who is away for long. */
  cover: {
    may: (lead, actor) => owner.may(lead, actor) || (actor.isSeller && actor.isOwnerAway === true),
    refusal: owner.refusal,
  },
  marketing: {
    may: (_, { isMarketer, isManager }) => isMarketer || isManager,
    refusal: () => 'This lead is back with marketing: only marketing can do this.',
  },
  salesAndMarketing: {
    may: (_, { isSeller, isManager, isMarketer }) => isSeller || isManager || isMarketer,
    refusal: () => 'Only the sales and marketing teams can do this.',
  },
} satisfies Record<string, LeadRule>;

export type Relation = keyof typeof rules;

const inMarketing = ['salesAndMarketing', 'marketing'] as const;

/** The relations that allow each act. */
export const permissions: Record<LeadAct, readonly Relation[]> = {
  accept: ['sales', 'taker'],
  touch: ['sales'],
  qualify: ['sales', 'owner'],
  win: ['sales', 'owner'],
  value: ['sales', 'owner'],
  lose: ['sales', 'owner'],
  reopen: ['sales', 'owner'],
  release: ['sales', 'owner'],
  decline: ['sales', 'owner'],
  snooze: ['sales', 'owner'],
  reassign: ['sales', 'cover'],
  /** While sales has the lead; after that as in `inMarketing`. */
  nurture: ['sales', 'owner'],
  hand_back: inMarketing,
  wake: inMarketing,
  disqualify: inMarketing,
  note: ['salesAndMarketing'],
};

const workflow = {
  lifecycle,
  obstacle,
  rules: (lead: Lead, act: LeadAct): LeadRule[] =>
    (act === 'nurture' && !isInSales(lead) ? inMarketing : permissions[act]).map((relation) => rules[relation]),
  /** In the order of a lead's lifecycle. Snoozing and reassigning are no substitute for another act. */
  offered: [
    'accept',
    'touch',
    'qualify',
    'win',
    'lose',
    'reopen',
    'release',
    'decline',
    'hand_back',
    'wake',
    'nurture',
    'disqualify',
  ],
} as const;

/**
 * Checked before a form opens, and again when it is submitted.
 * @throws UserError that says who may act, or the lead's state and what is possible instead.
 */
export const requireAllowed = (lead: Lead, act: LeadAct, actor: Actor): void =>
  requireTransition(workflow, lead, act, actor);

/** Whether a person may do this now. */
export const mayNow = (lead: Lead, act: LeadAct, actor: Actor): boolean => isAllowed(workflow, lead, act, actor);

/** The lead, for an act that this person may do now. @throws UserError as `requireAllowed` does. */
export function requireLeadFor(tx: Tx, act: LeadAct, { leadId, actor }: ByActor): Lead {
  const lead = requireLead(tx, leadId);
  requireAllowed(lead, act, actor);
  return lead;
}

/** @throws UserError if `to` has the lead already. */
export function requireAnother(lead: Lead, to: string): void {
  if ((lead.ownerId ?? lead.assigneeId) === to) throw new UserError(`${mention(to)} has this lead already.`);
}
