/** The form of a receiver, and its secret, which is shown once. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { oneOf, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { WebhookEndpoint } from '../../src/platform/webhooks/table.ts';
import { type Payload, payloads } from '../../src/platform/webhooks/types.ts';
import type { Team } from '../../src/teams/table.ts';
import { allEvents, eventGroups } from '../../src/webhooks/catalogue.ts';
import {
  context,
  input,
  option,
  optional,
  options,
  plain,
  rich,
  section,
  textField,
  typedOption,
} from '../kit/blocks.ts';

export const WEBHOOK_FORM = 'webhook_form';
export const ROTATE_FORM = 'webhook_rotate_form';

const LONGEST_URL = 2000;

const payloadWords: Record<Payload, string> = {
  full: 'All details: the lead or request, and what changed',
  thin: 'Ids only, without personal data',
};

export interface WebhookStart {
  /** Null for a new one. */
  endpoint: WebhookEndpoint | null;
  teams: readonly Team[];
}

/** Slack's limit for the choices of a menu. */
const MOST = 100;

export function webhookForm({ endpoint, teams }: WebhookStart): ModalView {
  return {
    type: 'modal',
    callback_id: WEBHOOK_FORM,
    private_metadata: writeRef({ id: endpoint?.id ?? null }),
    title: plain(endpoint ? 'Change events' : 'Add a webhook'),
    submit: plain(endpoint ? 'Save' : 'Add'),
    close: plain('Back'),
    blocks: [
      ...(endpoint
        ? []
        : [
            input(
              'url',
              'Address',
              textField(LONGEST_URL, null, { placeholder: 'https://example.com/baton' }),
              'Baton sends each event there by POST, over TLS.',
            ),
          ]),
      optional(input('events', 'Events', eventField(endpoint?.events ?? []), 'Leave empty for all events.')),
      optional(input('teams', 'Teams', teamField(teams, endpoint?.teamIds ?? []), 'Leave empty for all teams.')),
      input('payload', 'Contents', {
        type: 'radio_buttons',
        options: options(payloadWords),
        initial_option: option(endpoint?.payload ?? 'full', payloadWords[endpoint?.payload ?? 'full']),
      }),
    ],
  };
}

function eventField(chosen: readonly string[]) {
  const groups = Object.entries(eventGroups).map(([label, events]) => ({
    label: plain(label),
    options: events.map(({ type, title }) => option(type, title)),
  }));
  const initial = groups.flatMap((group) => group.options).filter(({ value }) => chosen.includes(value ?? ''));
  return {
    type: 'multi_static_select' as const,
    placeholder: plain('All events'),
    option_groups: groups,
    ...held(initial),
  };
}

function teamField(teams: readonly Team[], chosen: readonly number[]) {
  const choices = teams.slice(0, MOST).map(({ id, name }) => typedOption(String(id), name));
  const initial = choices.filter(({ value }) => chosen.includes(Number(value)));
  const all = choices.length > 0 ? choices : [option('0', 'No teams yet')];
  return { type: 'multi_static_select' as const, placeholder: plain('All teams'), options: all, ...held(initial) };
}

const held = (initial: PlainTextOption[]) => (initial.length > 0 ? { initial_options: initial } : {});

const NO_URL = 'Enter an address that begins with https://.';
const known = new Set(allEvents.map(({ type }) => type));

const choice = {
  events: z
    .array(z.string())
    .optional()
    .transform((chosen = []) => (chosen.length === 0 ? null : chosen.filter((type) => known.has(type)))),
  teams: z
    .array(z.coerce.number().int())
    .optional()
    .transform((chosen = []) => (chosen.length === 0 ? null : chosen)),
  payload: oneOf(payloads),
};
const url = typed(LONGEST_URL, NO_URL).pipe(z.url({ protocol: /^https?$/, error: NO_URL }));
const added = z.object({ url, ...choice });
/** The address stays: its events are signed with its secret. */
const changed = z.object({ url: z.undefined(), ...choice });

export function readWebhook(view: ViewOutput) {
  const { id } = readRef(view, z.object({ id: z.number().nullable() }));
  return { id, form: id === null ? readForm(view, added) : readForm(view, changed) };
}

/** Why an address is refused, at its field. */
export const urlFaults = {
  not_https: NO_URL,
  forbidden: 'This address is inside a private network. To allow it, set WEBHOOKS_ALLOW where Baton runs.',
};

/** The only time that the secret is shown. */
export const secretModal = ({ host, secret, isNew }: { host: string; secret: string; isNew: boolean }): ModalView => ({
  type: 'modal',
  title: plain('Secret'),
  close: plain('Done'),
  blocks: [
    section(`*Copy the secret now.* Baton does not show it again.`),
    rich([`The receiver at ${host} checks each event with it:`]),
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: secret }] }] },
    context(
      isNew
        ? 'Store it as a secret. Then open the webhook and send a test.'
        : 'For two days, each event has a signature by the former secret too, so that the receiver can change over.',
    ),
  ],
});

export const rotateModal = ({ id, host }: Pick<WebhookEndpoint, 'id' | 'host'>): ModalView => ({
  type: 'modal',
  callback_id: ROTATE_FORM,
  private_metadata: writeRef({ id }),
  title: plain('New secret'),
  submit: plain('Make it'),
  close: plain('Back'),
  blocks: [rich([`A new secret for ${host}. The present one signs too, for two days.`])],
});

export const readRotate = (view: ViewOutput) => readRef(view, z.object({ id: z.number() }));
