import type { ActionsBlock, Button, PlainTextOption } from '@slack/types';
import { MORE } from '../../src/platform/slack/addressee.ts';
import { actions, overflow } from './blocks.ts';

/** At most six: Slack's limit for a menu is five. */
export type Row = [Button, ...Button[]];

/**
 * The buttons of one thing in a list: the first one, and a menu of the others. A choice acts at once: a question before
 * it is lost, so an act that cannot be undone opens a form or comes first.
 */
export function rowActions(blockId: string, [first, ...others]: Row): ActionsBlock {
  return buttonsAndMenu(blockId, [first], others);
}

/** Some buttons, and a menu of the others. */
export const buttonsAndMenu = (blockId: string, shown: readonly Button[], others: readonly Button[]): ActionsBlock =>
  actions(blockId, ...shown, ...(others.length > 0 ? [overflow(MORE, others.map(choiceOf))] : []));

const choiceOf = ({ action_id, value = '', text, url }: Button): PlainTextOption => ({
  text,
  value: `${action_id}:${value}`,
  ...(url && { url }),
});
