/** A message of this workspace. */
export interface MessageAddress {
  channel: string;
  ts: string;
  /** Set for a reply. */
  threadTs?: string;
}

/** The message of a permalink; undefined for any other address, including those of other workspaces. */
export function messageAddress(url: string, domain: string): MessageAddress | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname, searchParams } = new URL(url);
  const path = /^\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/.exec(pathname);
  if (!path || protocol !== 'https:' || hostname !== `${domain}.slack.com`) return undefined;
  const [, channel = '', seconds, micros] = path;
  return { channel, ts: `${seconds}.${micros}`, threadTs: searchParams.get('thread_ts') ?? undefined };
}
