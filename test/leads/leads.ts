import type { Lead } from '../../src/leads/table.ts';
import type { LeadStatus } from '../../src/leads/types.ts';

const OWNED = new Set<LeadStatus>(['accepted', 'working', 'qualified', 'won', 'lost']);

/** A lead as stored in the database, owned by UOWNER if its status needs an owner. */
export const leadIn = (status: LeadStatus, more: Partial<Lead> = {}): Lead => ({
  id: 1,
  name: 'Jane Doe',
  company: 'Acme',
  email: 'jane@acme.example',
  companyDomain: 'acme.example',
  phone: null,
  role: null,
  source: null,
  campaign: null,
  stage: null,
  temperature: 'warm',
  score: null,
  country: null,
  companySize: null,
  need: 'A demo',
  status,
  teamId: 1,
  assigneeId: null,
  ownerId: OWNED.has(status) ? 'UOWNER' : null,
  handedOffBy: 'UMARKETER',
  marketerId: null,
  handedOffAt: new Date(0),
  acceptedAt: null,
  touchedAt: null,
  snoozedUntil: null,
  nurtureUntil: null,
  handedBackAt: null,
  amount: null,
  currency: null,
  closeOn: null,
  messageLink: null,
  dueAt: null,
  isUnhurried: false,
  updatedAt: new Date(0),
  ...more,
});
