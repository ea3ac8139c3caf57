/** The progress of a practice lead. */
export const rehearsalSteps = ['handed_off', 'accepted', 'touched'] as const;
export type RehearsalStep = (typeof rehearsalSteps)[number];

/** The steps of the set-up, in order. */
export const setupSteps = ['sales', 'marketing', 'channels', 'times', 'handoff'] as const;
export type SetupStep = (typeof setupSteps)[number];
