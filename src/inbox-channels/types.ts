/** The treatment of a lead in the channel. */
export const inboxModes = ['propose', 'hand_off'] as const;
export type InboxMode = (typeof inboxModes)[number];

export const proposalStatuses = ['open', 'handed_off', 'not_a_lead'] as const;

/** Slack takes some fifty reads a minute, and each channel is read four times a minute. */
export const MOST_CHANNELS = 10;
