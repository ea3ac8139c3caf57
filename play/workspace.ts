import type { WorkspaceSpec } from '@baton/sandbox';

/** The company of the story: two marketers, two sellers, their manager, an admin, a guest and a partner. */
export const storyWorkspace = (tz: string): WorkspaceSpec => ({
  name: 'Fernhill',
  domain: 'fernhill',
  people: {
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
  },
  channels: {
    general: { topic: 'Company-wide announcements' },
    marketing: { members: ['mia', 'noah', 'priya', 'ada'], topic: 'Campaigns, content and the results of our leads' },
    sales: {
      members: ['sam', 'lena', 'priya', 'gus', 'eve'],
      shared: true,
      topic: 'New leads: ✅ accept, ❌ decline, 📞 log contact',
    },
    'website-leads': { members: ['mia', 'noah', 'sam', 'lena', 'priya'], topic: 'Messages from the contact form' },
  },
  botIn: ['sales', 'marketing', 'website-leads'],
});
