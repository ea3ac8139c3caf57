import { cardOf } from '../../leads/card-place.ts';
import { leadIdOfPath } from '../../leads/links/address.ts';
import { messageLink } from '../../platform/slack/mrkdwn.ts';
import type { DoorDeps } from './handle.ts';

/**
 * Where a link to a lead leads in a browser: to its card, which Slack shows only to people who may read its channel. A lead without a
 * card, and a number without a lead, lead to the workspace. Undefined for other paths.
 */
export function leadLink(
  { db, workspaceUrl, hasLinks = false }: Pick<DoorDeps, 'db' | 'workspaceUrl' | 'hasLinks'>,
  url: string,
): string | undefined {
  const leadId = hasLinks ? leadIdOfPath(url.split('?', 1)[0] ?? '') : undefined;
  if (leadId === undefined) return undefined;
  const card = cardOf(db, leadId);
  return card ? messageLink(workspaceUrl, card) : workspaceUrl;
}
