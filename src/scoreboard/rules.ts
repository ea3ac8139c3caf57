/** True for all figures. */
export const RULES = [
  'Every figure is computed from the history of leads and requests, and counts each lead once.',
  'Activity: events in the period, each figure dated by its own moment. Cohort: the outcome so far of the leads that were handed off in the period.',
  'A period begins and ends at midnight in the time zone of the chosen team, or of the oldest sales team.',
  'A reassigned lead counts once, and for the seller who has it now. A change of a team, its hours or its deadlines changes no time and no missed deadline of the past.',
  'An erased lead stays in all figures: only its name and its words are gone. Practice leads are not counted.',
  'With rates that managers set, a sum in several currencies is also shown in that of the company, by the rates of the last day of the period, or of today while it runs.',
  'A correction counts for its own past: a reopened win leaves the month in which it was won.',
] as const;
