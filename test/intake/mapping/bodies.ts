/** Bodies in the shapes that senders document, each with the lead that a person would read in it. */
import type { ReadFields } from '../../../src/intake/mapping/read.ts';

interface Sent {
  sender: string;
  body: unknown;
  lead: ReadFields;
}

const answer = (ref: string, type: string, value: unknown) => ({
  type,
  [type]: value,
  field: { id: `id-${ref}`, type, ref },
});
const question = (ref: string, type: string, title: string) => ({ id: `id-${ref}`, ref, type, title });

export const typeform = {
  event_id: '01J0',
  event_type: 'form_response',
  form_response: {
    form_id: 'aB3dE5',
    token: '9d3c',
    landed_at: '2026-03-02T10:00:11Z',
    submitted_at: '2026-03-02T10:01:40Z',
    hidden: { utm_source: 'newsletter', utm_campaign: 'spring-tour' },
    definition: {
      id: 'aB3dE5',
      title: 'Book a call',
      fields: [
        question('given', 'short_text', 'What is your first name?'),
        question('family', 'short_text', 'And your last name?'),
        question('mail', 'email', 'Where can we write to you?'),
        question('tel', 'phone_number', 'Phone (optional)'),
        question('firm', 'short_text', 'Company'),
        question('seats', 'number', 'How many seats?'),
        question('topics', 'multiple_choice', 'What matters most to you right now?'),
        question('start', 'multiple_choice', 'When do you start?'),
        question('more', 'long_text', 'Tell us more'),
      ],
    },
    answers: [
      answer('given', 'text', 'Maren'),
      answer('family', 'text', "O'Neill"),
      answer('mail', 'email', 'maren@tidewater.example'),
      answer('firm', 'text', 'Tidewater Marine'),
      answer('seats', 'number', 12),
      answer('topics', 'choices', { ids: ['a', 'b'], labels: ['Price', 'Support'], refs: ['p', 's'] }),
      answer('start', 'choice', { id: 'c', label: 'This month', ref: 'now' }),
      answer('more', 'text', 'We outgrew our tool.\nCan you import old data?'),
    ],
  },
};

export const calendly = {
  event: 'invitee.created',
  created_at: '2026-03-02T10:00:00.000000Z',
  created_by: 'https://api.calendly.com/users/U1',
  payload: {
    cancel_url: 'https://calendly.com/cancellations/C1',
    email: 'otto@kernbau.example',
    event: 'https://api.calendly.com/scheduled_events/E1',
    name: 'Otto Kern',
    first_name: null,
    last_name: null,
    questions_and_answers: [
      { question: 'Firma', answer: 'Kernbau GmbH', position: 0 },
      { question: 'Worum geht es?', answer: 'Angebot für drei Standorte', position: 1 },
      { question: 'Budget', answer: '20.000', position: 2 },
    ],
    rescheduled: false,
    status: 'active',
    text_reminder_number: '+49 30 5550123',
    timezone: 'Europe/Berlin',
    tracking: { utm_campaign: 'messe', utm_source: 'linkedin', utm_medium: null },
    scheduled_event: { uri: 'https://api.calendly.com/scheduled_events/E1', name: '30 minutes', status: 'active' },
  },
};

export const sent: Sent[] = [
  {
    sender: 'Typeform, with a skipped question',
    body: typeform,
    lead: {
      name: "Maren O'Neill",
      company: 'Tidewater Marine',
      email: 'maren@tidewater.example',
      need:
        'We outgrew our tool.\nCan you import old data?\nHow many seats? 12\n' +
        'What matters most to you right now? Price, Support\nWhen do you start? This month',
      source: 'newsletter',
      campaign: 'spring-tour',
    },
  },
  {
    sender: 'Webflow, with a phone number as a number and a consent',
    body: {
      triggerType: 'form_submission',
      payload: {
        name: 'Talk to us',
        siteId: '65427cf4',
        data: {
          'First Name': 'Aïcha',
          'Last Name': 'Bâ',
          'Work Email': 'a.ba@dakar-solaire.example',
          'Phone Number': 221338220000,
          'Company Name': 'Dakar Solaire',
          'I agree': true,
          Message: '<p>Devis pour 3 sites</p>',
        },
        schema: [{ fieldName: 'First Name', fieldType: 'FormTextInput', fieldElementId: '2850' }],
        submittedAt: '2026-03-03T14:20:41.110Z',
        formId: '65429ead',
      },
    },
    lead: {
      name: 'Aïcha Bâ',
      company: 'Dakar Solaire',
      email: 'a.ba@dakar-solaire.example',
      phone: '+221338220000',
      need: 'Devis pour 3 sites',
    },
  },
  {
    sender: 'Calendly',
    body: calendly,
    lead: {
      name: 'Otto Kern',
      company: 'Kernbau GmbH',
      email: 'otto@kernbau.example',
      phone: '+49 30 5550123',
      need: 'Angebot für drei Standorte\nBudget: 20.000',
      source: 'linkedin',
      campaign: 'messe',
    },
  },
  {
    sender: 'Gravity Forms as JSON: keys are numbers of fields',
    body: {
      id: '42',
      form_id: '1',
      date_created: '2026-03-05 10:22:31',
      is_starred: '0',
      ip: '203.0.113.9',
      source_url: 'https://shop.example/contact/',
      user_agent: 'Mozilla/5.0',
      currency: 'USD',
      status: 'active',
      '1.2': '',
      '1.3': 'Jo',
      '1.4': '',
      '1.6': 'D&#039;Souza',
      '2': 'jo@brightline.example',
      '3': '(415) 555-0132',
      '4': 'Brightline Labs, Inc.',
      '5': 'Please call after 3 pm',
      '6.1': 'Price list',
      '6.2': '',
      '6.3': 'Demo',
    },
    lead: {
      name: "Jo D'Souza",
      company: 'Brightline Labs, Inc.',
      email: 'jo@brightline.example',
      phone: '(415) 555-0132',
      need: 'Please call after 3 pm\nPrice list\nDemo',
    },
  },
  {
    sender: 'Gravity Forms as a form',
    body: Object.fromEntries(
      new URLSearchParams(
        'id=43&form_id=1&1.3=Jos%C3%A9&1.6=Ruiz&2=jose%40sur.example&3=&4=Sur+S.L.&5=Cat%C3%A1logo%0D%0APrecio',
      ),
    ),
    lead: { name: 'José Ruiz', company: 'Sur S.L.', email: 'jose@sur.example', need: 'Catálogo\nPrecio' },
  },
  {
    sender: 'HubSpot workflow, with all properties of a contact',
    body: {
      vid: 151,
      'portal-id': 62515,
      'is-contact': true,
      properties: {
        firstname: { value: 'Hanna', versions: [{ value: 'Hanna', timestamp: 1762502400000 }] },
        lastname: { value: 'Krug' },
        email: { value: 'hanna.krug@nordsolar.example' },
        company: { value: 'Nordsolar GmbH' },
        phone: { value: '040 47110815' },
        lifecyclestage: { value: 'marketingqualifiedlead' },
        hs_analytics_source: { value: 'PAID_SOCIAL' },
        recent_conversion_event_name: { value: 'Pricing page: Contact us' },
      },
    },
    lead: {
      name: 'Hanna Krug',
      company: 'Nordsolar GmbH',
      email: 'hanna.krug@nordsolar.example',
      phone: '040 47110815',
      need: 'Pricing page: Contact us',
      source: 'Paid social',
    },
  },
  {
    sender: 'Meta lead ads through Make',
    body: {
      created_time: '2026-03-06T12:01:00+0000',
      id: '1234567890123456',
      ad_id: '23850000000000001',
      form_id: '987654321098765',
      field_data: [
        { name: 'full_name', values: ['Priya Raman'] },
        { name: 'email', values: ['priya@lotus.example'] },
        { name: 'phone_number', values: ['+919812345670'] },
        { name: 'company_name', values: ['Lotus Pvt Ltd'] },
        { name: 'what_is_your_budget?', values: ['10k-50k'] },
      ],
    },
    lead: {
      name: 'Priya Raman',
      company: 'Lotus Pvt Ltd',
      email: 'priya@lotus.example',
      phone: '+919812345670',
      need: 'What is your budget? 10k-50k',
    },
  },
  {
    sender: 'n8n, a list of one',
    body: [
      {
        json_index: 0,
        contact: { firstname: 'Łucja', lastname: 'Żak', email: 'lucja@biuro.example', mobile: '+48 512 345 678' },
        account: { name: 'Biuro Sp. z o.o.' },
        owner: { name: 'Sam Seller', email: 'sam@us.example' },
        note: 'Prosi o kontakt',
        lead_score: 64,
      },
    ],
    lead: {
      name: 'Łucja Żak',
      company: 'Biuro Sp. z o.o.',
      email: 'lucja@biuro.example',
      phone: '+48 512 345 678',
      need: 'Prosi o kontakt',
      score: '64',
    },
  },
  {
    sender: 'Tally, with a choice as an id and an empty answer',
    body: {
      eventId: 'a4cb511e-d513-4fa5-baee-b815d718dfd1',
      eventType: 'FORM_RESPONSE',
      createdAt: '2026-03-07T15:00:21.889Z',
      data: {
        responseId: '2wgx4n',
        formName: 'Partner enquiry',
        createdAt: '2026-03-07T15:00:21.000Z',
        fields: [
          { key: 'question_1', label: 'Full name', type: 'INPUT_TEXT', value: 'Zoë de Wit' },
          { key: 'question_2', label: 'Where can we reach you?', type: 'INPUT_EMAIL', value: 'zoe@wit.example' },
          {
            key: 'question_3',
            label: 'Company size',
            type: 'MULTIPLE_CHOICE',
            value: ['e7bc'],
            options: [
              { id: '1b4e', text: '1-10' },
              { id: 'e7bc', text: '51-200' },
            ],
          },
          { key: 'question_4', label: 'What can we do for you?', type: 'TEXTAREA', value: null },
        ],
      },
    },
    lead: { name: 'Zoë de Wit', email: 'zoe@wit.example', companySize: '51-200' },
  },
  {
    sender: 'Zapier, flat',
    body: {
      name: 'Seun Ade',
      email: 'seun@lagoon.example',
      company: 'Lagoon',
      phone: '0803 123 4567',
      country: 'NG',
      source: 'Facebook Lead Ads',
      campaign: 'Q4',
      message: '',
      score: '82',
    },
    lead: {
      name: 'Seun Ade',
      email: 'seun@lagoon.example',
      company: 'Lagoon',
      phone: '0803 123 4567',
      country: 'NG',
      source: 'Facebook Lead Ads',
      campaign: 'Q4',
      score: '82',
    },
  },
  {
    sender: 'Contact Form 7',
    body: { 'your-name': 'Doe, Jane', 'your-email': 'Jane <jane@doe.example>', 'tel-123': '', 'your-message': 'Hi' },
    lead: { name: 'Jane Doe', email: 'jane@doe.example', need: 'Hi' },
  },
  {
    sender: 'Jotform: JSON in a field of a form',
    body: {
      formID: '260',
      submissionID: '61',
      rawRequest: JSON.stringify({
        slug: 'submit/260',
        q3_fullName: { first: 'Ida', last: 'Roux' },
        q4_email: 'ida@roux.example',
        q5_phoneNumber: { full: '+33 1 42 68 53 00' },
        q6_companyName: 'Roux SARL',
        q7_message: 'Un devis',
      }),
    },
    lead: {
      name: 'Ida Roux',
      email: 'ida@roux.example',
      phone: '+33 1 42 68 53 00',
      company: 'Roux SARL',
      need: 'Un devis',
    },
  },
  {
    sender: 'Elementor: a title next to each value',
    body: {
      form: { id: '7a', name: 'Contact' },
      fields: {
        f1: { id: 'f1', type: 'text', title: 'Full name', value: 'Tom Ash', raw_value: 'Tom Ash', required: '1' },
        f2: {
          id: 'f2',
          type: 'email',
          title: 'Email',
          value: 'tom@ash.example',
          raw_value: 'tom@ash.example',
          required: '1',
        },
        f3: { id: 'f3', type: 'select', title: 'Budget', value: '10k', raw_value: '10k', required: '0' },
      },
    },
    lead: { name: 'Tom Ash', email: 'tom@ash.example', need: 'Budget: 10k' },
  },
  {
    sender: 'Google Forms through Apps Script: a list for each question',
    body: {
      namedValues: {
        'Your name': ['Eli Poe'],
        'Work email': ['eli@poe.example'],
        Notes: ['Hello'],
        Timestamp: ['3/2/2026'],
      },
    },
    lead: { name: 'Eli Poe', email: 'eli@poe.example', need: 'Hello' },
  },
  {
    sender: 'a form in German',
    body: {
      Vorname: 'Jörg',
      Name: 'Vogt',
      'E-Mail-Adresse': 'jv@vogt.example',
      Firma: 'Vogt KG',
      Nachricht: 'Bitte um Rückruf',
      Branche: 'Bau',
    },
    lead: { name: 'Jörg Vogt', email: 'jv@vogt.example', company: 'Vogt KG', need: 'Bitte um Rückruf\nBranche: Bau' },
  },
];
