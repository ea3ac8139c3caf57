import type { Due } from '../../../src/platform/webhooks/deliveries.ts';
import type { WebhookEndpoint } from '../../../src/platform/webhooks/table.ts';
import { offReasons } from '../../../src/platform/webhooks/types.ts';
import { allEvents } from '../../../src/webhooks/catalogue.ts';
import { removedModal, replayModal, WEBHOOK_PAGE_SIZE, webhookModal } from '../../../views/webhooks/endpoint.ts';
import { rotateModal, secretModal, webhookForm } from '../../../views/webhooks/form.ts';
import { WEBHOOKS_PAGE_SIZE, webhooksModal } from '../../../views/webhooks/list.ts';
import type { Builders, Given } from './given.ts';

const endpointIn = ({ now, total }: Given, more: Partial<WebhookEndpoint> = {}): WebhookEndpoint => ({
  id: 1,
  host: total > 100 ? `${'a'.repeat(60)}.${'b'.repeat(60)}.example:12345` : 'crm.example',
  sealed: Buffer.alloc(0),
  events: total > 100 ? allEvents.map(({ type }) => type) : null,
  teamIds: total > 100 ? [7, 8] : null,
  payload: 'full',
  createdBy: 'U0000000001',
  createdAt: now,
  rotatingUntil: null,
  offAt: null,
  offWhy: null,
  restsUntil: null,
  deliveries: total,
  deliveredAt: total === 0 ? null : now,
  ...more,
});

const shownIn = (given: Given, more: Partial<WebhookEndpoint> = {}) => ({
  endpoint: endpointIn(given, more),
  teams: given.total === 0 ? null : given.teams(3).map(({ name }) => name),
  waiting: given.total,
  failed: given.total,
});

const REASONS = ['http_500', 'http_302', 'TimeoutError', 'forbidden_address: a is at 10.0.0.1', 'EPROTO', null];

const rowsIn = (given: Given): Due[] =>
  given.people(WEBHOOK_PAGE_SIZE).map((_, at) => ({
    delivery: {
      endpointId: 1,
      sequence: 1_795_078_800_000 + at,
      subject: 'lead:1',
      attempts: at,
      notBefore: given.now,
      reason: REASONS[at % REASONS.length] ?? null,
      answer: given.words(300),
      failedAt: at % 2 === 0 ? given.now : null,
    },
    event: {
      sequence: 1_795_078_800_000 + at,
      id: `evt_${at}`,
      type: allEvents[at]?.type ?? '',
      at: given.now,
      subject: at % 2 === 0 ? 'lead:1' : 'request:1',
      thin: {},
      full: null,
    },
  }));

const SECRET = `whsec_${'a'.repeat(44)}`;

export const webhookViews: Record<string, Builders> = {
  'webhooks/list.ts': {
    webhooksModal: (given) => [
      webhooksModal({
        endpoints: given
          .people(WEBHOOKS_PAGE_SIZE)
          .map((_, at) =>
            shownIn(given, { id: at + 1, offAt: at % 2 ? given.now : null, offWhy: offReasons[at % 3] ?? null }),
          ),
        page: 1,
        total: given.total,
      }),
    ],
  },
  'webhooks/endpoint.ts': {
    webhookModal: (given) =>
      [undefined, 'sending' as const, { reason: undefined }, { reason: 'http_500', answer: given.name(300) }].map(
        (tested) => webhookModal({ ...shownIn(given), rows: rowsIn(given), page: 1, total: given.total, tested }),
      ),
    replayModal: ({ now }) => [replayModal({ id: 1, from: now, until: now })],
    removedModal: (given) => [removedModal(endpointIn(given).host)],
  },
  'webhooks/form.ts': {
    webhookForm: (given) => [
      webhookForm({ endpoint: null, teams: given.teams(150) }),
      webhookForm({ endpoint: endpointIn(given), teams: given.teams(150) }),
    ],
    secretModal: (given) =>
      [true, false].map((isNew) => secretModal({ host: endpointIn(given).host, secret: SECRET, isNew })),
    rotateModal: (given) => [rotateModal(endpointIn(given))],
  },
};
