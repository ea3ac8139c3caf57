/** The agenda of the monthly review: subjects that its points can have. */
export const pointKinds = ['typed', 'message', 'definition', 'clause', 'feedback'] as const;
type PointKind = (typeof pointKinds)[number];

/** Points of Baton itself hold ids and numbers; the view has their words. */
interface PointDetails {
  typed: { words: string };
  /** A message in Slack, with the words that are quoted from it. */
  message: { words: string; channel: string; ts: string; threadTs?: string };
  /** A lead definition that changed, from this change on. */
  definition: { teamId: number; changeId: number };
  /** A clause that many returns of a month cite. */
  clause: { clauseId: number; leads: number; returned: number };
  /** A survey with a next step. */
  feedback: { roundId: number };
}

/** The subject of a point. */
export type PointAbout = { [Kind in PointKind]: { kind: Kind } & PointDetails[Kind] }[PointKind];

export const LONGEST_POINT = 300;
