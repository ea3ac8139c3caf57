import type { Health } from '../health/read.ts';
import type { Now } from '../platform/time/clock.ts';
import type { DoorCounts } from './door/server.ts';
import type { Route } from './server.ts';

interface Metric {
  name: string;
  kind: 'gauge' | 'counter';
  help: string;
  /** Undefined values are left out. */
  value: number | undefined;
}

interface Sources {
  health: () => Health;
  counters: () => { leads: number; changes: number; door?: DoorCounts | undefined };
  now: Now;
}

/** Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/): only counts and times. */
export const metricsRoute =
  ({ health, counters, now }: Sources): Route =>
  () => ({
    status: 200,
    type: 'text/plain; version=0.0.4',
    body: metrics({ health: health(), ...counters(), now: now() })
      .filter(({ value }) => value !== undefined)
      .map(({ name, kind, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${name} ${value}\n`)
      .join(''),
  });

function metrics({
  health,
  leads,
  changes,
  door,
  now,
}: {
  health: Health;
  leads: number;
  changes: number;
  door?: DoorCounts | undefined;
  now: Date;
}): Metric[] {
  const { outbox, inbox, alerts, failing, paused, unread, databaseBytes, diskFreeBytes, lastBackup, crm } = health;
  const gauge = (name: string, help: string, value: number | undefined): Metric => ({
    name,
    kind: 'gauge',
    help,
    value,
  });
  const counter = (name: string, help: string, value: number): Metric => ({ name, kind: 'counter', help, value });
  const age = outbox.oldest ? Math.max(0, (now.getTime() - outbox.oldest.getTime()) / 1000) : 0;
  return [
    counter('baton_leads_total', 'Leads that were handed off.', leads),
    counter('baton_lead_changes_total', 'Changes to leads: accepted, touched, won and the like.', changes),
    gauge('baton_outbox_waiting', 'Messages that wait to be posted.', outbox.waiting),
    gauge('baton_outbox_oldest_seconds', 'Age of the oldest message that waits.', age),
    gauge('baton_crm_behind_seconds', 'Age of what is not in step with the CRM.', crm && crm.behindMs / 1000),
    gauge('baton_crm_waiting', 'Leads to write into the CRM.', crm?.waiting),
    gauge('baton_crm_refused', 'Leads that the CRM refused to write.', crm?.refused),
    gauge('baton_inbox_waiting', 'Events that wait to be handled.', inbox.waiting),
    gauge('baton_inbox_dead_lettered', 'Events that failed too often.', inbox.deadLettered),
    ...(door
      ? [
          counter(
            'baton_door_received_total',
            'Requests of sources that were received since the start.',
            door.received,
          ),
          counter(
            'baton_door_refused_total',
            'Requests to the HTTP door that were refused since the start.',
            door.refused,
          ),
        ]
      : []),
    gauge(
      'baton_kept_bodies',
      'Bodies of sources that could not be read and wait for an admin.',
      unread.reduce((sum, { bodies }) => sum + bodies, 0),
    ),
    gauge('baton_token_refused', '1 while Slack refuses the token.', paused ? 1 : 0),
    gauge('baton_alerts_open', 'Open alerts.', alerts.length),
    gauge('baton_jobs_failing', 'Scheduled work whose last try failed.', failing.length),
    gauge('baton_database_bytes', 'Size of the database.', databaseBytes),
    gauge('baton_disk_free_bytes', 'Free space on the disk of the database.', diskFreeBytes),
    gauge(
      'baton_last_backup_timestamp_seconds',
      'When the last backup was made.',
      lastBackup && Math.floor(lastBackup.at.getTime() / 1000),
    ),
    gauge('process_resident_memory_bytes', 'Memory of the process.', process.memoryUsage.rss()),
    gauge('process_start_time_seconds', 'When the process began.', Math.floor(Date.now() / 1000 - process.uptime())),
  ];
}
