/** Types of a lead's lifecycle, with their labels. */

/** A lead's status; see lifecycle.ts for the transitions. */
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

/** The hottest first. */
export const temperatures = ['hot', 'warm', 'cold'] as const;
export type Temperature = (typeof temperatures)[number];

/** Kinds of history entries. Rows are only ever added; every figure that Baton shows is computed from them. */
export const leadChanges = [
  'handed_off',
  'appended',
  'accepted',
  'released',
  'declined',
  'marketer_changed',
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
  'transferred',
  'offered',
  'snoozed',
  'unsnoozed',
  'noted',
  'routed',
  'breached',
  'rated',
  'content_used',
  'valued',
  'blocked',
  'synced',
] as const;
export type LeadChange = (typeof leadChanges)[number];

/** A company can set the length of the shortest span, and when a morning begins. */
export const snoozeSpans = ['short', 'tomorrow', 'monday'] as const;
export type SnoozeSpan = (typeof snoozeSpans)[number];

/** The reason to decline or lose a lead that needs words. */
export const OTHER = 'other';

/** The words of the person where the reason is another one, else its label. */
export const statedReason = ({
  words,
  ...why
}: Pick<ChangeDetails['declined'], 'reason' | 'label' | 'words'>): string =>
  why.reason === OTHER && words ? words : reasonLabel(why);

/** The label of a decline or loss reason as it was then; a row without a label shows its key. */
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

/** Why a lead was assigned to a person. */
export const routeReasons = ['named', 'account', 'turn', 'one_seller', 'fallback', 'colleague', 'took'] as const;
export type RouteReason = (typeof routeReasons)[number];

/** The two SLAs of a lead: until it is accepted, and from then until its first touch. */
export const slas = ['accept', 'touch'] as const;
export type Sla = (typeof slas)[number];

/** The quality of a lead, rated by the seller who worked on it. */
export const ratings = { good: 'Good', so_so: 'Fair', poor: 'Poor' } as const;
export type Rating = keyof typeof ratings;

/** When a seller is asked for a rating: after their first touch of the lead, and when they decline it. */
export const ratingMoments = ['touch', 'decline'] as const;
export type RatingMoment = (typeof ratingMoments)[number];

/** A clause as it read when a lead was declined because of it. */
export interface Citation {
  id: number;
  text: string;
}

/**
 * Working time until an act, by the hours that the team had then: a later change of hours does not change figures.
 * Entries of older versions have none.
 */
interface Timed {
  /** Null if the moments of an imported lead do not tell it. */
  afterMs?: number | null;
}

export interface DealValue {
  amount: number | null;
  /** ISO 4217. */
  currency: string | null;
}

/** Ways of a second hand-off of a person who is a lead: add to the lead, bring it back, or a separate lead. */
export const knownWays = ['append', 'hand_back', 'wake', 'again'] as const;
export type KnownWay = (typeof knownWays)[number];

/** Changes of a lead's record in the CRM: linked, added by Baton, merged into another one, deleted. */
export const recordChanges = ['linked', 'added', 'merged', 'converted', 'gone'] as const;
export type RecordChange = (typeof recordChanges)[number];

/**
 * Details of each kind of change, besides who and when; stored as JSON with the history entry. A change that was made in the CRM also
 * has `in`, its name.
 */
export interface ChangeDetails {
  /** From a message: its moment in ms, and the working time since then. */
  handed_off: {
    teamId: number;
    assigneeId: string | null;
    earlierLeadId: number | null;
    messageAt?: number;
    /** Parts of the team's rule that brought it here. */
    byRule?: string[];
    /** It came with this imported list. */
    importId?: number;
    /** It came from this CRM, by its name. */
    crm?: string;
  } & Timed;
  appended: {
    need: string;
    filled: string[];
    /** Values of the marketer's form that differ from the lead. */
    differs: Record<string, string>;
    /** If it rose. */
    temperature?: { from: Temperature; to: Temperature };
    messageLink: string | null;
  };
  /** Timed from the hand-off. */
  accepted: { by: 'button' | 'reaction' | 'touch' | 'list' | 'import' | 'crm'; in?: string } & Timed;
  /** `left` is the owner who cannot act any more, if Baton released it. */
  released: { byTakingBack: boolean; left?: string };
  /**
   * `reason` is the key of one of the company's reasons, `label` its label then; `clause` is the clause of the team's
   * definition that the lead misses, as it read then.
   */
  declined: { reason: string; label?: string; words: string | null; clause?: Citation | null };
  /** Another person answers for a lead that is with marketing: the first one left, or did not answer in time. */
  marketer_changed: { from: string; to: string; why: 'left' | 'late' };
  /** `facts` is the answer to a decline. Timed from the decline. */
  handed_back: { facts: string } & Timed;
  /** The first touch is timed from the acceptance. */
  /** Without a kind if it was before the lead was imported. */
  touched: { kind: TouchKind | null; outcome: TouchOutcome | null; words: string | null } & Timed;
  qualified: { amount: number | null; currency: string | null; closeOn: string | null };
  /** Empty in rows of earlier versions. `wasBefore`: it was won before it was imported, so it is no news. */
  won: Partial<DealValue> & { wasBefore?: boolean };
  valued: DealValue;
  /** Its domain is on the block-list, so it was not handed off. */
  blocked: { domain: string };
  lost: { reason: string; label?: string; words: string | null };
  reopened: Record<string, never>;
  /**
   * `content` is the library item that should warm it up, with its title at that time. Timed from the decline if it was
   * declined.
   */
  nurtured: { until: number; words: string | null; content?: { itemId: number; title: string } | null } & Timed;
  /** `early` if a person brought it back before its date. */
  woken: { early?: boolean };
  /** Timed from the decline. */
  disqualified: { words: string | null } & Timed;
  reassigned: { from: string | null; to: string };
  /** Names of the teams: the first one was retired. */
  transferred: { from: string; to: string };
  /** The owner is away for long, so colleagues may take it over. */
  offered: { ownerId: string; until: number | null };
  snoozed: { until: number };
  unsnoozed: Record<string, never>;
  noted: { words: string };
  routed: { from: string | null; to: string; why: RouteReason };
  breached: { clock: Sla; userId: string; dueAt: number };
  rated: { moment: RatingMoment; rating: Rating; words: string | null };
  /** News between Baton and the CRM. */
  synced: {
    /** The name of the CRM. */
    crm: string;
    record?: RecordChange;
    /** Fields that have the value of the CRM now, and what the lead had before. */
    took?: string[];
    was?: Record<string, string>;
    /** Values of the CRM that do not count: Baton's go there. */
    lost?: Record<string, string>;
    /** Values of the CRM that do not count and stay there. */
    differs?: Record<string, string>;
    /** Why a value of the CRM does not count, as a sentence. */
    why?: string;
  };
  /** `title` at that time. */
  content_used: { itemId: number; title: string; words: string | null };
}

export type ReactionMeaning = 'accept' | 'decline' | 'touch' | 'snooze' | 'won';
