/** Forms of a website as Typeform sends and signs them, and the source in Baton that takes them. */
import { createHmac } from 'node:crypto';
import { createSource, setMapping } from '../../src/intake/acts/sources.ts';
import { intakeSources } from '../../src/intake/table.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { openDatabase } from '../../src/platform/db/open.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import type { SignedRequest } from '../slack/requests.ts';
import { AT, MARKETER } from '../slack/workspace.ts';

export const FORMS_PATH = '/v1/leads/contact-form';
export const FORM_SECRET = 'a secret of the form and Baton';

const entry = (ref: string) => ({ path: ['form_response', 'answers', { entry: ref }] });
const MAPPING = {
  fields: {
    name: { places: [{ join: [entry('first_name'), entry('last_name')], with: ' ' }] },
    email: { places: [entry('work_email')] },
    company: { places: [entry('company')] },
    need: { places: [entry('need')] },
  },
};

/** Makes the source, before Baton starts on this database. */
export async function addFormSource(databasePath: string): Promise<void> {
  const db = openDatabase(databasePath);
  const write = createWriter(db);
  await write((tx) => {
    const form = {
      name: 'Contact form',
      teamId: teamsOfKind(tx, 'sales')[0]?.id ?? 0,
      marketerId: MARKETER,
      auth: { kind: 'signature', preset: 'typeform' } as const,
    };
    const act = { by: MARKETER, given: FORM_SECRET };
    const { source } = createSource(tx, createKeys(databasePath), form, act, AT);
    setMapping(tx, source.id, MAPPING, act, AT);
    tx.update(intakeSources).set({ perMinute: 1_000_000 }).run();
  });
  db.$client.close();
}

/** Each has another contact. */
export function signedForm(number: number): SignedRequest {
  const answer = (ref: string, type: string, value: string) => ({
    type,
    [type]: value,
    field: { id: ref, ref, type: 'short_text' },
  });
  const body = JSON.stringify({
    event_id: `${process.pid}-${number}`,
    event_type: 'form_response',
    form_response: {
      form_id: 'kQ3v9a',
      submitted_at: AT.toISOString(),
      hidden: { utm_source: 'linkedin', utm_campaign: 'autumn-webinar' },
      answers: [
        answer('first_name', 'text', 'Jane'),
        answer('last_name', 'text', `Doe ${number}`),
        answer('work_email', 'email', `jane.${number}@formed${number}.example`),
        answer('company', 'text', `Formed ${number}`),
        answer('need', 'text', 'They saw the webinar and would like a demo next week, with prices for fifty seats.'),
      ],
    },
  });
  const signature = createHmac('sha256', FORM_SECRET).update(body).digest('base64');
  return { body, headers: { 'content-type': 'application/json', 'typeform-signature': `sha256=${signature}` } };
}
