/** A message of this workspace, wherever it stands. */
export interface MessageAddress {
  channel: string;
  ts: string;
  /** Set for a reply. */
  threadTs?: string;
}

/** What a link to a message points at; undefined for every other address, those of other workspaces included. */
export function messageAddress(url: string, domain: string): MessageAddress | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  const path = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/.exec(pathname);
  if (!path || protocol !== 'https:' || hostname !== `${domain}.slack.com`) return undefined;
  const [, channel = '', seconds, micros] = path;
  return { channel, ts: `${seconds}.${micros}`, threadTs: searchParams.get('thread_ts') ?? undefined };
}
