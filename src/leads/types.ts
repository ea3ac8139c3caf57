/** The words of a lead's life: what may be stored, and how it is called. */

/** A lead's status; lifecycle.ts says which may follow which. */
export const leadStatuses = [
  'new',
  'accepted',
  'working',
  'qualified',
  'won',
  'lost',
  'returned',
  'nurturing',
  'disqualified',
] as const;
export type LeadStatus = (typeof leadStatuses)[number];

export const stages = ['awareness', 'consideration', 'decision'] as const;
export type Stage = (typeof stages)[number];

export const temperatures = ['hot', 'warm', 'cold'] as const;
export type Temperature = (typeof temperatures)[number];

/** What was done to a lead. Rows are only ever added; every figure that Baton shows is computed from them. */
export const leadChanges = [
  'handed_off',
  'appended',
  'accepted',
  'released',
  'declined',
  'handed_back',
  'touched',
  'qualified',
  'won',
  'lost',
  'reopened',
  'nurtured',
  'woken',
  'disqualified',
  'reassigned',
  'snoozed',
  'unsnoozed',
  'noted',
  'routed',
  'breached',
  'rated',
  'content_used',
] as const;
export type LeadChange = (typeof leadChanges)[number];

/** How long the shortest is, and when a morning begins, a company can change. */
export const snoozeSpans = ['short', 'tomorrow', 'monday'] as const;
export type SnoozeSpan = (typeof snoozeSpans)[number];

/** Why a lead was given back or lost, as that was called then; a row without a label is called by its key. */
export function reasonLabel({ reason, label }: Pick<ChangeDetails['declined'], 'reason' | 'label'>): string {
  const words = reason.replaceAll('_', ' ');
  return label ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export const touchKinds = { call: 'Call', email: 'Email', meeting: 'Meeting', message: 'Message' } as const;
export type TouchKind = keyof typeof touchKinds;

export const touchOutcomes = {
  reached: 'Reached them',
  no_answer: 'No answer',
  left_message: 'Left a message',
  next_step: 'Next step agreed',
  not_interested: 'Not interested',
} as const;
export type TouchOutcome = keyof typeof touchOutcomes;

/** Why a lead went to somebody. */
export const routeReasons = ['named', 'account', 'turn', 'one_seller', 'fallback', 'colleague', 'took'] as const;
export type RouteReason = (typeof routeReasons)[number];

/** The two clocks of a lead: until it is accepted, and from then until its first touch. */
export const slas = ['accept', 'touch'] as const;
export type Sla = (typeof slas)[number];

/** How good a lead was, in the words of whoever worked on it. */
export const ratings = { good: 'Good', so_so: 'Fair', poor: 'Poor' } as const;
export type Rating = keyof typeof ratings;

/** When somebody is asked: once they were the first in touch with the lead, and when they give it back. */
export const ratingMoments = ['touch', 'decline'] as const;
export type RatingMoment = (typeof ratingMoments)[number];

/** A clause as it was when somebody gave a lead back because of it. */
export interface Citation {
  id: number;
  text: string;
}

/** What each kind of change has to tell beyond who and when; stored as JSON with its row of the history. */
export interface ChangeDetails {
  handed_off: { teamId: number; assigneeId: string | null; earlierLeadId: number | null };
  appended: {
    need: string;
    filled: string[];
    /** What the marketer says otherwise than the lead. */
    differs: Record<string, string>;
    messageLink: string | null;
  };
  accepted: { by: 'button' | 'reaction' | 'touch' | 'list' };
  released: { byTakingBack: boolean };
  /**
   * `reason` is the key of one of the company's reasons, `label` its words then; `clause` is what the lead misses of the
   * team's definition, as it was worded then.
   */
  declined: { reason: string; label?: string; words: string | null; clause?: Citation | null };
  /** `facts` answer a decline. */
  handed_back: { facts: string };
  touched: { kind: TouchKind; outcome: TouchOutcome | null; words: string | null };
  qualified: { amount: number | null; currency: string | null; closeOn: string | null };
  won: Record<string, never>;
  lost: { reason: string; label?: string; words: string | null };
  reopened: Record<string, never>;
  /** `content` of the library should warm it up; its title as it was then. */
  nurtured: { until: number; words: string | null; content?: { itemId: number; title: string } | null };
  /** `early`: somebody brought it back before its date. */
  woken: { early?: boolean };
  disqualified: { words: string | null };
  reassigned: { from: string | null; to: string };
  snoozed: { until: number };
  unsnoozed: Record<string, never>;
  noted: { words: string };
  routed: { from: string | null; to: string; why: RouteReason };
  breached: { clock: Sla; userId: string; dueAt: number };
  rated: { moment: RatingMoment; rating: Rating; words: string | null };
  /** `title` as it was then. */
  content_used: { itemId: number; title: string; words: string | null };
}

export type ReactionMeaning = 'accept' | 'decline' | 'touch' | 'snooze' | 'won';
