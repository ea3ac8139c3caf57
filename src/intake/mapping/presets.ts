/** Senders with a shape of their own, each as its documentation gives it. The others send whatever their user types. */
import type { Mapping, Path, Rule } from './mapping.ts';
import { valueAt } from './walk.ts';

interface Preset {
  /** Only bodies of this sender have it. */
  mark: Path;
  mapping: Mapping;
}

const at = (...paths: Path[]): Rule => ({ places: paths.map((path) => ({ path })) });
const property = (name: string): Path => ['properties', name];

const HUBSPOT_SOURCES = {
  ORGANIC_SEARCH: 'Organic search',
  PAID_SEARCH: 'Paid search',
  EMAIL_MARKETING: 'Email marketing',
  SOCIAL_MEDIA: 'Organic social',
  REFERRALS: 'Referrals',
  OTHER_CAMPAIGNS: 'Other campaigns',
  DIRECT_TRAFFIC: 'Direct traffic',
  OFFLINE: 'Offline sources',
  PAID_SOCIAL: 'Paid social',
};

const PRESETS: Preset[] = [
  // https://developer.calendly.com/api-docs: webhook payload of an invitee
  {
    mark: ['payload', 'questions_and_answers'],
    mapping: {
      fields: {
        name: {
          places: [
            { path: ['payload', 'name'] },
            { join: [{ path: ['payload', 'first_name'] }, { path: ['payload', 'last_name'] }], with: ' ' },
          ],
        },
        email: at(['payload', 'email']),
        phone: at(['payload', 'text_reminder_number']),
        source: at(['payload', 'tracking', 'utm_source']),
        campaign: at(['payload', 'tracking', 'utm_campaign']),
      },
      ignored: [{ path: ['event'], is: ['invitee.canceled'], reason: 'The booking was cancelled.' }],
    },
  },
  // https://developers.hubspot.com: a workflow sends all properties of a contact
  {
    mark: ['portal-id'],
    mapping: {
      fields: {
        name: { places: [{ join: [{ path: property('firstname') }, { path: property('lastname') }], with: ' ' }] },
        company: at(property('company')),
        email: at(property('email')),
        phone: at(property('phone'), property('mobilephone')),
        need: at(property('message'), property('recent_conversion_event_name')),
        role: at(property('jobtitle')),
        source: { ...at(property('hs_analytics_source')), values: HUBSPOT_SOURCES },
        score: at(property('hubspotscore')),
        country: at(property('country')),
        companySize: at(property('numemployees')),
      },
    },
  },
];

export const presetOf = (body: unknown): Mapping | undefined =>
  PRESETS.find(({ mark }) => valueAt(body, mark) !== undefined)?.mapping;
