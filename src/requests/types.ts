/** The words of a content request's life: what may be stored, and what each kind of change has to tell. */

/** lifecycle.ts says which of these may follow which. */
export const requestStatuses = ['new', 'claimed', 'in_progress', 'delivered', 'declined', 'cancelled'] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** Until it is delivered, declined or cancelled, people wait for it. */
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

/** As many characters as each field takes. The title is a header on the card, where Slack takes 150, direction marks shut in. */
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

/** Details of each kind of change beyond who and when; stored as JSON with its row of the history. */
export interface ChangeDetails {
  asked: { teamId: number };
  claimed: { by: 'button' | 'reaction' };
  /** `left` had claimed it and is not here any more. */
  released: { byTakingBack: boolean; left?: string };
  started: Record<string, never>;
  asked_back: { question: string };
  answered: { answer: string };
  handed_over: { from: string | null; to: string };
  delivered: { itemId: number; words: string | null };
  /** `itemId` is what exists already. */
  declined: { reason: DeclineReason; words: string | null; itemId: number | null };
  cancelled: { words: string | null };
  reopened: { words: string | null };
  voted: { by: 'button' | 'reaction'; leadId: number | null };
  vote_withdrawn: Record<string, never>;
  /** The answer of a person who needed it: whether the delivery helped. */
  helped: { helped: boolean; words: string | null };
}

export type ReactionMeaning = 'claim' | 'vote';
