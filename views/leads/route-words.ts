import type { RouteReason } from '../../src/leads/types.ts';

/** Why a person was chosen. */
export const routeWords: Record<RouteReason, string> = {
  named: 'chosen by marketing',
  account: 'existing account contact',
  turn: 'next in rotation',
  one_seller: 'gets all leads of the team',
  fallback: 'fallback owner',
  colleague: 'reassigned by a colleague',
  took: 'accepted it',
};
