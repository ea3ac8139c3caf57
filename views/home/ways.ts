/** One row of buttons that lead to everything else: the likeliest three, and a menu. */
import type { Button } from '@slack/types';
import { type Blocks, button } from '../kit/blocks.ts';
import { buttonsAndMenu } from '../kit/row.ts';
import { OPEN_LIST } from '../leads/list.ts';
import { settingsActions } from '../settings/list.ts';
import { homeActions } from './home.ts';

export interface WaysReader {
  isSeller: boolean;
  isMarketer: boolean;
  /** Manages a team, or is an admin. */
  isManager: boolean;
}

const to = {
  handOff: button(homeActions.handOff, 'Hand off a lead', 'home'),
  mine: button(OPEN_LIST, 'My leads', 'mine'),
  ofTeam: button(OPEN_LIST, 'Leads awaiting contact', 'untouched'),
  search: button(homeActions.search, 'Search leads', 'home'),
  find: button(homeActions.findContent, 'Find content', 'home'),
  request: button(homeActions.requestContent, 'Request content', 'home'),
  feedback: button(homeActions.askFeedback, 'Ask for feedback', 'home'),
  teams: button(homeActions.teams, 'Teams', 'home'),
  settings: button(settingsActions.open, 'Settings', 'home'),
} satisfies Record<string, Button>;

const SHOWN = 3;

export function waysBlocks(reader: WaysReader): Blocks {
  const ways = waysOf(reader);
  return [buttonsAndMenu('home_ways', ways.slice(0, SHOWN), ways.slice(SHOWN))];
}

/** The likeliest first; at most eight: three buttons and five choices of a menu. */
export function waysOf({ isSeller, isMarketer, isManager }: WaysReader): Button[] {
  const { handOff, mine, ofTeam, search, find, request, feedback, teams, settings } = to;
  if (isManager && !isSeller && !isMarketer) return [teams, settings, handOff, find, request, feedback];
  if (isManager) return [teams, settings, search, mine, handOff, find, request, feedback];
  if (isSeller) return [mine, search, find, ofTeam, request, handOff, feedback];
  const green: Button = { ...handOff, style: 'primary' };
  return isMarketer ? [green, find, mine, search, request, feedback] : [green, find, request, feedback];
}
