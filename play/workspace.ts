import type { WorkspaceSpec } from '@baton/sandbox';

/** Two marketers, two sellers, their manager, an admin, a guest and a partner. */
const people = (tz: string): WorkspaceSpec['people'] => ({
  mia: { realName: 'Mia Torres', displayName: 'Mia', title: 'Marketing', email: 'mia@fernhill.example', tz },
  noah: { realName: 'Noah Lindqvist', displayName: 'Noah', title: 'Marketing', email: 'noah@fernhill.example', tz },
  sam: { realName: 'Sam Okafor', displayName: 'Sam', title: 'Sales', email: 'sam@fernhill.example', tz },
  lena: { realName: 'Lena Vogt', displayName: 'Lena', title: 'Sales', email: 'lena@fernhill.example', tz },
  priya: {
    realName: 'Priya Nair',
    displayName: 'Priya',
    title: 'Head of Sales',
    email: 'priya@fernhill.example',
    tz,
  },
  ada: {
    realName: 'Ada Brandt',
    displayName: 'Ada',
    title: 'IT, workspace admin',
    email: 'ada@fernhill.example',
    tz,
    admin: true,
  },
  gus: {
    realName: 'Gus Moreau',
    displayName: 'Gus',
    title: 'Freelancer, guest',
    email: 'gus@studio.example',
    tz,
    guest: true,
  },
  eve: {
    realName: 'Eve Castellano',
    displayName: 'Eve',
    title: 'Partner, Slack Connect',
    email: 'eve@partner.example',
    tz,
    stranger: true,
  },
});

/** The channel of both teams. */
export const TOGETHER = 'revenue';

/** The company of the story. */
export const storyWorkspace = (tz: string): WorkspaceSpec => ({
  name: 'Fernhill',
  domain: 'fernhill',
  people: people(tz),
  channels: {
    general: { topic: 'Company-wide announcements' },
    marketing: { members: ['mia', 'noah', 'priya', 'ada'], topic: 'Campaigns, content and the results of our leads' },
    sales: {
      members: ['sam', 'lena', 'priya', 'gus', 'eve'],
      shared: true,
      topic: 'New leads: ✅ accept, ❌ decline, 📞 log contact',
    },
    [TOGETHER]: {
      members: ['mia', 'noah', 'sam', 'lena', 'priya', 'ada'],
      topic: 'Sales and marketing: one set of figures, each Monday',
    },
    'website-leads': { members: ['mia', 'noah', 'sam', 'lena', 'priya'], topic: 'Messages from the contact form' },
  },
  botIn: ['sales', 'marketing', TOGETHER, 'website-leads'],
});

/** The same company on the day that it installs Baton, which is in no channel yet. */
export const emptyWorkspace = (tz: string): WorkspaceSpec => ({
  name: 'Fernhill',
  domain: 'fernhill',
  people: people(tz),
  channels: {
    general: { topic: 'Company-wide announcements' },
    'sales-wins': { members: ['sam', 'lena'], topic: 'Deals that we won' },
    sales: { members: ['sam', 'lena', 'priya', 'ada'], topic: 'Everything about our customers' },
    'team-marketing': { members: ['mia', 'noah', 'ada'], topic: 'Campaigns and content' },
  },
});
