import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { channelLink, mention } from '../platform/slack/mrkdwn.ts';
import { isAllowed, type Rule, requireTransition } from '../platform/workflow.ts';
import type { Actor, ByActor } from './actor.ts';
import { lifecycle, obstacle, type RequestAct, requestActs } from './lifecycle.ts';
import { requireRequest } from './queries.ts';
import type { ContentRequest } from './table.ts';

type RequestRule = Rule<ContentRequest, Actor>;

const isMaker: RequestRule['may'] = ({ ownerId }, actor) => actor.isMaker || actor.isManager || ownerId === actor.id;

export const onlyMakers = (channel: string): string =>
  `Only the marketing team of ${channel} can do this. If you belong there, ask its manager to add you.`;
const refusal: RequestRule['refusal'] = (_, { teamChannelId }) => onlyMakers(channelLink(teamChannelId));

/** Relations of a person to a request. An owner who left the team still answers for the request. */
export const rules = {
  makers: { may: isMaker, refusal },
  /** A request without an owner belongs to the whole team. */
  owner: {
    may: ({ ownerId }, actor) => actor.isManager || (ownerId === null ? actor.isMaker : ownerId === actor.id),
    refusal: ({ ownerId }) => `${mention(ownerId)} has claimed this request. Only they or their manager can do this.`,
  },
  requester: {
    may: ({ requestedBy }, { id }) => requestedBy === id,
    refusal: ({ requestedBy }) => `${mention(requestedBy)} asked for this. Only they can do this.`,
  },
  makersAndVoters: { may: (request, actor) => actor.isVoter || isMaker(request, actor), refusal },
} satisfies Record<string, RequestRule>;

export type Relation = keyof typeof rules;

/** The relations that allow each act. Everyone may vote. */
export const permissions: Record<RequestAct, readonly Relation[]> = {
  claim: ['makers'],
  start: ['makers', 'owner'],
  release: ['makers', 'owner'],
  deliver: ['makers', 'owner'],
  decline: ['makers', 'owner'],
  hand_over: ['makers', 'owner'],
  ask_back: ['makers', 'owner'],
  answer: ['requester'],
  cancel: ['requester'],
  reopen: ['makersAndVoters'],
  vote: [],
};

const workflow = {
  lifecycle,
  obstacle,
  rules: (_: ContentRequest, act: RequestAct): RequestRule[] => permissions[act].map((relation) => rules[relation]),
  /** In the order of a request's lifecycle. Other acts are no substitute for one that was refused. */
  offered: ['claim', 'start', 'deliver', 'release', 'decline', 'cancel', 'reopen'],
} as const;

/**
 * Checked before a form opens, and again when it is submitted.
 * @throws UserError that says who may act, or the request's state and what is possible instead.
 */
export const requireAllowed = (request: ContentRequest, act: RequestAct, actor: Actor): void =>
  requireTransition(workflow, request, act, actor);

/** The request, for an act that this person may do now. @throws UserError as `requireAllowed` does. */
export function requireRequestFor(tx: Tx, act: RequestAct, { requestId, actor }: ByActor): ContentRequest {
  const request = requireRequest(tx, requestId);
  requireAllowed(request, act, actor);
  return request;
}

/** Everything that this person may do to this request now, without what they have done already. */
export function actsFor(request: ContentRequest, actor: Actor): Set<RequestAct> {
  const acts = requestActs.filter((act) => isAllowed(workflow, request, act, actor));
  return new Set(acts.filter((act) => act !== 'vote' || !actor.isVoter));
}

/** @throws UserError if `to` has the request already. */
export function requireAnother({ ownerId }: ContentRequest, to: string): void {
  if (ownerId === to) throw new UserError(`${mention(to)} has this request already.`);
}
