/** Tools that send leads, each with the best proof of origin that it can give. */
import { AUTHORIZATION, type SourceAuth } from './types.ts';

export const senders = [
  'typeform',
  'webflow',
  'calendly',
  'tally',
  'gravity',
  'hubspot',
  'meta',
  'zapier',
  'make',
  'n8n',
  'standard',
  'github',
  'header',
  'query',
  'field',
] as const;
export type Sender = (typeof senders)[number];

/** HubSpot sends a key in a header whose name its user types. */
const HUBSPOT_HEADER = 'x-baton-key';

const AUTH: Record<Sender, SourceAuth> = {
  typeform: { kind: 'signature', preset: 'typeform' },
  webflow: { kind: 'signature', preset: 'webflow' },
  calendly: { kind: 'signature', preset: 'calendly' },
  tally: { kind: 'signature', preset: 'tally' },
  gravity: AUTHORIZATION,
  hubspot: { kind: 'header', name: HUBSPOT_HEADER },
  meta: AUTHORIZATION,
  zapier: AUTHORIZATION,
  make: AUTHORIZATION,
  n8n: AUTHORIZATION,
  standard: { kind: 'signature', preset: 'standard_webhooks' },
  github: { kind: 'signature', preset: 'github' },
  header: AUTHORIZATION,
  query: { kind: 'query', name: 'key' },
  field: { kind: 'field', name: 'key' },
};

export const authOf = (sender: Sender): SourceAuth => AUTH[sender];

/** Webflow makes the secret itself, and shows it when the address was entered there. */
export const makesItsSecret = (sender: Sender): boolean => sender === 'webflow';
