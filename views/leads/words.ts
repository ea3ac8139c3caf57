/** The words for leads: the same on the card, in messages and in lists. */
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { Citation, LeadStatus, Rating, Stage, Temperature } from '../../src/leads/types.ts';
import type { PostedPlace } from '../../src/platform/outbox/posted-messages.ts';
import { escaped, messageLink } from '../../src/platform/slack/mrkdwn.ts';
import { isolated } from '../kit/bidi.ts';
import { bold, cut, link, type Piece } from '../kit/blocks.ts';
import { counted, namesAndMore } from '../kit/words.ts';

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
  new: 'Unclaimed',
  accepted: 'Accepted',
  working: 'In progress',
  qualified: 'Qualified',
  won: 'Won',
  lost: 'Lost',
  returned: 'Returned to marketing',
  nurturing: 'Nurturing',
  disqualified: 'Disqualified',
};

/** 12,000 EUR. */
export function money(amount: number, currency: string | null): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(amount);
  return currency ? `${number} ${currency}` : number;
}

/** "3 leads need you". */
export const needYou = (count: number): string => counted(count, 'lead needs you', 'leads need you');

/** The clause of the team's definition that a lead does not meet. */
export const cited = ({ text }: Citation): Piece[] => ['  ·  does not meet “', text, '”'];

/** Name and company, for blocks that show text literally. */
export const leadTitle = ({ name, company }: Pick<Lead, 'name' | 'company'>): string =>
  `${isolated(name)} · ${isolated(company)}`;

/** The same for the `text` of a message, which notifications show and which Slack reads as mrkdwn. */
export const escapedTitle = ({ name, company }: Pick<Lead, 'name' | 'company'>): string =>
  escaped(`${isolated(name)}, ${isolated(company)}`);

/** "Ana Reis, Porto Foods and 2 more". */
export const escapedTitles = ([first]: readonly Pick<Lead, 'name' | 'company'>[], total: number): string =>
  first ? namesAndMore([escapedTitle(first)], total) : counted(total, 'lead');

/** The address of a card; null before it is posted. */
export const cardLinkOf = (card: PostedPlace | undefined, workspaceUrl: string): string | null =>
  card ? messageLink(workspaceUrl, card) : null;

type Titled = WithCard<Pick<Lead, 'name' | 'company'>>;

/** The title, linked to the card once it is posted. */
export function linkedTitle(lead: Titled, workspaceUrl: string, most = 500): Piece {
  const url = cardLinkOf(lead.card, workspaceUrl);
  const title = cut(leadTitle(lead), most);
  return url ? link(url, title) : bold(title);
}
