/** The kinds of entries, with their words for readers. Kinds are never renamed: exported entries have them. */
export const auditKinds = {
  'setting.changed': 'changed a setting',
  'team.created': 'created a team',
  'team.changed': 'changed a team',
  'team.rotation_changed': 'changed a rotation',
  'ritual.changed': 'changed a ritual',
  'permission.refused': 'was refused',
  'data.exported': 'exported data',
  'source.created': 'created a source',
  'source.changed': 'changed a source',
  'source.key_rotated': 'gave a source a new key',
  'source.deleted': 'deleted a source',
  'source.discarded': 'deleted a message of a source',
  'inbox.changed': 'changed an inbox channel',
  'inbox.removed': 'removed an inbox channel',
  'person.exported': 'exported data about a person',
  'person.erased': 'erased a person',
  'backup.written': 'wrote a backup',
  'backup.restored': 'restored a backup',
  'start.changed': 'runs with another configuration',
  'webhook.added': 'added a webhook',
  'webhook.changed': 'changed a webhook',
  'webhook.rotated': 'made a new secret for a webhook',
  'webhook.off': 'turned a webhook off',
  'webhook.on': 'turned a webhook on',
  'webhook.removed': 'removed a webhook',
  'webhook.replayed': 'sent failed events of a webhook again',
  'crm.connected': 'connected a CRM',
  'crm.changed': 'changed what goes to and comes from the CRM',
  'crm.key_replaced': 'replaced the key of the CRM',
  'crm.on': 'switched the sync with the CRM on',
  'crm.stopped': 'stopped the sync with the CRM',
  'crm.key_refused': 'stopped the sync with the CRM, because it refused the key',
  'crm.disconnected': 'disconnected the CRM',
  'crm.tried_again': 'had refused changes sent to the CRM again',
  'crm.left_out': 'left out changes that the CRM refused',
  'audit.pruned': 'deleted old entries, by the retention',
} as const;

export type AuditKind = keyof typeof auditKinds;

/** Actors that are no people of the workspace. */
export const COMMAND_LINE = 'command line';
export const BATON = 'Baton';
