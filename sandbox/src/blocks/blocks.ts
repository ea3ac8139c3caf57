import { alert, card, carousel, container, contextActions, plan, taskCard } from './cards.ts';
import { dataVisualization } from './charts.ts';
import { file, layout, markdown } from './layout.ts';
import { richText } from './rich-text.ts';
import { byType, EVERYWHERE, type Kind, on, type Rule } from './rule.ts';
import { dataTable, table } from './tables.ts';

/**
 * Every block, and where it may stand. Where Slack's pages and its answers differ, a block stands here only where both
 * allow it, so that what the sandbox takes Slack takes too: cards are listed for modals and tables for the home, but
 * neither is shown there; `alert` is listed for modals alone though one of Slack's own samples posts it.
 */
const kinds: Kind[] = [
  ...on(EVERYWHERE, ...layout, richText),
  ...on(['message', 'home'], card, carousel),
  ...on(['message'], markdown, table, dataTable, dataVisualization, container, plan, taskCard, contextActions),
  ...on(['modal'], alert),
  ...on([], file),
];

/** Any block that may stand on the surface at hand. */
export const block: Rule = byType(kinds);
