/**
 * Order of reactions: their events arrive in any order and repeatedly, and missed ones are read from the message
 * itself, so an older event must not undo a newer one.
 */

/** The latest known state of one person's emoji. */
export interface ReactionWord {
  present: boolean;
  /** `event_ts`, as Slack writes it. */
  eventTs: string;
}

/**
 * Compares a reaction event with the last known state. Newer events are stored; they are news only if they change
 * something. Repeated events, and removals of unknown reactions, are not news.
 */
export function weighReaction(
  known: ReactionWord | undefined,
  heard: ReactionWord,
): { isNewer: boolean; isNews: boolean } {
  const isNewer = !known || compareTs(known.eventTs, heard.eventTs) < 0;
  return { isNewer, isNews: isNewer && heard.present !== (known?.present ?? false) };
}

/** Slack's timestamps are decimals with a fixed fraction; as numbers they would lose their last digits. */
function compareTs(one: string, other: string): number {
  const [a = '0', fractionA = ''] = one.split('.');
  const [b = '0', fractionB = ''] = other.split('.');
  // Digits only: localeCompare would load collation data.
  return Number(a) - Number(b) || Number(fractionA > fractionB) - Number(fractionA < fractionB);
}

interface Standing {
  emoji: string;
  userId: string;
}

/**
 * Missed reactions: the current state in Slack compared with the known one. Each gets a timestamp just after the last
 * known event, so that an event that is still on its way wins, whatever our own clock says.
 */
export function missedReactions(
  standing: readonly Standing[],
  heard: readonly (Standing & ReactionWord)[],
  messageTs: string,
): (Standing & ReactionWord)[] {
  const same = (one: Standing) => (other: Standing) => one.emoji === other.emoji && one.userId === other.userId;
  const appeared = standing
    .map((one) => ({ one, known: heard.find(same(one)) }))
    .filter(({ known }) => !known?.present)
    .map(({ one, known }) => ({ ...one, present: true, eventTs: justAfter(known?.eventTs ?? messageTs) }));
  const went = heard
    .filter((one) => one.present && !standing.some(same(one)))
    .map(({ emoji, userId, eventTs }) => ({ emoji, userId, present: false, eventTs: justAfter(eventTs) }));
  return [...appeared, ...went];
}

/** Timestamps are compared digit by digit, so that an additional digit is later. */
const justAfter = (ts: string) => `${ts}1`;

/** https://docs.slack.dev/reference/events/reaction_added */
export interface ReactionEvent {
  user: string;
  reaction: string;
  item: { type: string; channel: string; ts: string };
  event_ts: string;
}

/** A reaction on any card. */
export type ReactionOf = ReactionWord & { userId: string; emoji: string };
