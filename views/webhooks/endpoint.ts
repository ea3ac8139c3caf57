/** One receiver: what it gets, what it did not take, and what an admin can do about it. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Due } from '../../src/platform/webhooks/deliveries.ts';
import { MOST_TRIES } from '../../src/platform/webhooks/deliveries.ts';
import {
  actions,
  bold,
  button,
  cut,
  date,
  dotted,
  heading,
  input,
  type Line,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { buttonsAndMenu } from '../kit/row.ts';
import { webhookActions } from './list.ts';
import { endpointLines, reasonWords, type ShownEndpoint } from './words.ts';

export const WEBHOOK_PAGE = 'webhook_page';
export const WEBHOOK_PAGE_SIZE = 8;
export const REPLAY_FORM = 'webhook_replay_form';

/** The outcome of a test; `sending` while it is under way. */
export type Tested = 'sending' | { reason: string | undefined; answer?: string };

export interface WebhookPage extends ShownEndpoint {
  /** Events that failed at least once. */
  rows: Due[];
  page: number;
  total: number;
  tested?: Tested | undefined;
}

export function webhookModal({ rows, page, total, tested, ...shown }: WebhookPage): ModalView {
  const { endpoint, failed } = shown;
  const id = String(endpoint.id);
  const isOn = endpoint.offAt === null;
  return {
    type: 'modal',
    title: plain('Webhook'),
    close: plain('Back'),
    private_metadata: writeRef({ id: endpoint.id }),
    blocks: [
      rich(...endpointLines(shown)),
      buttonsAndMenu(
        'webhook_acts',
        [
          button(webhookActions.test, 'Send a test', id),
          isOn
            ? button(webhookActions.off, 'Turn off', id, { confirm: turnOff })
            : button(webhookActions.on, 'Turn on', id),
          button(webhookActions.remove, 'Remove', id, { style: 'danger', confirm: remove }),
        ],
        [button(webhookActions.change, 'Change events…', id), button(webhookActions.rotate, 'New secret…', id)],
      ),
      ...(tested === undefined ? [] : [testedBlock(tested)]),
      ...(total === 0 ? [] : [heading('Not delivered'), ...rows.flatMap((row) => deliveryBlocks(endpoint.id, row))]),
      ...pageButtons(WEBHOOK_PAGE, { page, size: WEBHOOK_PAGE_SIZE, total, carry: id }),
      ...(failed > 0 ? [actions('webhook_all', button(webhookActions.replayAll, 'Send all again…', id))] : []),
    ],
  };
}

const turnOff = {
  title: 'Turn this webhook off?',
  text: 'It gets no events until you turn it on. Events that wait count as failed, and you can send them again.',
  yes: 'Turn off',
};
const remove = {
  title: 'Remove this webhook?',
  text: 'Events that wait for it are deleted. This can’t be undone.',
  yes: 'Remove',
};

function testedBlock(tested: Tested): KnownBlock {
  if (tested === 'sending') return section(':hourglass_flowing_sand: Sending a test…');
  const { reason, answer } = tested;
  if (reason === undefined) return section(':white_check_mark: The receiver took the test.');
  return rich([{ type: 'emoji', name: 'x' }, ` The test failed. ${reasonWords(reason)}.`], ...quoted(answer));
}

const quoted = (answer: string | null | undefined): Line[] => (answer ? [{ quote: [answer] }] : []);

function deliveryBlocks(endpointId: number, { delivery, event }: Due): KnownBlock[] {
  const { attempts, failedAt, notBefore, reason, answer } = delivery;
  const about = event.subject.replace(':', ' ');
  const tries = `${attempts} of ${MOST_TRIES} tries`;
  return [
    rich(
      [bold(event.type), `  ·  ${about}  ·  `, date(event.at)],
      dotted([
        [cut(reasonWords(reason).replaceAll('`', ''), 200)],
        failedAt === null ? [`${tries}, the next one `, date(notBefore)] : [`failed after ${tries}`],
      ]),
      ...quoted(answer),
    ),
    ...(failedAt === null
      ? []
      : [
          actions(
            `webhook_delivery:${delivery.sequence}`,
            button(webhookActions.replay, 'Send again', `${endpointId}:${delivery.sequence}`, {
              label: `Send ${event.type} of ${about} again`,
            }),
          ),
        ]),
  ];
}

/** In place of a webhook that was removed. */
export const removedModal = (host: string): ModalView => ({
  type: 'modal',
  title: plain('Removed'),
  close: plain('Back'),
  blocks: [rich([`The webhook to ${host} is removed.`])],
});

/** `<endpoint>:<sequence>` */
export function readReplay(value: string): { id: number; sequence: number } {
  const [, id = '0', sequence = '0'] = /^(\d{1,15}):(\d{1,15})$/.exec(value) ?? [];
  return { id: Number(id), sequence: Number(sequence) };
}

const SECOND_MS = 1000;

/** Failed events of a time. */
export const replayModal = ({ id, from, until }: { id: number; from: Date; until: Date }): ModalView => ({
  type: 'modal',
  callback_id: REPLAY_FORM,
  private_metadata: writeRef({ id }),
  title: plain('Send again'),
  submit: plain('Send again'),
  close: plain('Back'),
  blocks: [
    section(
      'Failed events of this time are sent again, with the ids that they had: a receiver knows those that it has.',
    ),
    input('from', 'From', { type: 'datetimepicker', initial_date_time: Math.floor(from.getTime() / SECOND_MS) }),
    input('until', 'Until', { type: 'datetimepicker', initial_date_time: Math.ceil(until.getTime() / SECOND_MS) }),
  ],
});

const moment = z.coerce.number('Choose a time.').transform((seconds) => new Date(seconds * SECOND_MS));
const fields = z.object({ from: moment, until: moment });

export const readReplayForm = (view: ViewOutput) => ({
  ...readRef(view, z.object({ id: z.number() })),
  form: readForm(view, fields),
});
