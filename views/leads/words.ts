/** How leads and their changes are put into words, the same on the card, in its thread, in messages and in the history. */

import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import {
  type ChangeDetails,
  type Citation,
  type LeadChange,
  type LeadStatus,
  type Rating,
  type RouteReason,
  ratings,
  reasonLabel,
  type Stage,
  type Temperature,
  touchKinds,
  touchOutcomes,
} from '../../src/leads/types.ts';
import type { PostedPlace } from '../../src/platform/outbox/posted-messages.ts';
import { escaped, messageLink } from '../../src/platform/slack/mrkdwn.ts';
import { isolated } from '../kit/bidi.ts';
import { bold, cut, date, emoji, link, type Piece, person } from '../kit/blocks.ts';

export const temperatureWords: Record<Temperature, string> = { hot: 'Hot', warm: 'Warm', cold: 'Cold' };
export const temperatureEmoji: Record<Temperature, string> = {
  hot: 'fire',
  warm: 'sun_small_cloud',
  cold: 'snowflake',
};

export const ratingEmoji: Record<Rating, string> = {
  good: 'large_green_circle',
  so_so: 'large_yellow_circle',
  poor: 'red_circle',
};

export const stageWords: Record<Stage, string> = {
  awareness: 'Awareness',
  consideration: 'Consideration',
  decision: 'Decision',
};

export const statusWords: Record<LeadStatus, string> = {
  new: 'Not accepted yet',
  accepted: 'Accepted',
  working: 'Working',
  qualified: 'Qualified',
  won: 'Won',
  lost: 'Lost',
  returned: 'Back with marketing',
  nurturing: 'Nurturing',
  disqualified: 'Disqualified',
};

/** Amounts as the reader's field writes them: 12,000 EUR. */
export function money(amount: number, currency: string | null): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(amount);
  return currency ? `${number} ${currency}` : number;
}

export const calendarDate = (isoDate: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${isoDate}T00:00:00Z`));

/** Why a lead went to somebody. */
export const routeWords: Record<RouteReason, string> = {
  named: 'marketing asked for them',
  account: 'they know this company',
  turn: 'it is their turn',
  one_seller: 'they take the leads of this team',
  fallback: 'nobody else can take it now',
  colleague: 'a colleague asked for them',
  took: 'they took it',
};

/** What a lead misses of its team's definition. */
export const cited = ({ text }: Citation): Piece[] => ['  ·  it misses “', text, '”'];

/** A change as it stands in the history: what was done, and the words that came with it. */
export interface Change {
  kind: LeadChange;
  actorId: string | null;
  details: unknown;
}

interface Told {
  icon: string;
  said: Piece[];
  /** What a person wrote with it. */
  words?: string | null;
}

const fieldWords: Record<string, string> = {
  name: 'name',
  company: 'company',
  email: 'email',
  phone: 'phone',
  role: 'role',
  source: 'source',
  campaign: 'campaign',
  stage: 'buyer’s stage',
  temperature: 'temperature',
};

/** Values of closed lists as people read them; everything else as it was typed. */
const saidIn = (field: string, value: string): string =>
  (field === 'temperature' && temperatureWords[value as Temperature]) ||
  (field === 'stage' && stageWords[value as Stage]) ||
  value;

type Teller<K extends LeadChange> = (who: Piece, details: ChangeDetails[K]) => Told;

const tellers: { [K in LeadChange]: Teller<K> } = {
  handed_off: (who, { assigneeId }) => ({
    icon: 'handshake',
    said: assigneeId ? [who, ' handed this lead to ', person(assigneeId)] : [who, ' handed this lead off'],
  }),
  appended: (who, { need, filled, differs, messageLink }) => ({
    icon: 'heavy_plus_sign',
    said: [
      who,
      ' has heard more about this lead',
      ...(filled.length > 0 ? [`, and added ${filled.map((field) => fieldWords[field] ?? field).join(', ')}`] : []),
      ...(messageLink ? [': ', link(messageLink, 'the message')] : []),
      ...Object.entries(differs).map(
        ([field, said]) => `\nThe new hand-off says ${fieldWords[field] ?? field}: ${saidIn(field, said)}`,
      ),
    ],
    words: need,
  }),
  accepted: (who) => ({ icon: 'white_check_mark', said: [who, ' accepted this lead'] }),
  released: (who) => ({ icon: 'leftwards_arrow_with_hook', said: [who, ' released this lead: who takes it?'] }),
  declined: (who, { words, clause, ...why }) => ({
    icon: 'x',
    said: [who, ' gave this lead back: ', bold(reasonLabel(why)), ...(clause ? cited(clause) : [])],
    words,
  }),
  handed_back: (who, { facts }) => ({
    icon: 'speech_balloon',
    said: [who, ' answered, and handed this lead back: who takes it?'],
    words: facts,
  }),
  touched: (who, { kind, outcome, words }) => ({
    icon: 'telephone_receiver',
    said: [
      who,
      ' logged a touch: ',
      bold(touchKinds[kind]),
      ...(outcome ? [`, ${touchOutcomes[outcome].toLowerCase()}`] : []),
    ],
    words,
  }),
  qualified: (who, { amount, currency, closeOn }) => ({
    icon: 'dart',
    said: [
      who,
      ' qualified this lead',
      ...(amount === null ? [] : [': ', bold(money(amount, currency))]),
      ...(closeOn ? [`, expected to close on ${calendarDate(closeOn)}`] : []),
    ],
  }),
  won: (who) => ({ icon: 'trophy', said: [who, ' won this deal'] }),
  lost: (who, { words, ...why }) => ({
    icon: 'broken_heart',
    said: [who, ' lost this deal: ', bold(reasonLabel(why))],
    words,
  }),
  reopened: (who) => ({ icon: 'arrows_counterclockwise', said: [who, ' reopened this lead'] }),
  nurtured: (who, { until, words, content }) => ({
    icon: 'seedling',
    said: [
      who,
      ' sent this lead to nurture until ',
      date(new Date(until), '{date_short}'),
      ...(content ? [', to be warmed up with ', bold(content.title)] : []),
    ],
    words,
  }),
  woken: (who, { early }) => ({
    icon: 'sunrise',
    said: early
      ? [who, ' brought this lead back from nurture: who takes it?']
      : ['This lead is back from nurture: who takes it?'],
  }),
  disqualified: (who, { words }) => ({ icon: 'no_entry_sign', said: [who, ' disqualified this lead'], words }),
  reassigned: (who, { from, to }) => ({
    icon: 'arrow_right',
    said: from
      ? [who, ' moved this lead from ', person(from), ' to ', person(to)]
      : [who, ' asked ', person(to), ' to take this lead'],
  }),
  snoozed: (who, { until }) => ({ icon: 'zzz', said: [who, ' snoozed this lead until ', date(new Date(until))] }),
  unsnoozed: () => ({ icon: 'alarm_clock', said: ['The snooze of this lead is over'] }),
  routed: (_who, { from, to, why }) => ({
    icon: 'arrow_right',
    said: [
      ...(from ? ['This lead moves on from ', person(from), ' to '] : ['This lead waits for ']),
      person(to),
      `: ${routeWords[why]}`,
    ],
  }),
  breached: (_who, { clock, userId }) => ({
    icon: 'hourglass',
    said: [clock === 'accept' ? 'Not accepted in time by ' : 'Not touched in time by ', person(userId)],
  }),
  rated: (who, { moment, rating, words }) => ({
    icon: ratingEmoji[rating],
    said: [
      who,
      moment === 'touch' ? ' was in touch, and finds this lead ' : ' gave it back, and finds this lead ',
      bold(ratings[rating].toLowerCase()),
    ],
    words,
  }),
  content_used: (who, { title, words }) => ({
    icon: 'books',
    said: [who, ' used ', bold(title), ' with this lead'],
    words,
  }),
  noted: (who, { words }) => ({ icon: 'memo', said: [who, ' noted'], words }),
};

export function tellChange(change: Change): Told {
  const who: Piece = change.actorId ? person(change.actorId) : 'Baton';
  // Each row's details were written by `record` with the shape of its kind.
  const teller = tellers[change.kind] as (who: Piece, details: unknown) => Told;
  return teller(who, change.details ?? {});
}

/** The first line of a message about a change. */
export const changeLine = (change: Change): Piece[] => {
  const { icon, said } = tellChange(change);
  return [emoji(icon), ' ', ...said];
};

/** Who it is, for blocks that show text literally. */
export const leadTitle = ({ name, company }: Pick<Lead, 'name' | 'company'>): string =>
  `${isolated(name)} · ${isolated(company)}`;

/** The same for the `text` of a message, which notifications show and which Slack reads as mrkdwn. */
export const escapedTitle = (lead: Pick<Lead, 'name' | 'company'>): string => escaped(leadTitle(lead));

/** Null while no card stands. */
export const cardLinkOf = (card: PostedPlace | undefined, workspaceUrl: string): string | null =>
  card ? messageLink(workspaceUrl, card) : null;

type Titled = WithCard<Pick<Lead, 'name' | 'company'>>;

/** A link to the card, where one stands: it has all that is known of the lead. */
export function linkedTitle(lead: Titled, workspaceUrl: string, most = 500): Piece {
  const url = cardLinkOf(lead.card, workspaceUrl);
  const title = cut(leadTitle(lead), most);
  return url ? link(url, title) : bold(title);
}
