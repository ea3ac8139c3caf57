import { type TeamKind, teamKinds } from '../teams/table.ts';

/** Meetings that one team opens to the other. */
export const meetingKinds = ['call', 'demo', 'negotiation', 'visit', 'campaign', 'other'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** The team that rides along: marketing in a meeting with a buyer, sales in a meeting of a campaign. */
export const sides = teamKinds;
export type Side = TeamKind;

export const rideStatuses = ['open', 'over', 'called_off'] as const;

/** `host` offers the meeting, a `rider` sits in it. */
export const rideRoles = ['host', 'rider'] as const;

/** `over`: the month ended without a meeting. */
export const pairStates = ['proposed', 'picked', 'declined', 'over'] as const;

/** In minutes. */
export const lengths = [15, 30, 45, 60, 90, 120, 180] as const;

/** More would be an audience. */
export const MOST_SEATS = 5;

/** Characters of each field. */
export const LIMITS = { title: 100, place: 300, words: 500, reason: 300, answer: 500 } as const;
