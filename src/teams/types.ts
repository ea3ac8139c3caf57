/** The ways in which a team's leads find an owner. */
export const routingModes = ['pool', 'round_robin', 'one'] as const;
export type RoutingMode = (typeof routingModes)[number];
