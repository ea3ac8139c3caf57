/**
 * The life of a lead, as people learn it: who may do what in which state, and what it leads to. A lead that no one has
 * accepted is always assigned to someone. Baton chooses that person, so the stories only read who it is.
 */
import {
  afterWork,
  dateAhead,
  isHere,
  isMarketer,
  isSeller,
  isWorking,
  MINUTE_MS,
  managesSales,
  morningOf,
  nextMonday,
  nextMorning,
  nextWork,
  type Who,
} from './company.ts';
import { type Life, type Outcome, type Relation, refusalIn } from './life.ts';

type Status = 'new' | 'accepted' | 'working' | 'qualified' | 'won' | 'lost' | 'returned' | 'nurturing' | 'disqualified';

export interface Lead {
  name: string;
  status: Status;
  owner: Who | 'someone' | null;
  /** The person to whom a new lead is assigned. */
  asked: Who | 'someone' | null;
  acceptedAt: number;
  snoozedUntil: number | null;
  /** Its snooze ended, and nothing happened since. */
  isBack: boolean;
  nurtureUntil: number | null;
  /** Marketing may resubmit a lead once. */
  wasResubmitted: boolean;
  /** The person in marketing who is to answer a returned lead, and until when. */
  marketer: Who | null;
  answerBy: number;
  /** The acts of people, oldest first. */
  story: string[];
}

export const handedOff = (name: string): Lead => ({
  ...{ name, status: 'new', owner: null, asked: 'someone', acceptedAt: 0, snoozedUntil: null, isBack: false },
  ...{ nurtureUntil: null, wasResubmitted: false, marketer: null, answerBy: 0, story: ['mia handed_off'] },
});

export interface Wish {
  act: LeadAct;
  by: Who;
  now: number;
  /** The colleague of a reassignment. */
  to?: Who;
  span?: 'short' | 'tomorrow' | 'monday';
}

const inSales = ({ status }: Lead): boolean => ['new', 'accepted', 'working', 'qualified'].includes(status);

/** They handed it off, or answer for it. */
const isOfMarketing = ({ marketer, story }: Lead, by: Who): boolean =>
  isMarketer(by) || marketer === by || story[0] === `${by} handed_off`;
const has = ({ asked, owner }: Lead, by: Who): boolean => asked === by || owner === by;

const inTeams = (lead: Lead, by: Who): boolean => isSeller(by) || managesSales(by) || isOfMarketing(lead, by);
const ofNoTeam = 'Only the sales and marketing teams can do this.';
const onlySales = 'Only the sales team of #sales can do this. If you belong there, ask its manager to add you.';
const sells = (lead: Lead, by: Who): boolean => isSeller(by) || managesSales(by) || has(lead, by);

/** Relations of people to a lead, with the sentence for everyone else. */
const relations = {
  sales: { may: sells, refusal: () => onlySales },
  /** Marketing also nurtures leads, but not while sales has them. */
  salesNow: { may: sells, refusal: (lead: Lead, by: Who) => (inTeams(lead, by) ? onlySales : ofNoTeam) },
  taker: {
    may: (lead: Lead, by: Who) => isSeller(by) || has(lead, by),
    refusal: () =>
      'You are not in the sales team of #sales, so you cannot accept its leads. You can reassign this lead to one of its sellers.',
  },
  owner: {
    may: ({ owner }: Lead, by: Who) => managesSales(by) || (owner === null ? isSeller(by) : owner === by),
    refusal: ({ owner }: Lead) => `@${owner} has this lead. Only they or their manager can do this.`,
  },
  marketing: {
    may: (lead: Lead, by: Who) => isOfMarketing(lead, by) || managesSales(by),
    refusal: () => 'This lead is back with marketing: only marketing can do this.',
  },
  anyone: { may: inTeams, refusal: () => ofNoTeam },
} satisfies Record<string, Relation<Lead>>;
type Relations = readonly (keyof typeof relations)[];

/** A person of sales who can keep a lead. */
const canHold = (who: Who | 'someone'): boolean => who !== 'someone' && isSeller(who);
/** The person who handed it off answers for it in marketing; without them, Ada. */
const marketerOf = ([first = '']: readonly string[], marketer: Who | null): Who => {
  const named = marketer ?? (first.split(' ')[0] as Who);
  return isHere(named) ? named : 'ada';
};

interface Rule {
  from: readonly Status[];
  who: Relations;
  /** As in "You can …". */
  words: string;
  change(lead: Lead, wish: Wish): Partial<Lead>;
}

const toSales = { status: 'new', owner: null, asked: 'someone', snoozedUntil: null, isBack: false } as const;
const toMarketing = { owner: null, asked: null, snoozedUntil: null };
const ofSales: readonly Status[] = ['new', 'accepted', 'working', 'qualified'];
const salesOwner = ['sales', 'owner'] as const;
const marketingOnly = ['anyone', 'marketing'] as const;

const acts = {
  accept: {
    ...{ from: ['new'], who: ['sales', 'taker'], words: 'accept it' },
    change: (_, { by, now }) => ({ status: 'accepted', owner: by, asked: null, snoozedUntil: null, acceptedAt: now }),
  },
  touch: {
    ...{ from: ofSales, who: ['sales'], words: 'log a touch' },
    change: ({ status }) => ({ status: status === 'qualified' ? 'qualified' : 'working', snoozedUntil: null }),
  },
  qualify: {
    ...{ from: ['working'], who: salesOwner, words: 'qualify it' },
    change: () => ({ status: 'qualified' }),
  },
  win: {
    ...{ from: ['qualified'], who: salesOwner, words: 'mark it won' },
    change: () => ({ status: 'won', snoozedUntil: null }),
  },
  lose: {
    ...{ from: ['qualified'], who: salesOwner, words: 'mark it lost' },
    change: () => ({ status: 'lost', snoozedUntil: null }),
  },
  reopen: {
    ...{ from: ['qualified', 'won', 'lost'], who: salesOwner, words: 'reopen it' },
    change: ({ owner }) => ({ status: 'working', owner: owner && canHold(owner) ? owner : 'someone' }),
  },
  release: {
    ...{ from: ['accepted'], who: salesOwner, words: 'release it' },
    change: () => toSales,
  },
  decline: {
    ...{ from: ['new', 'accepted', 'working'], who: salesOwner, words: 'decline it' },
    change: ({ marketer, story }, { now }) => ({
      ...toMarketing,
      ...{ status: 'returned', marketer: marketerOf(story, marketer), answerBy: afterWork(now, 8) },
    }),
  },
  hand_back: {
    ...{ from: ['returned'], who: marketingOnly, words: 'resubmit it' },
    change: () => ({ ...toSales, marketer: null, wasResubmitted: true }),
  },
  wake: {
    ...{ from: ['nurturing'], who: marketingOnly, words: 'bring it back now' },
    change: () => backFromNurture,
  },
  nurture: {
    ...{ from: ['new', 'accepted', 'working', 'returned'], who: ['salesNow', 'owner'], words: 'send it to nurture' },
    change: ({ marketer, story }, { now }) => ({
      ...toMarketing,
      ...{ status: 'nurturing', nurtureUntil: morningOf(dateAhead(now, 3)), marketer: marketerOf(story, marketer) },
    }),
  },
  disqualify: {
    ...{ from: ['returned'], who: marketingOnly, words: 'disqualify it' },
    change: () => ({ status: 'disqualified', marketer: null }),
  },
  snooze: {
    ...{ from: ofSales, who: salesOwner, words: 'snooze it' },
    change: (_, { now, span }) => ({ snoozedUntil: snoozeEnd(span ?? 'tomorrow', now) }),
  },
  reassign: {
    ...{ from: ofSales, who: salesOwner, words: 'reassign it' },
    change: ({ status }, { to = null }) => ({
      ...(status === 'new' ? { asked: to } : { owner: to }),
      snoozedUntil: null,
    }),
  },
  note: {
    from: [...ofSales, 'won', 'lost', 'returned', 'nurturing', 'disqualified'],
    ...{ who: ['anyone'], words: 'add a note' },
    change: () => ({}),
  },
} as const satisfies Record<string, Rule>;
export type LeadAct = keyof typeof acts;
export const leadActs = Object.keys(acts) as LeadAct[];

/** The verb of an act in a lead's history. */
const told: Record<LeadAct, string> = {
  ...{ accept: 'accepted', touch: 'touched', qualify: 'qualified', win: 'won', lose: 'lost', reopen: 'reopened' },
  ...{ release: 'released', decline: 'declined', hand_back: 'handed_back', wake: 'woken', nurture: 'nurtured' },
  ...{ disqualify: 'disqualified', snooze: 'snoozed', reassign: 'reassigned', note: 'noted' },
};

/** As if it were handed off now. */
const backFromNurture = { ...toSales, nurtureUntil: null, marketer: null, wasResubmitted: false };

const snoozeEnd = (span: NonNullable<Wish['span']>, now: number): number =>
  span === 'short' ? nextWork(now + 60 * MINUTE_MS) : span === 'tomorrow' ? nextMorning(now) : nextMonday(now);

const life: Life<Lead, LeadAct> = {
  isPossible: (lead, act) =>
    (acts[act].from as readonly Status[]).includes(lead.status) && !(act === 'hand_back' && lead.wasResubmitted),
  whoMay: (lead, act) => {
    const names: Relations = act === 'nurture' && !inSales(lead) ? marketingOnly : acts[act].who;
    return names.map((name): Relation<Lead> => relations[name]);
  },
  words: (act) => acts[act].words,
  offered: [
    ...(['accept', 'touch', 'qualify', 'win', 'lose', 'reopen', 'release', 'decline'] as const),
    ...(['hand_back', 'wake', 'nurture', 'disqualify'] as const),
  ],
};

export const refusal = (lead: Lead, wish: Pick<Wish, 'act' | 'by'>): string | undefined => refusalIn(life, lead, wish);

/** The lead after an act. */
export function attempt(lead: Lead, wish: Wish): Outcome<Lead> {
  const { act, by, to } = wish;
  // A repeated press changes nothing.
  if (act === 'accept' && lead.owner === by) return { thing: lead };
  if (act === 'win' && lead.status === 'won' && isHere(by)) return { thing: lead };
  if (act === 'reassign' && isHere(by) && to === (lead.owner ?? lead.asked))
    return { refused: ['has this lead already.', refusal(lead, wish)] };
  const refused = refusal(lead, wish);
  if (refused !== undefined) return { refused: [refused] };
  let before = lead;
  if (act === 'touch' && lead.status === 'new') {
    // A person who contacts a lead takes it.
    const accepted = attempt(lead, { ...wish, act: 'accept' });
    if (accepted.refused !== undefined) return accepted;
    before = accepted.thing;
  }
  const story = [...before.story, `${by} ${told[act]}`];
  return { thing: { ...before, ...acts[act].change(before, wish), isBack: false, story } };
}

/** Taking ✅ back within ten minutes releases the lead. */
export function takenBack(lead: Lead, by: Who, now: number): Lead {
  const isSlip = lead.status === 'accepted' && lead.owner === by && now - lead.acceptedAt <= 10 * MINUTE_MS;
  return isSlip ? (attempt(lead, { act: 'release', by, now }).thing ?? lead) : lead;
}

/** The lead when a person has left the company or, if they are still a colleague, the team. */
export function without(lead: Lead, who: Who, now: number): Lead {
  const isUntouched = lead.asked === who || (lead.owner === who && lead.status === 'accepted');
  if (isUntouched && !isSeller(who)) return { ...lead, ...toSales };
  if (isHere(who)) return lead;
  if (lead.owner === who && inSales(lead)) return { ...lead, owner: 'someone', isBack: false };
  if (lead.marketer !== who) return lead;
  return { ...lead, marketer: 'ada', ...(lead.status === 'returned' && { answerBy: afterWork(now, 8) }) };
}

/** The lead when this time has come and no one has acted. */
export function pass(lead: Lead, now: number): Lead {
  // A lead that is not accepted in time is assigned to another person.
  if (lead.asked !== null) return { ...wakeUp(lead, now), asked: 'someone' };
  return wakeUp(lead, now);
}

function wakeUp(lead: Lead, now: number): Lead {
  if (lead.snoozedUntil !== null && lead.snoozedUntil <= now) return { ...lead, snoozedUntil: null, isBack: true };
  if (lead.nurtureUntil !== null && lead.nurtureUntil <= now && isWorking(now)) return { ...lead, ...backFromNurture };
  // Marketing did not answer in time: its manager answers for the lead.
  if (lead.status === 'returned' && lead.answerBy <= now && isWorking(now)) return { ...lead, marketer: 'ada' };
  return lead;
}

/** The leads that a person's home asks them to act on. */
export const waitsFor = (lead: Lead, who: Who): boolean =>
  lead.snoozedUntil === null &&
  ((lead.status === 'new' && lead.asked === who) ||
    (lead.owner === who && (lead.status === 'accepted' || (inSales(lead) && lead.isBack))));

/** The leads that the digest of the morning names. */
export const isUntouched = ({ status, snoozedUntil }: Lead): boolean =>
  (status === 'new' || status === 'accepted') && snoozedUntil === null;
