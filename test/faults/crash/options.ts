import { join } from 'node:path';
import type { Logger } from 'pino';
import type { BatonOptions } from '../../../src/app/options.ts';
import { salesforce } from '../../../src/crm/salesforce/kind.ts';
import { testHubSpot } from '../../support/hubspot/kind.ts';

/** The company in which a process runs Baton. */
export interface Place {
  folder: string;
  /** On another disk, as in production, where it goes to the output. */
  log: string;
  mode: 'socket' | 'http';
  botToken: string;
  appToken: string;
  signingSecret: string;
  apiUrl: string;
  /** Of the CRM; none when left out. */
  crmUrl?: string;
}

export const databaseIn = (folder: string): string => join(folder, 'baton.db');
export const backupsIn = (folder: string): string => join(folder, 'backups');

/** As production runs it, but for the pauses: the process that dies and the one after it are the same. */
export function optionsOf(place: Place, now: () => Date, log: Logger): BatonOptions {
  const { mode, botToken, apiUrl, folder } = place;
  return {
    connection:
      mode === 'socket' ? { mode, appToken: place.appToken } : { mode, signingSecret: place.signingSecret, port: 0 },
    botToken,
    apiUrl,
    databasePath: databaseIn(folder),
    backups: { folder: backupsIn(folder), keep: 3 },
    door: { host: '127.0.0.1', port: 0 },
    webhooksAllow: ['127.0.0.1'],
    ...(place.crmUrl !== undefined && {
      crm: { kinds: [testHubSpot(), salesforce], given: {}, address: place.crmUrl },
    }),
    now,
    log,
    stopMs: 500,
    health: { restMs: 0 },
    pauses: { firstMs: 10, longestMs: 100 },
    droppedMs: 10,
    posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 50, probeMs: 100 },
    homes: { paceMs: 20, backoffMs: 20, perMinute: 60_000 },
  };
}
