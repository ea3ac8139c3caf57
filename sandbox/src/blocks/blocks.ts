import { alert, card, carousel, container, contextActions, plan, taskCard } from './cards.ts';
import { dataVisualization } from './charts.ts';
import { file, layout, markdown } from './layout.ts';
import { richText } from './rich-text.ts';
import { byType, EVERYWHERE, type Kind, on, type Rule } from './rule.ts';
import { dataTable, table } from './tables.ts';

/**
 * Every block, and the surfaces it may appear on. Where Slack's pages and its API differ, a block is allowed only where
 * both allow it, so that everything the sandbox accepts Slack accepts too. Cards are listed for modals and `table` for
 * the home, but neither is shown there; `alert` is listed for modals only, although one of Slack's samples posts it.
 * The list: docs.slack.dev/blocks.json.
 */
export const blockKinds: Kind[] = [
  ...on(EVERYWHERE, ...layout, richText),
  ...on(['message', 'home'], card, carousel, dataTable),
  ...on(['message'], markdown, table, dataVisualization, container, plan, taskCard, contextActions),
  ...on(['modal'], alert),
  ...on([], file),
];

/** Any block that is allowed on the current surface. */
export const block: Rule = byType(blockKinds);
