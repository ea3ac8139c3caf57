/**
 * What is heard of reactions: their events come in any order and more than once, and what was missed is read from the
 * message itself, so an older word must not undo a newer one.
 */

/** The newest that Slack said of one person's emoji. */
export interface ReactionWord {
  present: boolean;
  /** `event_ts`, as Slack writes it. */
  eventTs: string;
}

/**
 * Weighs a word on a reaction against what is known of it. What is newer is to be remembered; it is news when something
 * changed by it: repetitions, and the taking back of what was never heard of, are none.
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
  // Digits alone: a comparison by the rules of a language would load those rules.
  return Number(a) - Number(b) || Number(fractionA > fractionB) - Number(fractionA < fractionB);
}

interface Standing {
  emoji: string;
  userId: string;
}

/**
 * What was missed: the reactions as Slack has them now, against what was heard. Each is only just newer than what was
 * last heard of it: an event that is still on its way knows better, whatever our own clock says.
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

/** Timestamps are compared digit by digit, so that one more digit is later than without it. */
const justAfter = (ts: string) => `${ts}1`;

/** https://docs.slack.dev/reference/events/reaction_added */
export interface ReactionEvent {
  user: string;
  reaction: string;
  item: { type: string; channel: string; ts: string };
  event_ts: string;
}

/** A reaction as it is heard, on whatever card. */
export type ReactionOf = ReactionWord & { userId: string; emoji: string };
