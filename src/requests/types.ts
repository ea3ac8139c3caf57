/** Types of a content request's lifecycle, with the details of each kind of change. */

/** See lifecycle.ts for the transitions. */
export const requestStatuses = ['new', 'claimed', 'in_progress', 'delivered', 'declined', 'cancelled'] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** People wait for it until it is delivered, declined or cancelled. */
export const openStatuses = ['new', 'claimed', 'in_progress'] as const;

export const priorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];

export const declineReasons = {
  exists_already: 'It exists already',
  asked_already: 'Asked for already',
  no_capacity: 'No room for it now',
  not_ours: 'Not something we make',
  unclear: 'Too little to go by',
  other: 'Something else',
} as const;
export type DeclineReason = keyof typeof declineReasons;

/**
 * Maximum characters per field. The title is a header on the card, where Slack allows 150 including direction marks.
 */
export const LIMITS = { title: 140, audience: 80, customer: 60, words: 2000, hurry: 300, remark: 1000 } as const;

/** A change of a request. Rows are only ever added; every figure is computed from them. */
export const requestChanges = [
  'asked',
  'claimed',
  'released',
  'started',
  'asked_back',
  'answered',
  'handed_over',
  'delivered',
  'declined',
  'cancelled',
  'reopened',
  'voted',
  'vote_withdrawn',
  'helped',
] as const;
export type RequestChange = (typeof requestChanges)[number];

/** Details of each kind of change, besides who and when; stored as JSON with the history entry. */
export interface ChangeDetails {
  asked: { teamId: number };
  claimed: { by: 'button' | 'reaction' };
  /** `left` is the person who had claimed it and has left since. */
  released: { byTakingBack: boolean; left?: string };
  started: Record<string, never>;
  asked_back: { question: string };
  answered: { answer: string };
  handed_over: { from: string | null; to: string };
  delivered: { itemId: number; words: string | null };
  /** `itemId` is an existing item. */
  declined: { reason: DeclineReason; words: string | null; itemId: number | null };
  cancelled: { words: string | null };
  reopened: { words: string | null };
  voted: { by: 'button' | 'reaction'; leadId: number | null };
  vote_withdrawn: Record<string, never>;
  /** Whether the delivery helped a person who needed it. */
  helped: { helped: boolean; words: string | null };
}

export type ReactionMeaning = 'claim' | 'vote';
