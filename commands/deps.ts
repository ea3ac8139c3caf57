import type { WebClient } from '@slack/web-api';
import type { Health } from '../src/health/read.ts';
import type { Homes } from '../src/home/publisher.ts';
import type { Services } from '../src/platform/services.ts';

/** What handlers are given. Nothing here is a global, so that a test or the sandbox can bring its own. */
export interface Deps extends Services {
  homes: Homes;
  /** Opens and updates views: never retries, since a trigger lives three seconds. */
  modals: WebClient;
  /** `https://<domain>.slack.com/`, for links to messages. */
  workspaceUrl: string;
  /** How Baton is at this moment. */
  health: () => Health;
  /** Jobs changed (a team's digest has another time): look at them again now. */
  reschedule: () => void;
}
