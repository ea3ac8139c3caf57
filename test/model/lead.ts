/**
 * The life of a lead, as people learn it: who may do what in which state, and what it leads to. A lead that no one has
 * accepted is always assigned to someone. Baton chooses that person, so the stories only read who it is.
 */
import {
  afterWork,
  canHold,
  dateAhead,
  isHere,
  MINUTE_MS,
  morningOf,
  nextMonday,
  nextMorning,
  nextWork,
  type Who,
} from './company.ts';
import { marketerOf, type Relations, relations } from './lead-people.ts';
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

export const inSales = ({ status }: Lead): boolean => ['new', 'accepted', 'working', 'qualified'].includes(status);

interface Rule {
  from: readonly Status[];
  who: Relations;
  /** As in "You can …". */
  words: string;
  change(lead: Lead, wish: Wish): Partial<Lead>;
}

export const toSales = { status: 'new', owner: null, asked: 'someone', snoozedUntil: null, isBack: false } as const;
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
  value: {
    ...{ from: ['won'], who: salesOwner, words: 'set its value' },
    change: () => ({}),
  },
  lose: {
    ...{ from: ['qualified'], who: salesOwner, words: 'mark it lost' },
    change: () => ({ status: 'lost', snoozedUntil: null }),
  },
  reopen: {
    ...{ from: ['qualified', 'won', 'lost'], who: salesOwner, words: 'reopen it' },
    change: ({ owner }) => ({
      status: 'working',
      owner: owner && owner !== 'someone' && canHold(owner) ? owner : 'someone',
    }),
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
  ...{ disqualify: 'disqualified', snooze: 'snoozed', reassign: 'reassigned', note: 'noted', value: 'valued' },
};

/** As if it were handed off now. */
export const backFromNurture = { ...toSales, nurtureUntil: null, marketer: null, wasResubmitted: false };

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

/** The same contact is handed off again: marketing resubmits or wakes the lead if it may. */
export function handedOffAgain(lead: Lead, now: number): Lead {
  const back = (['hand_back', 'wake'] as const).map((act) => attempt(lead, { act, by: 'mia', now }).thing);
  const known = back.find((one) => one !== undefined) ?? lead;
  return { ...known, story: [...known.story, 'mia appended'] };
}
