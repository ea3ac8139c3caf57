/** A person's home: the frame and its top. */
import type { HomeView } from '@slack/types';
import type { Person } from '../../src/platform/slack/directory.ts';
import { type Blocks, bold, divider, header, heading, type Piece, rich, section } from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { pageButtons } from '../kit/paging.ts';

export const homeActions = {
  handOff: 'home_hand_off',
  search: 'home_search',
  away: 'home_away',
  back: 'home_back',
  teams: 'home_teams',
  requestContent: 'home_request_content',
  findContent: 'home_find_content',
  askFeedback: 'home_ask_feedback',
  myRequests: 'home_my_requests',
} as const;

/** Pages a list of a home in place. The name of its part follows. */
const HOME_PAGE = 'home_page';
export const homePageAction = new RegExp(`^${HOME_PAGE}_(\\w+):(?:back|on)$`);

/** The buttons of a part's list. */
export const turns = (part: string, list: { page: number; total: number; size: number }): Blocks =>
  pageButtons(`${HOME_PAGE}_${part}`, { ...list, carry: part });

/** https://docs.slack.dev/reference/views/home-tab-views */
const MOST_BLOCKS = 100;

/** The parts in order, without empty ones. Beyond Slack's limit the dividers are left out, and then the last parts. */
export function homeView(...parts: Blocks[]): HomeView {
  const full = parts.filter((blocks) => blocks.length > 0);
  const apart = full.flatMap((blocks, index) => (index === 0 ? blocks : [divider, ...blocks]));
  return { type: 'home', blocks: onePrimary(apart.length <= MOST_BLOCKS ? apart : asManyAsFit(full)) };
}

function asManyAsFit(parts: readonly Blocks[]): Blocks {
  const blocks = parts.flat();
  return blocks.length <= MOST_BLOCKS ? blocks : asManyAsFit(parts.slice(0, -1));
}

export interface Hello {
  person: Pick<Person, 'name'>;
  /** The open steps of the set-up, shown first. */
  setup: Blocks;
  /** Nothing waits for the reader. */
  isIdle: boolean;
  isOfTeam: boolean;
  /** Manages a team, or is an admin. */
  isManager: boolean;
}

/** The reader's name. The titles of the parts tell what waits. */
export const helloBlocks = ({ person, setup, isIdle, isOfTeam, isManager }: Hello): Blocks => [
  header(`Hello, ${person.name}`),
  ...setup,
  ...(isOfTeam && isIdle ? [rich(['You’re all caught up.'])] : []),
  // The checklist already tells that there is no team.
  ...(!isOfTeam && setup.length === 0 ? [rich(whatNow(isManager))] : []),
];

const whatNow = (isManager: boolean): Piece[] => [
  'You are not in a sales or marketing team yet. ',
  ...(isManager
    ? ['Create one with ', bold('Teams'), '.']
    : ['Ask a manager to add you. You can hand off leads already.']),
];

/** The home of people who may not use Baton. */
export const strangersHome = (standing: Person['standing']): HomeView =>
  homeView([
    heading('Baton is for full members'),
    section(
      `Baton hands off leads between the sales and marketing teams of this workspace. You are ${standing}. If that is a mistake, ask a workspace admin to change it, then reopen this page.`,
    ),
  ]);
