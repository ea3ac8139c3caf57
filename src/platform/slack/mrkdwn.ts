/**
 * Slack's notation in mrkdwn text. Typed text goes through `escaped`, or better into plain or rich text, where nothing
 * is markup (https://docs.slack.dev/messaging/formatting-message-text).
 */

export const mention = (userId: string | null) => (userId ? `<@${userId}>` : 'no one');

export const channelLink = (channelId: string) => `<#${channelId}>`;

export const escaped = (typed: string) =>
  typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A moment in each reader's own zone, such as "today at 9:00". `style` consists of Slack's date tokens, with words before. */
export function moment(at: Date, style = '{date_pretty} at {time}'): string {
  const words = style.slice(0, style.indexOf('{'));
  const fallback = `${words}${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at.getTime() / 1000)}^${style}|${fallback}>`;
}

/** The address of a message, built like the answer of chat.getPermalink, without a call. */
export function messageLink(workspaceUrl: string, { channel, ts, threadTs }: MessagePlace): string {
  const link = new URL(`archives/${channel}/p${ts.replace('.', '')}`, workspaceUrl);
  if (threadTs && threadTs !== ts) {
    link.searchParams.set('thread_ts', threadTs);
    link.searchParams.set('cid', channel);
  }
  return link.href;
}

/** The moment of the message at an address that `messageLink` made. */
export function messageAt(link: string): Date | undefined {
  const [, seconds] = /\/p(\d{10})\d{6}(?:\?|$)/.exec(link) ?? [];
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
}

/** The channel and `ts` in a permalink; empty for other links. */
export function placeIn(link: string): { channel?: string | undefined; ts?: string | undefined } {
  const [, channel, seconds, fraction] = /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:\?|$)/.exec(link) ?? [];
  return { channel, ...(seconds && { ts: `${seconds}.${fraction}` }) };
}

export interface MessagePlace {
  channel: string;
  ts: string;
  threadTs?: string;
}
