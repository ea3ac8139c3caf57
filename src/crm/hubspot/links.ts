/** Links to contacts, as HubSpot's own pages have them. */
import type { Account } from './answers.ts';

export const contactLink = ({ uiDomain, portalId }: Account, id: string): string =>
  `https://${uiDomain}/contacts/${portalId}/record/0-1/${id}`;

/** Also of older links, and with a query; another account's link leads nowhere. */
export function contactIn({ portalId }: Account, link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { hostname, pathname } = new URL(link);
  if (hostname !== 'hubspot.com' && !hostname.endsWith('.hubspot.com')) return undefined;
  const [, account, id] = /^\/contacts\/(\d+)\/(?:record\/0-1|contact)\/(\d+)(?:\/|$)/.exec(pathname) ?? [];
  return account === portalId ? id : undefined;
}
