/**
 * The story of a lead, read from its history. The definitions in figures.ts say in words what this file does: change
 * both together.
 */

import type { HistoryEntry, Lead } from '../leads/table.ts';
import { type ChangeDetails, type DealValue, type LeadChange, reasonLabel } from '../leads/types.ts';
import { type Calendar, workingTimeBetween } from '../teams/working-time.ts';
import { roundedMinutes } from './minutes.ts';
import { momentsIn } from './moments.ts';
import type { ScoreboardLead } from './table.ts';

export type Entry = Pick<HistoryEntry, 'id' | 'kind' | 'actorId' | 'at' | 'statusAfter' | 'details'>;

interface Act {
  at: Date;
  /** Null for an act before the lead was imported. */
  minutes: number | null;
  clockMinutes: number | null;
}

interface Acceptance extends Act {
  /** The seller before it, if it is released. */
  formerId: string | null;
  /** The first one after a return or nurture. */
  isRecycling: boolean;
}

/** The story after the entries so far. */
interface Known {
  /** When the lead was last given to sales. */
  givenAt: Date;
  /** The acceptance that holds now. */
  held?: Acceptance | undefined;
  accepted?: Acceptance | undefined;
  recycledAt?: Date | undefined;
  wasSentBack: boolean;
  sellerId: string | null;
  processed?: Act;
  touched?: Act;
  acceptMissedAt?: Date;
  touchMissedAt?: Date;
  qualified?: { at: Date } | undefined;
  /** The last value that someone entered: with the qualification, the win, or later. */
  value?: DealValue | undefined;
  wonAt?: Date | undefined;
  lostAt?: Date | undefined;
  returned?: { at: Date; reason: string; clauseId: number | null };
  answered?: Act;
  answerMissedAt?: Date;
  rated?: { at: Date; rating: ChangeDetails['rated']['rating'] };
  contentAt?: Date;
}

/** `entries` are the whole history, oldest first. `calendar` is for entries without a time. */
export function storyOf(lead: Lead, entries: readonly Entry[], calendar: Calendar): ScoreboardLead {
  // A lead of a blocked domain was kept before someone took it in.
  const handedOffAt = entries.find(({ kind }) => kind === 'handed_off')?.at ?? lead.handedOffAt;
  const known: Known = { givenAt: handedOffAt, wasSentBack: false, sellerId: null };
  for (const entry of entries) readers[entry.kind]?.(known, entry, calendar);
  const { processed, accepted, touched, qualified, returned, answered, rated } = known;
  const timed = <K extends string>(name: K, act: Act | undefined) =>
    ({ [`${name}Minutes`]: act?.minutes ?? null, [`${name}ClockMinutes`]: act?.clockMinutes ?? null }) as Record<
      `${K}Minutes` | `${K}ClockMinutes`,
      number | null
    >;
  const story = {
    leadId: lead.id,
    entryId: entries.at(-1)?.id ?? 0,
    teamId: lead.teamId,
    source: lead.source ?? '',
    campaign: lead.campaign ?? '',
    marketerId: lead.handedOffBy,
    sellerId: known.sellerId,
    handedOffAt,
    ...timed('process', processed),
    acceptedAt: accepted?.at ?? null,
    ...timed('accept', accepted),
    acceptMissedAt: known.acceptMissedAt ?? null,
    touchedAt: touched?.at ?? null,
    ...timed('touch', touched),
    touchMissedAt: known.touchMissedAt ?? null,
    qualifiedAt: qualified?.at ?? null,
    cents: known.value?.amount == null ? null : Math.round(known.value.amount * 100),
    currency: known.value?.amount == null ? null : known.value.currency,
    wonAt: known.wonAt ?? null,
    lostAt: known.lostAt ?? null,
    returnedAt: returned?.at ?? null,
    returnReason: returned?.reason ?? null,
    returnClauseId: returned?.clauseId ?? null,
    answeredAt: answered?.at ?? null,
    ...timed('answer', answered),
    answerMissedAt: known.answerMissedAt ?? null,
    recycledAt: known.recycledAt ?? null,
    rating: rated?.rating ?? null,
    ratedAt: rated?.at ?? null,
    contentAt: known.contentAt ?? null,
  };
  return { ...story, lastAt: new Date(Math.max(...momentsIn(story).map(Number))) };
}

type Reader = (known: Known, entry: Entry, calendar: Calendar) => void;

const detailsOf = <K extends LeadChange>(entry: Entry) => entry.details as ChangeDetails[K];

/** Only entries of hand-offs from a message, acceptances, the first touch and answers have a time. */
function act(from: Date, { at, details }: Entry, calendar: Calendar): Act {
  const noted = (details as { afterMs?: number | null } | null)?.afterMs;
  if (noted === null) return { at, minutes: null, clockMinutes: null };
  return {
    at,
    minutes: roundedMinutes(noted ?? workingTimeBetween(calendar, from, at)),
    clockMinutes: roundedMinutes(at.getTime() - from.getTime()),
  };
}

const accept: Reader = (known, entry, calendar) => {
  const isRecycling = known.wasSentBack && known.recycledAt === undefined;
  known.held = { ...act(known.givenAt, entry, calendar), formerId: known.sellerId, isRecycling };
  known.accepted ??= known.held;
  if (isRecycling) known.recycledAt = entry.at;
  known.sellerId = entry.actorId;
};

/** An acceptance that is taken back before the first touch counts for nothing. */
const release: Reader = (known, { statusAfter }) => {
  const { held } = known;
  if (statusAfter !== 'new' || !held) return;
  if (known.accepted === held) known.accepted = undefined;
  if (held.isRecycling) known.recycledAt = undefined;
  known.sellerId = held.formerId;
  known.held = undefined;
};

const reassign: Reader = (known, entry, calendar) => {
  if (entry.statusAfter === 'new') release(known, entry, calendar);
  else known.sellerId = detailsOf<'reassigned'>(entry).to;
};

/** The lead goes to sales again. */
const giveAgain: Reader = (known, { at }) => {
  known.givenAt = at;
  known.held = undefined;
};

/** The first act of marketing after the first return answers it. */
const answer: Reader = (known, entry, calendar) => {
  if (known.returned) known.answered ??= act(known.returned.at, entry, calendar);
};

const readers: Partial<Record<LeadChange, Reader>> = {
  handed_off: (known, entry, calendar) => {
    const { messageAt } = detailsOf<'handed_off'>(entry);
    if (messageAt !== undefined) known.processed = act(new Date(messageAt), entry, calendar);
  },
  accepted: accept,
  released: release,
  reassigned: reassign,
  handed_back: (known, entry, calendar) => {
    answer(known, entry, calendar);
    giveAgain(known, entry, calendar);
  },
  woken: giveAgain,
  touched: (known, entry, calendar) => {
    known.touched ??= act(known.held?.at ?? entry.at, entry, calendar);
  },
  breached: (known, entry) => {
    const { clock } = detailsOf<'breached'>(entry);
    if (clock === 'accept' && !known.accepted) known.acceptMissedAt ??= entry.at;
    if (clock === 'touch' && !known.touched) known.touchMissedAt ??= entry.at;
  },
  qualified: (known, entry) => {
    known.qualified = { at: entry.at };
    known.value = detailsOf<'qualified'>(entry);
  },
  /** Entries of an earlier Baton have no value. */
  won: (known, entry) => {
    known.wonAt = entry.at;
    const { amount, currency } = detailsOf<'won'>(entry);
    if (amount != null) known.value = { amount, currency: currency ?? null };
  },
  valued: (known, entry) => {
    known.value = detailsOf<'valued'>(entry);
  },
  lost: (known, { at }) => {
    known.lostAt = at;
  },
  reopened: (known) => {
    known.qualified = undefined;
    known.value = undefined;
    known.wonAt = undefined;
    known.lostAt = undefined;
  },
  declined: (known, entry) => {
    const details = detailsOf<'declined'>(entry);
    const clauseId = details.clause?.id ?? null;
    known.returned ??= { at: entry.at, reason: reasonLabel(details), clauseId };
    known.wasSentBack = true;
    known.held = undefined;
    known.sellerId ??= entry.actorId;
  },
  nurtured: (known, entry, calendar) => {
    answer(known, entry, calendar);
    known.wasSentBack = true;
    known.held = undefined;
  },
  disqualified: answer,
  /** Marketing's manager gets a return that was not answered in time. */
  marketer_changed: (known, entry) => {
    const isLate = detailsOf<'marketer_changed'>(entry).why === 'late';
    if (isLate && !known.answered) known.answerMissedAt ??= entry.at;
  },
  rated: (known, entry) => {
    known.rated = { at: entry.at, rating: detailsOf<'rated'>(entry).rating };
  },
  content_used: (known, { at }) => {
    known.contentAt ??= at;
  },
};
