import type { Health } from '../health/read.ts';
import { healthAlerts, isHealthAlert } from '../health/types.ts';
import type { Route } from './server.ts';

/**
 * 200 while Baton works, 503 otherwise. Reasons come from a closed list, without places or people: `/baton health` in
 * Slack has details.
 */
export const healthRoute =
  (read: () => Health): Route =>
  () => {
    const { alerts } = read();
    const reasons = new Set(alerts.map(({ error }) => (isHealthAlert(error) ? error : 'channel_closed')));
    const isFailing = [...reasons].some((one) => isHealthAlert(one) && healthAlerts[one] === 'failing');
    const status = isFailing ? 'failing' : reasons.size > 0 ? 'warning' : 'ok';
    return {
      status: isFailing ? 503 : 200,
      type: 'application/json',
      body: `${JSON.stringify({ status, reasons: [...reasons].sort() })}\n`,
    };
  };
