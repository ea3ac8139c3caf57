/** The steps in each sender's own settings, with what to paste where. */
import type { KnownBlock, RichTextBlock } from '@slack/types';
import { makesItsSecret, type Sender } from '../../src/intake/senders.ts';
import { plain, section } from '../kit/blocks.ts';

/** Text to copy, in a box with a copy button. */
export const copied = (text: string): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
});

interface Connection {
  sender: Sender;
  address: string;
  /** Undefined after it was shown once. */
  key: string | undefined;
}

const HEADER = 'Add a header with the name `Authorization` and this value:';

/** The way to the place of the address, and to the place of the key. */
const STEPS: Record<Sender, { address: string; key: string; test: string }> = {
  typeform: {
    address: '*1.* In the form, choose *Connect → Webhooks → Add a webhook*, and paste this address:',
    key: '*2.* Edit the webhook, and paste this as its *Secret*:',
    test: '*3.* Switch the webhook on, and press *View deliveries → Send test request*.',
  },
  webflow: {
    address:
      '*1.* In *Site settings → Apps &amp; integrations → Webhooks*, add a webhook for *Form submission* with API version 2 and this address:',
    key: '*2.* Webflow shows a secret key. Press *Enter secret…* below, and paste it there.',
    test: '*3.* Publish the site, and send the form once.',
  },
  calendly: {
    address:
      '*1.* Calendly makes webhooks through its API: create a subscription for `invitee.created` and `invitee.canceled` with this `url`:',
    key: '*2.* Give it this `signing_key`:',
    test: '*3.* Book one meeting with yourself.',
  },
  tally: {
    address: '*1.* In the form, choose *Integrations → Webhooks → Connect*, and paste this address:',
    key: '*2.* Paste this as its *signing secret*:',
    test: '*3.* Send the form once.',
  },
  gravity: {
    address:
      '*1.* With the Webhooks Add-On, choose *Form settings → Webhooks → Add new*. Method POST, format JSON, all fields, and this address:',
    key: `*2.* ${HEADER}`,
    test: '*3.* Send the form once.',
  },
  hubspot: {
    address: '*1.* In the workflow, add the action *Send a webhook*: method POST, and this address:',
    key: '*2.* As its authentication choose *API key*: name `x-baton-key`, in the request header, with this value:',
    test: '*3.* Press *Test action* with any contact.',
  },
  meta: {
    address: '*1.* In Zapier, Make or n8n, let *new lead in Facebook Lead Ads* send a POST as JSON to this address:',
    key: `*2.* ${HEADER}`,
    test: '*3.* Send one lead with Meta’s Lead Ads testing tool.',
  },
  zapier: {
    address: '*1.* Add the action *Webhooks by Zapier → POST*: payload type JSON, and this address:',
    key: `*2.* ${HEADER}`,
    test: '*3.* Press *Test step*.',
  },
  make: {
    address: '*1.* Add the module *HTTP → Make a request*: method POST, body JSON, and this address:',
    key: `*2.* ${HEADER}`,
    test: '*3.* Press *Run once*.',
  },
  n8n: {
    address: '*1.* Add the node *HTTP Request*: method POST, body JSON, and this address:',
    key: '*2.* As its authentication choose *Header Auth*, with the name `Authorization` and this value:',
    test: '*3.* Press *Execute step*.',
  },
  standard: {
    address: '*1.* Enter this address as the endpoint of the webhook:',
    key: '*2.* Enter this as its signing secret:',
    test: '*3.* Send a test event.',
  },
  github: {
    address: '*1.* Enter this address for the webhook, with JSON as its content:',
    key: '*2.* Enter this as its secret:',
    test: '*3.* Send a test.',
  },
  header: {
    address: '*1.* Let the tool send a POST as JSON or as a form to this address:',
    key: `*2.* ${HEADER}`,
    test: '*3.* Send one test.',
  },
  query: {
    address: '*1.* Let the tool send a POST to this address. The key is in it:',
    key: '',
    test: '*2.* Send one test.',
  },
  field: {
    address: '*1.* Let the tool send a POST to this address:',
    key: '*2.* Add a hidden field with the name `key` and this value:',
    test: '*3.* Send one test.',
  },
};

const BEARER = new Set<Sender>(['gravity', 'meta', 'zapier', 'make', 'n8n', 'header']);

/** The text in the box below the step for the key. */
const pasted = (sender: Sender, key: string): string => (BEARER.has(sender) ? `Bearer ${key}` : key);

export function connectSteps({ sender, address, key }: Connection): KnownBlock[] {
  const { address: toAddress, key: toKey, test } = STEPS[sender];
  const isInAddress = sender === 'query';
  const whole = isInAddress && key !== undefined ? `${address}?key=${encodeURIComponent(key)}` : address;
  return [
    section(toAddress),
    copied(whole),
    ...(toKey === '' ? [] : [section(toKey)]),
    ...(isInAddress || makesItsSecret(sender)
      ? []
      : [copied(key === undefined ? 'The key was shown when it was made.' : pasted(sender, key))]),
    section(test),
    ...(key === undefined || makesItsSecret(sender)
      ? []
      : [
          {
            type: 'context' as const,
            elements: [plain('The key is shown only now. If it gets lost, make a new one.')],
          },
        ]),
  ];
}
