/** The connection as it stands, and everything that an admin does with it: `/baton crm`. */
import type { Button, ModalView } from '@slack/types';
import type { Crm, CrmOffers, CrmPlan } from '../../src/crm/crm.ts';
import type { SyncState } from '../../src/crm/state.ts';
import type { CrmConnection } from '../../src/crm/table.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  date,
  dated,
  dotted,
  emoji,
  type Line,
  type Piece,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { buttonsAndMenu } from '../kit/row.ts';
import { capital, counted, span } from '../kit/words.ts';
import { connectActions, missingLines } from './connect.ts';
import { type Fault, faultLines, faultSentence, masterWords, outLines, ownWords, ruleWords } from './words.ts';

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
  refusals: 'crm_refusals',
  kept: 'crm_kept',
  people: 'crm_people',
  dryRun: 'crm_dry_run',
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
  /** Undefined before it was switched on. */
  sync?: SyncState | undefined;
  /** People of the CRM, and those of them who are known in Slack; undefined until they were read. */
  people?: { known: number; total: number } | undefined;
  /** Requests that the account has left. */
  left?: ReturnType<Crm['left']>;
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
      ...syncBlocks(page),
      ...(missing.length > 0 ? [rich(...missingLines(label, missing))] : []),
      ...(notes.length > 0 ? [rich(...notes.map((note): Line => [emoji('information_source'), ` ${note}`]))] : []),
      ...(fault ? [rich(...faultLines(label, fault, 'warning'))] : []),
      ...(plan === null
        ? [actions('crm_first', button(connectActions.choose, 'Choose incoming leads', 'plan', { style: 'primary' }))]
        : planBlocks(page, plan, offers)),
      keyButtons(page),
    ],
  };
}

function stateLines({ connection, label }: CrmPage): Line[] {
  const { state, stoppedAt, stoppedBy, refusal, switchedOnAt } = connection;
  const since = (words: string, at: Date | null): Piece[] => (at ? [dated(words, at)] : []);
  switch (state) {
    case 'draft':
      return [[emoji('white_circle'), ' Not switched on yet: nothing is read or written.']];
    case 'on':
      return [[emoji('large_green_circle'), ...since(' On since ', switchedOnAt)]];
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

/** How far the sync is, and what admins look at. */
function syncBlocks({ connection, label, sync, left }: CrmPage): Blocks {
  if (!sync) return [];
  const { isFirstDone, read, added, readAt, behindMs, waiting, failed, fault, restsUntil } = sync;
  const isOn = connection.state === 'on';
  const standing: Piece[][] = [
    ...(isFirstDone ? [] : [[`First sync: ${counted(read, 'record')} read, ${counted(added, 'lead')} added`]]),
    ...(readAt ? [[dated('Last read ', readAt)]] : []),
    ...(isOn && isFirstDone
      ? [
          [
            behindMs > 0
              ? `${span(behindMs)} behind`
              : failed > 0
                ? 'in step but for what was refused'
                : 'both sides in step',
          ],
        ]
      : []),
    ...(waiting > 0 ? [[`${counted(waiting, 'lead')} to write`]] : []),
  ];
  const lines: Line[] = [
    capital(dotted(standing)),
    ...(isOn && fault ? faultNow(label, sync) : []),
    ...(isOn && fault && restsUntil ? [['Asked again ', date(restsUntil), '.']] : []),
    ...(left ? [[`${left.requests.toLocaleString('en')} of ${left.of.toLocaleString('en')} requests left`]] : []),
  ];
  return lines.every((line) => Array.isArray(line) && line.length === 0) ? [] : [rich(...lines)];
}

const faultNow = (label: string, { fault, words }: SyncState): Line[] =>
  fault ? [[emoji('warning'), ` ${faultSentence(label, { fault })}`], ...ownWords(words ?? '')] : [];

/** Lists of things that someone should see. */
function listButtons({ sync, people }: CrmPage): Blocks {
  const buttons = [
    ...(sync && sync.failed > 0
      ? [button(crmActions.refusals, `Refused writes: ${sync.failed}`, 'list', { style: 'danger' })]
      : []),
    ...(sync && sync.kept > 0 ? [button(crmActions.kept, `Records left out: ${sync.kept}`, 'list')] : []),
    button(crmActions.people, people ? `People: ${people.known} of ${people.total}` : 'People', 'list'),
    button(crmActions.dryRun, 'Dry run', 'run'),
  ];
  return [actions('crm_lists', ...buttons)];
}

function planBlocks(page: CrmPage, plan: CrmPlan, offers: CrmOffers | undefined): Blocks {
  const { label, teamName = 'a team that is gone' } = page;
  return [
    rich(
      [bold('Incoming')],
      ...(plan.rule === null
        ? [['Nothing.']]
        : [[`${ruleWords(plan.rule, offers)} → ${teamName}`], [person(plan.marketerId), ' answers for them.']]),
    ),
    rich([bold('Outgoing')], ...outLines(plan, offers).map((line): Line => [line])),
    rich([bold('If both sides changed')], [masterWords(label, plan)]),
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
    ...listButtons(page),
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
