/** How far a pretend lead has come. */
export const rehearsalSteps = ['handed_off', 'accepted', 'touched'] as const;
export type RehearsalStep = (typeof rehearsalSteps)[number];

/** What there is to do before a company works with Baton, in this order. */
export const setupSteps = ['sales', 'marketing', 'channels', 'times', 'handoff'] as const;
export type SetupStep = (typeof setupSteps)[number];
