/** Work that waits: messages, events, doors. */

import { openConnection } from '../../crm/connection.ts';
import { credentialsOf } from '../../crm/credentials.ts';
import { crmHealth } from '../../crm/trouble.ts';
import { withLostSecret } from '../../intake/keys.ts';
import { unreadBySource } from '../../intake/queries.ts';
import type { Keys } from '../../platform/crypto/keys.ts';
import type { Db } from '../../platform/db/open.ts';
import { deadLetters } from '../../platform/inbox/queries.ts';
import { backlog } from '../../platform/outbox/queries.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { type Finding, fault, warning } from './finding.ts';

const STUCK_MS = 15 * MINUTE_MS;

export function workFindings(db: Db, keys: Keys, isRunning: boolean, now: Date): Finding[] {
  return [
    ...stoppedFindings(isRunning),
    ...messageFindings(db, isRunning, now),
    ...eventFindings(db),
    ...sourceFindings(db, keys, now),
    ...crmFindings(db, keys, now),
  ];
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

function sourceFindings(db: Db, keys: Keys, now: Date): Finding[] {
  const unread = unreadBySource(db).map(({ source, bodies }) =>
    warning(
      `${source} sent ${bodies} ${bodies === 1 ? 'message that is' : 'messages that are'} no lead yet.`,
      'Mend its mapping in /baton sources, and take them in. They are kept for 30 days.',
    ),
  );
  const lost = withLostSecret(db, keys, now).map(({ name }) =>
    fault(
      `The secret of ${name} cannot be opened: its key is not on this machine.`,
      'Give it a new one: baton sources rotate, or /baton sources. Enter it in the tool.',
    ),
  );
  return [...unread, ...lost];
}

function crmFindings(db: Db, keys: Keys, now: Date): Finding[] {
  const connection = openConnection(db);
  const health = crmHealth(db, undefined, now);
  if (!connection || !health || connection.state === 'stopped' || connection.state === 'draft') return [];
  const { crm, refused, state, isLate } = health;
  const hasLostKey = connection.sealed !== null && !credentialsOf({ keys, given: {} }, connection);
  return [
    ...(hasLostKey
      ? [fault(`The key of ${crm} cannot be opened on this machine.`, 'Give it again: /baton crm, Replace the key.')]
      : []),
    ...(state === 'refused'
      ? [fault(`${crm} does not accept the key any more.`, 'Make another key there, and give it in /baton crm.')]
      : []),
    ...(isLate ? [fault(`The sync with ${crm} is late.`, 'Look at /baton crm: it shows what the CRM answers.')] : []),
    ...(refused > 0
      ? [
          warning(
            `${crm} refused the changes of ${refused} ${refused === 1 ? 'lead' : 'leads'}.`,
            'Look at them in /baton crm, and try again.',
          ),
        ]
      : []),
  ];
}
