/** A person's home: the frame, and what stands on top of its parts. */
import type { Button, HomeView } from '@slack/types';
import type { Person } from '../../src/platform/slack/directory.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  divider,
  dotted,
  header,
  heading,
  type Piece,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { OPEN_LIST } from '../leads/list.ts';

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

/** Turns a list of a home, in place. The name of its part follows. */
const HOME_PAGE = 'home_page';
export const homePageAction = new RegExp(`^${HOME_PAGE}_(\\w+):(?:back|on)$`);

/** The buttons of a part's list. */
export const turns = (part: string, list: { page: number; total: number; size: number }): Blocks =>
  pageButtons(`${HOME_PAGE}_${part}`, { ...list, carry: part });

/** https://docs.slack.dev/reference/views/home-tab-views */
const MOST_BLOCKS = 100;

/** The parts below one another; what is empty takes no place, and the lines between them give way first. */
export function homeView(...parts: Blocks[]): HomeView {
  const full = parts.filter((blocks) => blocks.length > 0);
  const apart = full.flatMap((blocks, index) => (index === 0 ? blocks : [divider, ...blocks]));
  return { type: 'home', blocks: apart.length <= MOST_BLOCKS ? apart : full.flat() };
}

export interface Hello {
  person: Pick<Person, 'name'>;
  /** What is left to do before Baton works; it stands first. */
  setup: Blocks;
  /** What waits, a few words from each part that has something. */
  headlines: Piece[][];
  isOfTeam: boolean;
  isMarketer: boolean;
  /** Manages a team, or is an admin. */
  isManager: boolean;
  /** Ways that other parts of Baton offer. */
  ways: Button[];
}

/** Who it is for, what is the matter, and the ways to everything that they might want to do. */
export function helloBlocks({ person, setup, headlines, isOfTeam, isMarketer, isManager, ways }: Hello): Blocks {
  const forMembers = isOfTeam
    ? [button(OPEN_LIST, 'My leads', 'mine'), button(homeActions.search, 'Search leads', 'home')]
    : [];
  return [
    header(`Hello, ${person.name}`),
    ...setup,
    // The check-list says more than that there is no team.
    ...(isOfTeam || setup.length === 0 ? [rich(isOfTeam ? matter(headlines) : whatNow(isManager))] : []),
    actions(
      'home_ways',
      button(homeActions.handOff, 'Hand off a lead', 'home', isMarketer ? { style: 'primary' } : {}),
      ...forMembers,
      ...ways,
      ...(isManager ? [button(homeActions.teams, 'Teams', 'home')] : []),
    ),
  ];
}

const matter = (headlines: Piece[][]): Piece[] =>
  headlines.length === 0 ? ['Nothing waits for you. Have a good day.'] : dotted(headlines);

const whatNow = (isManager: boolean): Piece[] => [
  'You are in no sales or marketing team yet. ',
  ...(isManager
    ? [bold('Teams'), ' makes one, or shows you the channels whose people are one.']
    : ['A manager adds you through the team’s channel or user group; until then you can hand off leads.']),
];

/** For those who can do nothing in Baton: why there is nothing here. */
export const strangersHome = (standing: Person['standing']): HomeView =>
  homeView([
    heading('Nothing to see here, sorry'),
    section(
      `Baton passes leads between the sales and marketing teams of this workspace, and only its full members can work with it. You are ${standing}. If that is a mistake, a workspace admin can change it; then open this page again.`,
    ),
  ]);
