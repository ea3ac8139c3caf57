/** The changes that end a step: the first two are its success. */
export const stepOutcomes = ['handed_off', 'accepted', 'declined', 'nurtured', 'disqualified', 'erased'] as const;
export type StepOutcome = (typeof stepOutcomes)[number];
