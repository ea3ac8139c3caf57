/** How a team's leads find a seller. */
export const routingModes = ['pool', 'round_robin', 'one'] as const;
export type RoutingMode = (typeof routingModes)[number];

/** Why a lead went to somebody. */
export const routeReasons = ['named', 'account', 'turn', 'one_seller', 'fallback', 'colleague', 'took'] as const;
export type RouteReason = (typeof routeReasons)[number];
