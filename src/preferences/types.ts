/** Where somebody gets the list of what waits for them in the morning. */
export const morningPlaces = ['message', 'home', 'off'] as const;
export type MorningPlace = (typeof morningPlaces)[number];

/** The reminders of an escalation that a person gets in a direct message. */
export const reminderLevels = ['all', 'overdue', 'off'] as const;
export type ReminderLevel = (typeof reminderLevels)[number];

/** Where somebody gets what they are told once a week. */
export const weeklyPlaces = ['message', 'off'] as const;
export type WeeklyPlace = (typeof weeklyPlaces)[number];
