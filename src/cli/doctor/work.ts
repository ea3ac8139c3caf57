/** Work that waits: messages, events, doors. */

import type { Db } from '../../platform/db/open.ts';
import { deadLetters } from '../../platform/inbox/queries.ts';
import { backlog } from '../../platform/outbox/queries.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { type Finding, fault, warning } from './finding.ts';

const STUCK_MS = 15 * MINUTE_MS;

export function workFindings(db: Db, isRunning: boolean, now: Date): Finding[] {
  return [...stoppedFindings(isRunning), ...messageFindings(db, isRunning, now), ...eventFindings(db)];
}

const stoppedFindings = (isRunning: boolean): Finding[] =>
  isRunning ? [] : [warning('Baton does not run on this database.', 'Start it, unless it is stopped on purpose.')];

function messageFindings(db: Db, isRunning: boolean, now: Date): Finding[] {
  const { waiting, oldest } = backlog(db);
  if (!isRunning || oldest === undefined || now.getTime() - oldest.getTime() < STUCK_MS) return [];
  return [
    fault(
      `${waiting} messages wait, the oldest since ${oldest.toISOString()}.`,
      'Look at /baton health, and at the log: Slack refuses them, or the network fails.',
    ),
  ];
}

function eventFindings(db: Db): Finding[] {
  const failed = deadLetters(db).reduce((sum, { events }) => sum + events, 0);
  if (failed === 0) return [];
  return [
    fault(
      `${failed} ${failed === 1 ? 'event' : 'events'} from Slack failed too often.`,
      'Once the cause in /baton health is mended: baton events retry.',
    ),
  ];
}
