/** Faults other than a channel or person that takes no messages, and whether Baton can still do its work. */
export const healthAlerts = {
  /** Slack refuses the token: nothing is posted. */
  token_refused: 'failing',
  /** A message has waited for longer than it should. */
  outbox_stuck: 'failing',
  job_failing: 'failing',
  disk_low: 'failing',
  /** Events that failed too often and are not retried. */
  events_dead_lettered: 'warning',
  /** The user group of a team is deleted or disabled: who is in the team is known from before. */
  team_gone: 'warning',
  /** Slack has not told for a while who is in a team. */
  team_unread: 'warning',
  /** Forms that could not be read as leads wait for an admin. */
  leads_unread: 'warning',
  /** The secret of a source cannot be opened, so its requests are not taken. */
  source_secret_lost: 'warning',
  missing_scope: 'warning',
  backup_old: 'warning',
  /** A receiver of webhooks does not take events. */
  webhook_failing: 'warning',
  /** The CRM does not accept the key: the sync is stopped. */
  crm_key_refused: 'warning',
  /** The sync with the CRM is late. */
  crm_late: 'warning',
  /** Writes that the CRM refused. */
  crm_refusals: 'warning',
  /** Baton turned a webhook off: the receiver wants no more, or its address cannot be read. */
  webhook_off: 'warning',
} as const;
export type HealthAlert = keyof typeof healthAlerts;

export const isHealthAlert = (error: string): error is HealthAlert => error in healthAlerts;
