import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Health } from '../src/health/read.ts';
import type { Homes } from '../src/home/publisher.ts';
import type { Keys } from '../src/platform/crypto/keys.ts';
import type { Db } from '../src/platform/db/open.ts';
import type { Write } from '../src/platform/db/write.ts';
import type { Files } from '../src/platform/files/store.ts';
import type { Directory } from '../src/platform/slack/directory.ts';
import type { FetchFile } from '../src/platform/slack/fetch-file.ts';
import type { Now } from '../src/platform/time/clock.ts';

/** What handlers are given. Nothing here is a global, so that a test or the sandbox can bring its own. */
export interface Deps {
  /** For reading. Changes go through `write`. */
  db: Db;
  write: Write;
  /** What anonymity hangs on: in no database. */
  keys: Keys;
  now: Now;
  log: Logger;
  directory: Directory;
  homes: Homes;
  /** Documents on the disk. */
  files: Files;
  /** What somebody uploaded to Slack. */
  fetchFile: FetchFile;
  /** For questions to Slack. Messages go through the outbox. */
  web: WebClient;
  /** Opens and updates views: never retries, since a trigger lives three seconds. */
  modals: WebClient;
  /** `https://<domain>.slack.com/`, for links to messages. */
  workspaceUrl: string;
  /** How Baton is at this moment. */
  health: () => Health;
  /** Jobs changed (a team's digest has another time): look at them again now. */
  reschedule: () => void;
}
