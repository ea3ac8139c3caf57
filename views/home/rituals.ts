import type { OpenRitual } from '../../src/home/rituals.ts';
import { moment } from '../../src/platform/slack/mrkdwn.ts';
import { answerAction, minutesFor } from '../../src/rituals/ritual.ts';
import { actions, type Blocks, button, mrkdwn } from '../kit/blocks.ts';

const MOST_SHOWN = 5;

/** In one block, since a home has few: with its terms if it is the only one. */
export function openRitualBlocks(all: OpenRitual[]): Blocks {
  const [only, ...others] = all.slice(0, MOST_SHOWN);
  if (!only) return [];
  if (others.length > 0) {
    return [actions('home_rituals', ...[only, ...others].map((one) => fill(one, `${one.name}: ${one.asks.button}`)))];
  }
  const { name, asks, cycle } = only;
  const closes = cycle.closesAt ? [`closes ${moment(cycle.closesAt)}`] : [];
  const terms = [`about ${minutesFor(asks.fields)} min`, ...(asks.isAnonymous ? ['anonymous'] : []), ...closes];
  return [{ type: 'section', text: mrkdwn([`*${name}*`, ...terms].join('  ·  ')), accessory: fill(only, asks.button) }];
}

const fill = ({ key, name, asks, cycle }: OpenRitual, text: string) =>
  button(answerAction(key), text, String(cycle.id), { label: `${name}: ${asks.button}` });
