import type { Db } from '../../platform/db/open.ts';
import { messageLink } from '../../platform/slack/mrkdwn.ts';
import { cardOf } from '../card-place.ts';

/** The address at which people find a lead: its own link, else its card. Null without both. */
export function pageOfLead(
  db: Db,
  leadId: number,
  { publicUrl, workspaceUrl }: { publicUrl: string | undefined; workspaceUrl: string },
): string | null {
  if (publicUrl !== undefined) return new URL(`/lead/${leadId}`, publicUrl).href;
  const card = cardOf(db, leadId);
  return card ? messageLink(workspaceUrl, card) : null;
}
