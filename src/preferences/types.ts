/** Where a person gets the daily summary. */
export const morningPlaces = ['message', 'home', 'off'] as const;
export type MorningPlace = (typeof morningPlaces)[number];

/** The reminders that a person gets as direct messages. */
export const reminderLevels = ['all', 'overdue', 'off'] as const;
export type ReminderLevel = (typeof reminderLevels)[number];

/** Where a person gets weekly reports. */
export const weeklyPlaces = ['message', 'off'] as const;
export type WeeklyPlace = (typeof weeklyPlaces)[number];
