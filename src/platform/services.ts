import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Keys } from './crypto/keys.ts';
import type { ErasureLog } from './db/erasure-log.ts';
import type { Db } from './db/open.ts';
import type { Write } from './db/write.ts';
import type { Files } from './files/store.ts';
import type { Company } from './slack/company.ts';
import type { Directory } from './slack/directory.ts';
import type { FetchFile } from './slack/fetch-file.ts';
import type { Now } from './time/clock.ts';

/** The running parts of Baton. A function names those that it uses: `Pick<Services, 'db' | 'now'>`. */
export interface Services {
  /** For reading. Changes go through `write`. */
  db: Db;
  write: Write;
  /** Anonymity depends on them; no database has them. */
  keys: Keys;
  /** Outlives the database. */
  erasureLog: ErasureLog;
  now: Now;
  log: Logger;
  directory: Directory;
  /** Where Baton works. */
  company: Company;
  /** Documents on the disk. */
  files: Files;
  /** Fetches an upload from Slack. */
  fetchFile: FetchFile;
  /** For questions to Slack. Messages go through the outbox. */
  web: WebClient;
}
