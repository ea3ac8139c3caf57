import type { Log } from '../platform/log.ts';
import { declinedScopesIn, eventsWithout, missingScopes } from './scopes.ts';

const REINSTALL =
  'Paste manifest.yml under App Manifest of the app (api.slack.com/apps), then press Reinstall to Workspace under Install App.';

/** Logs at the start, and after each change, which scopes of the manifest Slack granted, and which events need the others. */
export function createScopeLog(log: Log): (granted: readonly string[]) => void {
  let logged: string | undefined;
  return (granted) => {
    const missing = missingScopes(granted);
    const declined = declinedScopesIn(granted);
    const found = JSON.stringify([missing, declined]);
    if (found === logged) return;
    logged = found;
    const optional = { optional: declined, eventsNotSent: eventsWithout([...missing, ...declined]) };
    if (missing.length > 0) log.warn({ missing, ...optional }, `Slack did not grant every scope. ${REINSTALL}`);
    else if (declined.length > 0)
      log.info(optional, 'Slack granted every scope that Baton needs, and not all optional ones');
    else log.info('Slack granted every scope of the manifest');
  };
}
