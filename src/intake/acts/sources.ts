/** Changes to sources. Each is in the audit log, without keys. */

import { recordAudit } from '../../platform/audit/record.ts';
import type { Keys } from '../../platform/crypto/keys.ts';
import { eq } from '../../platform/db/drizzle.ts';
import type { Tx } from '../../platform/db/write.ts';
import { UserError } from '../../platform/errors.ts';
import { DAY_MS } from '../../platform/time/units.ts';
import { requireSalesTeam } from '../../teams/queries.ts';
import { addKey, endKeys } from '../keys.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { requireSource, sourceBySlug } from '../queries.ts';
import { intakeKept, intakeKeys, intakeReceipts, intakeSources, type Source } from '../table.ts';
import type { SourceAuth } from '../types.ts';

const PER_MINUTE = 600;
/** The former key of a rotation. */
const ROTATION_MS = 7 * DAY_MS;
const LONGEST_NAME = 60;
const LONGEST_SLUG = 60;
/** RFC 9110, 5.1: a token. */
const HEADER = /^[a-z0-9!#$%&'*+.^_`|~-]{1,60}$/;

type SourceForm = Pick<Source, 'name' | 'teamId' | 'marketerId' | 'auth'> &
  Partial<Pick<Source, 'sender' | 'sourceLabel' | 'temperature'>>;

/** The key is shown once, and never again. */
export interface WithKey {
  source: Source;
  key: string;
}

interface Act {
  /** Slack id, or `command line`. */
  by: string;
  /** The secret that the sender made, for signatures alone. */
  given?: string | undefined;
}

/** @throws UserError for a name in use, and for a secret that is too weak. */
export function createSource(tx: Tx, keys: Keys, form: SourceForm, { by, given }: Act, now: Date): WithKey {
  const name = form.name.trim().replace(/\s+/g, ' ');
  const slug = slugOf(name);
  if (slug === '' || name.length > LONGEST_NAME)
    throw new UserError(`A source needs a name of 1 to ${LONGEST_NAME} characters, with a letter or digit.`);
  if (sourceBySlug(tx, slug)) throw new UserError('Another source has this name.');
  requireSalesTeam(tx, form.teamId);
  const auth = checked(form.auth);
  const row = { ...form, name, slug, auth, isOn: true, perMinute: PER_MINUTE, createdAt: now };
  const source = tx.insert(intakeSources).values(row).returning().get();
  const key = addKey(tx, keys, { sourceId: source.id, auth, given }, now);
  note(tx, 'source.created', source, { by, details: { team: form.teamId, auth: auth.kind } }, now);
  return { source, key };
}

/** `Contact form (EU)` is `contact-form-eu`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_SLUG);

function checked(auth: SourceAuth): SourceAuth {
  if (auth.kind === 'signature') return auth;
  const name = auth.kind === 'header' ? auth.name.trim().toLowerCase() : auth.name.trim();
  if (auth.kind === 'header' && !HEADER.test(name)) throw new UserError('This cannot be the name of a header.');
  if (name === '' || name.length > LONGEST_NAME) throw new UserError('Name the field that has the key.');
  return { ...auth, name };
}

/** A new key. The current one is accepted for seven more days, so that the sender can be changed in peace. */
export function rotateKey(tx: Tx, keys: Keys, sourceId: number, { by, given }: Act, now: Date): WithKey {
  const source = requireSource(tx, sourceId);
  endKeys(tx, sourceId, new Date(now.getTime() + ROTATION_MS));
  const key = addKey(tx, keys, { sourceId, auth: source.auth, given }, now);
  note(tx, 'source.key_rotated', source, { by }, now);
  return { source, key };
}

/** Another proof of origin, with a new key. The earlier keys end at once. */
export function setAuth(
  tx: Tx,
  keys: Keys,
  { sourceId, auth: wanted }: { sourceId: number; auth: SourceAuth },
  { by, given }: Act,
  now: Date,
): WithKey {
  const auth = checked(wanted);
  const source = change(tx, sourceId, { auth }, { by, details: { auth: auth.kind } }, now);
  endKeys(tx, sourceId, now);
  return { source, key: addKey(tx, keys, { sourceId, auth, given }, now) };
}

/** Where each field stands in a body; null to begin again. */
export const setMapping = (tx: Tx, sourceId: number, mapping: Mapping | null, { by }: Act, now: Date): Source =>
  change(tx, sourceId, { mapping }, { by, details: { mapping: mapping === null ? 'removed' : 'set' } }, now);

/** A source that is off refuses what comes, so that its sender tries again. */
export const switchSource = (tx: Tx, sourceId: number, isOn: boolean, { by }: Act, now: Date): Source =>
  change(tx, sourceId, { isOn }, { by, details: { isOn } }, now);

/** Who gets the leads, who answers for them in marketing, what they get where a body says nothing, and how many may come. */
export function changeSource(
  tx: Tx,
  sourceId: number,
  form: Partial<Pick<Source, 'teamId' | 'marketerId' | 'sourceLabel' | 'temperature' | 'perMinute'>>,
  { by }: Act,
  now: Date,
): Source {
  if (form.teamId !== undefined) requireSalesTeam(tx, form.teamId);
  return change(tx, sourceId, form, { by, details: form }, now);
}

/** Deletes a source with its keys and what it sent. Its leads stay. */
export function deleteSource(tx: Tx, sourceId: number, { by }: Act, now: Date): void {
  const source = requireSource(tx, sourceId);
  for (const table of [intakeReceipts, intakeKept, intakeKeys])
    tx.delete(table).where(eq(table.sourceId, sourceId)).run();
  tx.delete(intakeSources).where(eq(intakeSources.id, sourceId)).run();
  note(tx, 'source.deleted', source, { by }, now);
}

interface Noted {
  by: string;
  details?: Record<string, unknown>;
}

function change(tx: Tx, sourceId: number, values: Partial<Source>, noted: Noted, now: Date): Source {
  requireSource(tx, sourceId);
  const source = tx.update(intakeSources).set(values).where(eq(intakeSources.id, sourceId)).returning().get();
  note(tx, 'source.changed', source, noted, now);
  return source;
}

function note(
  tx: Tx,
  kind: 'source.created' | 'source.changed' | 'source.key_rotated' | 'source.deleted',
  { slug }: Source,
  { by, details = {} }: Noted,
  now: Date,
): void {
  recordAudit(tx, { kind, actor: by, subject: `source:${slug}`, details }, now);
}
