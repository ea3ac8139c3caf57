/** The connection as it stands, and everything that an admin does with it: `/baton crm`. */
import type { Button, ModalView } from '@slack/types';
import type { CrmOffers, CrmPlan } from '../../src/crm/crm.ts';
import type { CrmConnection } from '../../src/crm/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  date,
  emoji,
  type Line,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { buttonsAndMenu } from '../kit/row.ts';
import { connectActions, missingLines } from './connect.ts';
import { type Fault, faultLines, masterWords, outLines, ownWords, ruleWords } from './words.ts';

export const crmActions = {
  plan: 'crm_plan',
  status: 'crm_status',
  deals: 'crm_deals',
  fields: 'crm_fields',
  rules: 'crm_rules',
  on: 'crm_on',
  stop: 'crm_stop',
  key: 'crm_replace_key',
  disconnect: 'crm_disconnect',
} as const;

export interface CrmPage {
  connection: CrmConnection;
  /** As people write the CRM. */
  label: string;
  /** Undefined until they were read. */
  offers: CrmOffers | undefined;
  /** Why they could not be read. */
  fault?: Fault | undefined;
  /** Of the team of the plan. */
  teamName: string | undefined;
  /** The result of an act. */
  notice?: string | undefined;
  /** Names the modal, which is drawn again when the offers are read. */
  externalId?: string | undefined;
}

export function crmModal(page: CrmPage): ModalView {
  const { connection, label, offers, fault, notice, externalId } = page;
  const { plan, missing, notes } = connection;
  return {
    type: 'modal',
    ...(externalId !== undefined && { external_id: externalId }),
    title: plain('CRM'),
    close: plain('Close'),
    blocks: [
      ...(notice === undefined ? [] : [section(`:white_check_mark: ${notice}`)]),
      rich([bold(label), ...(connection.account === null ? [] : [`  ·  ${connection.account}`])], ...stateLines(page)),
      ...(missing.length > 0 ? [rich(...missingLines(label, missing))] : []),
      ...(notes.length > 0 ? [rich(...notes.map((note): Line => [emoji('information_source'), ` ${note}`]))] : []),
      ...(fault ? [rich([emoji('warning'), ' '], ...faultLines(label, fault))] : []),
      ...(plan === null
        ? [actions('crm_first', button(connectActions.choose, 'Choose incoming leads', 'plan', { style: 'primary' }))]
        : planBlocks(page, plan, offers)),
      keyButtons(page),
    ],
  };
}

function stateLines({ connection, label }: CrmPage): Line[] {
  const { state, stoppedAt, stoppedBy, refusal, switchedOnAt } = connection;
  const since = (words: string, at: Date | null): Piece[] => (at ? [words, date(at)] : []);
  switch (state) {
    case 'draft':
      return [[emoji('white_circle'), ' Not switched on yet: nothing is read or written.']];
    case 'on':
      return [[emoji('large_green_circle'), ' On', ...since(' since ', switchedOnAt)]];
    case 'stopped':
      return [
        [
          emoji('double_vertical_bar'),
          ' Stopped',
          ...(stoppedBy ? [' by ', person(stoppedBy)] : []),
          ...since(' on ', stoppedAt),
          '. Changes wait until it goes on.',
        ],
      ];
    case 'refused':
      return [
        [
          emoji('red_circle'),
          ` ${label} does not accept the key any more`,
          ...since(' since ', stoppedAt),
          '. Changes wait. Replace the key, and it goes on.',
        ],
        ...ownWords(refusal ?? ''),
      ];
  }
}

function planBlocks(page: CrmPage, plan: CrmPlan, offers: CrmOffers | undefined): Blocks {
  const { label, teamName = 'a team that is gone' } = page;
  return [
    rich(
      [bold('Incoming')],
      plan.rule === null
        ? ['Nothing.']
        : [`${ruleWords(plan.rule, offers)} → ${teamName}  ·  answered for by `, person(plan.marketerId)],
      [bold('Outgoing')],
      ...outLines(plan, offers).map((line): Line => [line]),
      [bold('If both sides changed')],
      [masterWords(label, plan)],
    ),
    buttonsAndMenu(
      'crm_choices',
      [button(crmActions.plan, 'Incoming leads…', 'plan')],
      [
        button(crmActions.status, 'Status…', 'status'),
        button(crmActions.deals, 'Deals…', 'deals'),
        button(crmActions.fields, 'Fields…', 'fields'),
        button(crmActions.rules, 'Owner and conflicts…', 'rules'),
      ],
    ),
  ];
}

function keyButtons({ connection }: CrmPage) {
  const { state, plan, kind } = connection;
  const first: Button[] = {
    draft:
      plan === null
        ? []
        : [
            button(crmActions.on, 'Switch on', 'on', {
              style: 'primary',
              confirm: {
                title: 'Switch on?',
                text: 'Records that match become leads, and what happens to leads is written to the CRM.',
                yes: 'Switch on',
              },
            }),
          ],
    on: [button(crmActions.stop, 'Stop', 'stop')],
    stopped: [button(crmActions.on, 'Go on', 'on', { style: 'primary' })],
    refused: [],
  }[state];
  return actions(
    'crm_acts',
    ...first,
    button(connectActions.test, 'Test the connection', kind),
    button(crmActions.key, 'Replace the key…', kind, state === 'refused' ? { style: 'primary' } : {}),
    button(crmActions.disconnect, 'Disconnect', kind, {
      style: 'danger',
      confirm: {
        title: 'Disconnect the CRM?',
        text: 'Baton forgets the key. Leads stay, and so do the records in the CRM. If you connect the same account again, the sync goes on where it stopped.',
        yes: 'Disconnect',
      },
    }),
  );
}
