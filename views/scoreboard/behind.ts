/** Menus of what is behind the figures: every figure opens its leads. */
import type { Button, PlainTextOption } from '@slack/types';
import { writeAsked } from '../../src/scoreboard/carry.ts';
import type { FigureKey } from '../../src/scoreboard/figures.ts';
import type { Board } from '../../src/scoreboard/read.ts';
import { type RequestKey, requestFigures } from '../../src/scoreboard/requests.ts';
import { leadsIn } from '../../src/scoreboard/tally.ts';
import { actions, type Blocks, button, option, selectField, typedOption } from '../kit/blocks.ts';
import { count, figureLabel } from './words.ts';

/** The menus of a modal differ by what follows. */
const BEHIND = 'scoreboard_behind';
export const behindAction = new RegExp(`^${BEHIND}:\\w+$`);
const MOST_OPTIONS = 100;

/** A figure or a part of one in a menu of what is behind it. */
export type Choice = FigureKey | { key: FigureKey; part: string | number | null; leads: number };

/** A menu of figures that have leads; the reader gets them by one choice. */
export function leadsBehind(board: Board, figures: Choice[]): PlainTextOption[] {
  const options = figures.flatMap((one) => {
    const key = typeof one === 'string' ? one : one.key;
    const leads = typeof one === 'string' ? leadsIn(board.figures[key]) : one.leads;
    const part = typeof one === 'string' ? undefined : one.part;
    return leads === 0
      ? []
      : [typedOption(writeAsked(key, part), `${figureLabel(board, key, part)} (${count(leads)})`)];
  });
  return options;
}

/** The same for content requests. */
export function requestsBehind({ requests }: Board, keys: RequestKey[]): PlainTextOption[] {
  return keys.flatMap((key) => {
    const found = requests?.[key] ?? 0;
    return found === 0 ? [] : [option(key, `${requestFigures[key].title} (${count(found)})`)];
  });
}

/** Opens the leads of one figure, or of a source or campaign, for the choice in the metadata of its modal. */
export const leadsButton = (name: string, text: string, asked: string): Button =>
  button(`${BEHIND}:${name}`, text, asked);

export const menu = (name: string, options: PlainTextOption[]): Blocks =>
  options.length === 0
    ? []
    : [
        actions(`scoreboard_${name}`, {
          ...selectField(options.slice(0, MOST_OPTIONS), null, 'Show leads…'),
          action_id: `${BEHIND}:${name}`,
        }),
      ];

export const behind = (board: Board, name: string, figures: Choice[]): Blocks =>
  menu(name, leadsBehind(board, figures));
