/** The life of a content request: sales asks, marketing makes it, and everyone may say that they need it too. */
import { isHere, isMarketer, type Who } from './company.ts';
import { type Life, type Outcome, obstacleIn, type Relation, refusalIn } from './life.ts';

type Status = 'new' | 'claimed' | 'in_progress' | 'delivered' | 'declined' | 'cancelled';

export interface Request {
  title: string;
  status: Status;
  requester: Who;
  owner: Who | null;
  /** The people who need it, with the requester; sorted. */
  voters: Who[];
  /** Marketing has asked the requester a question. */
  question: boolean;
  /** The acts of people, oldest first. */
  story: string[];
}

export const askedFor = (title: string, requester: Who): Request => ({
  ...{ title, status: 'new', requester, owner: null, voters: [requester], question: false },
  story: [`${requester} asked`],
});

export interface Wish {
  act: RequestAct;
  by: Who;
  now: number;
  /** The colleague of a hand-over. */
  to: 'mia' | 'ada';
}

/** Ada manages marketing. */
const manages = (by: Who): boolean => by === 'ada';
const makes = ({ owner }: Request, by: Who): boolean => isMarketer(by) || owner === by;
const onlyMarketing =
  'Only the marketing team of #marketing can do this. If you belong there, ask its manager to add you.';

const relations = {
  makers: { may: makes, refusal: () => onlyMarketing },
  owner: {
    may: ({ owner }, by) => manages(by) || (owner === null ? isMarketer(by) : owner === by),
    refusal: ({ owner }) => `@${owner} has claimed this request. Only they or their manager can do this.`,
  },
  requester: {
    may: ({ requester }, by) => requester === by,
    refusal: ({ requester }) => `@${requester} asked for this. Only they can do this.`,
  },
  makersAndVoters: {
    may: (request, by) => request.voters.includes(by) || makes(request, by),
    refusal: () => onlyMarketing,
  },
} satisfies Record<string, Relation<Request>>;
type Relations = readonly (keyof typeof relations)[];

interface Rule {
  from: readonly Status[];
  who: Relations;
  words: string;
  /** Its entry in the history. */
  told: string;
  change(request: Request, wish: Wish): Partial<Request>;
}

const open = ['new', 'claimed', 'in_progress'] as const;
const closed = ['delivered', 'declined', 'cancelled'] as const;
const ofOwner = ['makers', 'owner'] as const;
const sorted = (voters: readonly Who[]): Who[] => [...voters].sort();

const acts = {
  claim: {
    ...{ from: ['new'], who: ['makers'], words: 'claim it', told: 'claimed' },
    change: (_, { by }) => ({ status: 'claimed', owner: by }),
  },
  start: {
    ...{ from: ['claimed'], who: ofOwner, words: 'start it', told: 'started' },
    change: () => ({ status: 'in_progress' }),
  },
  release: {
    ...{ from: ['claimed', 'in_progress'], who: ofOwner, words: 'release it', told: 'released' },
    change: () => ({ status: 'new', owner: null }),
  },
  deliver: {
    ...{ from: ['claimed', 'in_progress'], who: ofOwner, words: 'deliver it', told: 'delivered' },
    change: () => ({ status: 'delivered', question: false }),
  },
  decline: {
    ...{ from: open, who: ofOwner, words: 'decline it', told: 'declined' },
    change: () => ({ status: 'declined', question: false }),
  },
  hand_over: {
    ...{ from: open, who: ofOwner, words: 'hand it over', told: 'handed_over' },
    change: ({ status }, { to }) => ({ status: status === 'new' ? 'claimed' : status, owner: to }),
  },
  ask_back: {
    ...{ from: open, who: ofOwner, words: 'ask a question', told: 'asked_back' },
    change: () => ({ question: true }),
  },
  answer: {
    ...{ from: open, who: ['requester'], words: 'answer', told: 'answered' },
    change: () => ({ question: false }),
  },
  cancel: {
    ...{ from: open, who: ['requester'], words: 'cancel it', told: 'cancelled' },
    change: () => ({ status: 'cancelled', question: false }),
  },
  /** It goes back to its owner, or to the team. Of a cancelled one, whoever still needs it becomes the requester. */
  reopen: {
    ...{ from: closed, who: ['makersAndVoters'], words: 'reopen it', told: 'reopened' },
    change: ({ status, owner, requester, voters }, { by }) => ({
      status: owner === null ? 'new' : 'claimed',
      ...(status === 'cancelled' &&
        voters.includes(by) && { requester: by, voters: voters.filter((one) => one === by || one !== requester) }),
    }),
  },
  vote: {
    ...{ from: open, who: [], words: 'say that you need it too', told: 'voted' },
    change: ({ voters }, { by }) => ({ voters: sorted([...voters, by]) }),
  },
  withdraw: {
    ...{ from: open, who: [], words: 'withdraw', told: 'vote_withdrawn' },
    change: ({ voters }, { by }) => ({ voters: voters.filter((one) => one !== by) }),
  },
} as const satisfies Record<string, Rule>;
export type RequestAct = keyof typeof acts;
export const requestActs = Object.keys(acts) as RequestAct[];

const life: Life<Request, RequestAct> = {
  isPossible: ({ status, question }, act) =>
    (acts[act].from as readonly Status[]).includes(status) && !(act === 'answer' && !question),
  whoMay: (_, act) => (acts[act].who as Relations).map((name): Relation<Request> => relations[name]),
  words: (act) => acts[act].words,
  offered: ['claim', 'start', 'deliver', 'release', 'decline', 'cancel', 'reopen'],
};

export const refusal = (request: Request, wish: Pick<Wish, 'act' | 'by'>): string | undefined =>
  isRepeated(request, wish) ? undefined : refusalIn(life, request, wish);

/** A repeated press changes nothing. */
function isRepeated({ status, owner, requester, voters }: Request, { act, by }: Pick<Wish, 'act' | 'by'>): boolean {
  if (!isHere(by)) return false;
  if (act === 'vote') return voters.includes(by);
  const isOpen = (open as readonly Status[]).includes(status);
  if (act === 'withdraw') return !isOpen || by === requester || !voters.includes(by);
  if (act === 'claim') return owner === by && status !== 'delivered';
  return act === 'start' && owner === by && status === 'in_progress';
}

/** The request after an act. */
export function attempt(request: Request, wish: Wish): Outcome<Request> {
  const { act, by, to } = wish;
  if (isRepeated(request, wish)) return { thing: request };
  if (act === 'cancel' && request.status === 'cancelled' && request.requester === by) return { thing: request };
  if (act === 'hand_over' && isHere(by) && to === request.owner)
    return { refused: ['has this request already.', refusal(request, wish)] };
  const refused = refusal(request, wish);
  // Someone whose need went to another in the same moment may read either reason.
  const other = act === 'reopen' && !life.isPossible(request, act) ? obstacleIn(life, request, wish) : undefined;
  if (refused !== undefined) return { refused: [refused, other] };
  const story = [...request.story, `${by} ${acts[act].told}`];
  return { thing: { ...request, ...acts[act].change(request, wish), story } };
}

/** The request when a person has left: its owner only if they are no colleague any more. */
export function without(request: Request, who: Who): Request {
  const isLost = request.owner === who && !isHere(who) && (open as readonly Status[]).includes(request.status);
  return isLost ? { ...request, status: 'new', owner: null, story: [...request.story, 'null released'] } : request;
}
