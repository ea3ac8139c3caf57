/** Where a person gets the daily summary. */
export const morningPlaces = ['message', 'home', 'off'] as const;
export type MorningPlace = (typeof morningPlaces)[number];

/** The reminders that a person gets as direct messages. */
export const reminderLevels = ['all', 'overdue', 'off'] as const;
export type ReminderLevel = (typeof reminderLevels)[number];

/** Where a person gets weekly reports. */
export const weeklyPlaces = ['message', 'off'] as const;
export type WeeklyPlace = (typeof weeklyPlaces)[number];

/** News of accepted leads for a marketer: each one, a summary in the morning, or only the outcomes. */
export const acceptedLevels = ['each', 'daily', 'outcomes'] as const;
export type AcceptedLevel = (typeof acceptedLevels)[number];

/** Whether Baton proposes ride-alongs to the person. */
export const rideProposals = ['monthly', 'off'] as const;
export type RideProposals = (typeof rideProposals)[number];

/** Whether a person is introduced to colleagues of the other side. */
export const introductionChoices = ['on', 'off'] as const;
export type IntroductionChoice = (typeof introductionChoices)[number];

/** Whether posts about wins name the person. */
export const winNames = ['named', 'unnamed'] as const;
export type WinName = (typeof winNames)[number];
