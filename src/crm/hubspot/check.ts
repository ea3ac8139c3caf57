/** Asks HubSpot who this is, and what the key may do. Nothing is written. */
import { type CrmCheck, CrmError } from '../crm.ts';
import { anyAnswer } from './answers.ts';
import type { Hub } from './hub.ts';
import { type ObjectType, paths } from './paths.ts';
import type { HubSpotRequest } from './send.ts';
import { EXTERNAL_ID } from './values.ts';

interface Right {
  scope: string;
  asks: HubSpotRequest;
}

const one = (type: ObjectType): HubSpotRequest => ({
  method: 'GET',
  path: paths.objects(type),
  query: { limit: '1' },
  kind: 'read',
});
/** A batch of nothing: rights are checked before it, and it changes no record. */
const nothing = (type: ObjectType): HubSpotRequest => ({
  method: 'POST',
  path: paths.batch(type, 'update'),
  body: { inputs: [] },
  kind: 'read',
});

const lists = { objectTypeId: '0-1', offset: 0, count: 1, listIds: [], processingTypes: [], query: '' };

/** Each right with a question that needs it. HubSpot names the scope that is missing; the one here is its usual name. */
const rights: readonly Right[] = [
  { scope: 'crm.objects.contacts.read', asks: one('contacts') },
  { scope: 'crm.objects.contacts.write', asks: nothing('contacts') },
  { scope: 'crm.objects.deals.read', asks: one('deals') },
  { scope: 'crm.objects.deals.write', asks: nothing('deals') },
  {
    scope: 'crm.objects.owners.read',
    asks: { method: 'GET', path: paths.owners, query: { limit: '1' }, kind: 'read' },
  },
  { scope: 'crm.lists.read', asks: { method: 'POST', path: paths.lists, body: lists, kind: 'read' } },
  // The guides say that these need the scopes of contacts.
  ...(['notes', 'calls', 'meetings'] as const).map((type) => ({ scope: 'crm.objects.contacts.read', asks: one(type) })),
];

/** Without it, emails are logged as notes. */
const EMAIL_SCOPE = 'sales-email-read';
export const EMAIL_QUESTION = one('emails');

export async function checkAccount(hub: Hub): Promise<CrmCheck> {
  const { portalName, portalId } = hub.account;
  const missing: string[] = [];
  for (const { scope, asks } of rights) {
    const wanted = await scopesMissing(hub, asks);
    if (wanted) missing.push(wanted.includes(scope) ? scope : wanted);
  }
  return {
    account: portalName ? `${portalName} (${portalId})` : portalId,
    missing: [...new Set(missing)],
    notes: missing.length > 0 ? [] : await notesOf(hub),
  };
}

async function notesOf(hub: Hub): Promise<string[]> {
  const notes: string[] = [];
  const external = (await hub.properties()).find(({ name }) => name === EXTERNAL_ID);
  if (!external?.hasUniqueValue)
    notes.push(
      `Leads without an email can only be recognized by name and phone. Add a contact property with the internal name ${EXTERNAL_ID} (single-line text, unique values) so that none is ever added twice.`,
    );
  if (!(await mayAsk(hub, EMAIL_QUESTION)))
    notes.push(`Emails are logged as notes, because the key has no ${EMAIL_SCOPE} scope.`);
  return notes;
}

export const mayAsk = async (hub: Hub, asks: HubSpotRequest): Promise<boolean> =>
  (await scopesMissing(hub, asks)) === undefined;

/** The scopes of which HubSpot wants one. A refusal of the empty batch is fine: it was not refused for its rights. */
async function scopesMissing({ send }: Hub, asks: HubSpotRequest): Promise<string | undefined> {
  try {
    await send(asks, anyAnswer);
    return undefined;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (error.fault === 'right') return error.words;
    if (error.fault === 'refused') return undefined;
    throw error;
  }
}
