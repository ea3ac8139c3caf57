/** The receivers of Baton's events: `/baton webhooks`, for admins. */
import type { ModalView } from '@slack/types';
import { actions, button, context, plain, rich, section } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { endpointLines, type ShownEndpoint } from './words.ts';

export const webhookActions = {
  add: 'webhook_add',
  open: 'webhook_open',
  test: 'webhook_test',
  change: 'webhook_change',
  rotate: 'webhook_rotate',
  off: 'webhook_off',
  on: 'webhook_on',
  remove: 'webhook_remove',
  replay: 'webhook_replay',
  replayAll: 'webhook_replay_all',
} as const;
export const WEBHOOKS_PAGE = 'webhooks_page';
export const WEBHOOKS_PAGE_SIZE = 10;

export interface WebhookList {
  endpoints: ShownEndpoint[];
  page: number;
  total: number;
}

export const webhooksModal = ({ endpoints, page, total }: WebhookList): ModalView => ({
  type: 'modal',
  title: plain('Webhooks'),
  close: plain('Close'),
  blocks: [
    ...(total === 0
      ? [
          section(
            'Baton can tell another system about each change of a lead or a content request: a CRM, a data warehouse, an automation. Add the address that receives the events.',
          ),
        ]
      : []),
    ...endpoints.flatMap((one) => [
      rich(...endpointLines(one)),
      actions(
        `webhook:${one.endpoint.id}`,
        button(webhookActions.open, 'Open', String(one.endpoint.id), { label: `Open ${one.endpoint.host}` }),
      ),
    ]),
    ...pageButtons(WEBHOOKS_PAGE, { page, size: WEBHOOKS_PAGE_SIZE, total, carry: '' }),
    actions('webhook_add', button(webhookActions.add, 'Add a webhook', 'new', { style: 'primary' })),
    context('Each event is signed as Standard Webhooks 1.0. `docs/doors/webhooks.md` has every event.'),
  ],
});
