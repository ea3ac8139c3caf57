/** How a team's leads find a seller. */
export const routingModes = ['pool', 'round_robin', 'one'] as const;
export type RoutingMode = (typeof routingModes)[number];

/**
 * Two queues: for leads that come, and for leads that nobody accepted in time. Apart, since whoever had a lead cannot be
 * asked for it again, which would bend the turns of the first queue.
 */
export const queues = ['first', 'moved'] as const;
export type Queue = (typeof queues)[number];

/** Why a lead went to somebody. */
export const routeReasons = ['named', 'account', 'turn', 'one_seller', 'fallback', 'colleague', 'took'] as const;
export type RouteReason = (typeof routeReasons)[number];
