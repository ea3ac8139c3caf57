/** How a team's leads find a seller. */
export const routingModes = ['pool', 'round_robin', 'one'] as const;
export type RoutingMode = (typeof routingModes)[number];
