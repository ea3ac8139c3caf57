import type { LeadField } from '../../src/intake/mapping/mapping.ts';
import type { Sender } from '../../src/intake/senders.ts';
import type { SourceAuth } from '../../src/intake/types.ts';

export const senderWords: Record<Sender, string> = {
  typeform: 'Typeform',
  webflow: 'Webflow',
  calendly: 'Calendly',
  tally: 'Tally',
  gravity: 'Gravity Forms',
  hubspot: 'HubSpot workflow',
  meta: 'Meta lead ads, through Zapier, Make or n8n',
  zapier: 'Zapier',
  make: 'Make',
  n8n: 'n8n',
  standard: 'Another tool that signs by Standard Webhooks',
  github: 'Another tool that signs with X-Hub-Signature-256',
  header: 'Another tool that can send a header',
  query: 'A tool that only takes an address',
  field: 'A tool that only sends fields of a form',
};

export const leadFieldWords: Record<LeadField, string> = {
  name: 'Name',
  company: 'Company',
  email: 'Email',
  phone: 'Phone',
  need: 'Need',
  role: 'Role',
  source: 'Source',
  campaign: 'Campaign',
  temperature: 'Temperature',
  stage: 'Buyer’s stage',
  score: 'Score',
  country: 'Country',
  companySize: 'Company size',
};

/** How a sender proves itself, within a sentence. */
export function proofWords(auth: SourceAuth): string {
  if (auth.kind === 'signature') return 'a signature';
  if (auth.kind === 'header')
    return auth.name === 'authorization' ? 'a bearer key' : `a key in the header ${auth.name}`;
  return auth.kind === 'query' ? 'a key in the address' : `a key in the field ${auth.name}`;
}

/** Keys in these places can be read by others. */
export const isExposed = (auth: SourceAuth): boolean => auth.kind === 'query' || auth.kind === 'field';

export const EXPOSED =
  ':warning: The key is part of what the tool sends, so logs of servers in between may show it. Use a header or a signature if the tool can.';
