/** One source: its state, what it sent, and everything that can be done with it. */
import type { KnownBlock, ModalView } from '@slack/types';
import type { Refused } from '../../src/http/door/refusals.ts';
import type { SourceKey } from '../../src/intake/table.ts';
import type { AddressTest } from '../../src/intake/try-address.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { writeRef } from '../../src/platform/slack/private-metadata.ts';
import {
  actions,
  type Blocks,
  bold,
  button,
  context,
  cut,
  date,
  dated,
  dotted,
  emoji,
  heading,
  type Line,
  person,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { rowActions } from '../kit/row.ts';
import { counted, more } from '../kit/words.ts';
import { temperatureWords } from '../leads/words.ts';
import { countsOf, type SourceState, sendsOwnFields, stateWords } from './sources.ts';
import { copied } from './steps.ts';
import { EXPOSED, isExposed, proofWords, senderWords } from './words.ts';

export const sourceActions = {
  map: 'intake_map',
  connect: 'intake_connect',
  settings: 'intake_settings',
  test: 'intake_test',
  newKey: 'intake_new_key',
  on: 'intake_on',
  off: 'intake_off',
  remove: 'intake_delete',
  mend: 'intake_mend',
  takeAll: 'intake_take_all',
  drop: 'intake_drop',
} as const;

/** Kept bodies that the page shows. */
export const MOST_KEPT = 8;

interface KeptBody {
  id: number;
  /** Some of what it says. */
  about: string;
  reasons: string[];
  receivedAt: Date;
}

interface SourcePage {
  state: SourceState;
  address: string;
  /** Accepted now. */
  keys: Pick<SourceKey, 'ending' | 'createdAt' | 'endsAt'>[];
  /** The newest that could not be read, at most `MOST_KEPT`. */
  kept: KeptBody[];
  /** The result of an act. */
  notice?: string | undefined;
}

export function sourceModal({ state, address, keys, kept, notice }: SourcePage): ModalView {
  const { source, teamName, examples, unread } = state;
  const id = String(source.id);
  const hasSaid = source.sourceLabel !== null || source.temperature !== null;
  return {
    type: 'modal',
    private_metadata: writeRef({ sourceId: source.id }),
    title: plain('Source'),
    close: plain('Back'),
    blocks: [
      ...(notice === undefined ? [] : [section(`:white_check_mark: ${notice}`)]),
      rich(
        dotted([[bold(source.name)], [senderWords[source.sender]]]),
        dotted([stateWords(state), ...countsOf(state)]),
        dotted([[`To ${teamName}`], ['answered for by ', person(source.marketerId)]]),
        ...(hasSaid ? [defaultsLine(state)] : []),
      ),
      copied(address),
      rich(...keys.map((key) => keyLine(state, key))),
      ...(state.refused === undefined ? [] : [rich(refusedLine(state.refused))]),
      ...(isExposed(source.auth) ? [section(EXPOSED)] : []),
      ...fieldsPart(state),
      ...(unread > 0 ? [heading('To look at'), ...kept.flatMap(keptRow), ...more(unread - kept.length)] : []),
      ...(unread > 1 && source.mapping !== null
        ? [actions('intake_all', button(sourceActions.takeAll, `Take in all ${unread}`, id))]
        : []),
      actions(
        'intake_source',
        button(sourceActions.connect, 'How to connect', id),
        button(sourceActions.test, 'Test the address', id),
        button(sourceActions.settings, 'Settings…', id),
        button(sourceActions.newKey, 'New key…', id),
        source.isOn ? button(sourceActions.off, 'Switch off', id) : button(sourceActions.on, 'Switch on', id),
        button(sourceActions.remove, 'Delete…', id, {
          style: 'danger',
          confirm: {
            title: 'Delete this source?',
            text:
              examples + unread > 0
                ? `${counted(examples + unread, 'message')} that it sent will be deleted too. Its leads stay.`
                : 'Its address and key stop working. Its leads stay.',
            yes: 'Delete',
          },
        }),
      ),
    ],
  };
}

const defaultsLine = ({ source: { sourceLabel, temperature } }: SourceState): Line =>
  dotted([
    ...(sourceLabel === null ? [] : [['source ', bold(sourceLabel)]]),
    ...(temperature === null ? [] : [[`${temperatureWords[temperature].toLowerCase()} where the form says nothing`]]),
  ]);

const keyLine = ({ source }: SourceState, { ending, createdAt, endsAt }: SourcePage['keys'][number]): Line => [
  endsAt === null ? 'Key ' : 'Former key ',
  bold(`…${ending}`),
  ...(endsAt === null
    ? [`, ${proofWords(source.auth)}, `, dated('made ', createdAt, '{date_short_pretty}')]
    : [dated(', accepted until ', endsAt)]),
];

const refusedLine = ({ lastAt, says }: Refused): Line => [
  emoji('no_entry'),
  dated(' Last request refused ', lastAt),
  `: ${cut(says, REASON)}`,
];

function fieldsPart(state: SourceState): Blocks {
  const { source, examples } = state;
  const id = String(source.id);
  if (source.mapping !== null) return [actions('intake_fields', button(sourceActions.map, 'Change the fields…', id))];
  if (sendsOwnFields(state)) return [section('It sends Baton’s own names of fields, so there is nothing to choose.')];
  if (examples === 0)
    return [
      section('Send one test from your form. Then open this page again, and choose where each field of a lead stands.'),
      actions('intake_fields', button(sourceActions.map, 'Look for the test', id, { style: 'primary' })),
    ];
  return [
    section(
      `${counted(examples, 'message')} came in the last hour. Nothing is handed off before the fields are chosen.`,
    ),
    actions('intake_fields', button(sourceActions.map, 'Choose the fields…', id, { style: 'primary' })),
  ];
}

const REASON = 150;

const keptRow = ({ id, about, reasons, receivedAt }: KeptBody): KnownBlock[] => [
  rich(
    dotted([[bold(cut(about, REASON))], [date(receivedAt)]]),
    ...reasons.slice(0, 3).map((reason): Line => [cut(reason, REASON)]),
  ),
  rowActions(`kept:${id}`, [
    button(sourceActions.mend, 'Mend and take in…', String(id), { label: `Mend and take in ${about}` }),
    button(sourceActions.drop, 'Throw away', String(id), { label: `Throw away ${about}` }),
  ]),
];

export interface Taken {
  taken: number;
  /** Still cannot be read. */
  left: number;
}

export const takenNotice = ({ taken, left }: Taken): string =>
  [
    ...(taken === 0 ? [] : [`${counted(taken, 'message')} taken in.`]),
    ...(left === 0 ? [] : [`${counted(left, 'message')} still cannot be read.`]),
  ].join(' ');

export const deletedModal = (): ModalView => ({
  type: 'modal',
  title: plain('Deleted'),
  close: plain('Back'),
  blocks: [section('The source is deleted. Its address and key no longer work. Its leads stay.')],
});

/** The result of a test of the address. */
export const testedModal = (address: string, tested: AddressTest): ModalView => ({
  type: 'modal',
  title: plain('Test the address'),
  close: plain('Back'),
  blocks: [
    copied(address),
    section(testedWords(tested)),
    context('Baton sent a request without a key from its own machine. A tool outside may still meet a firewall.'),
  ],
});

function testedWords(tested: AddressTest): string {
  switch (tested.kind) {
    case 'open':
      return ':white_check_mark: Baton answers here, and refuses requests without the key.';
    case 'unknown':
      return ':warning: A Baton answers here, and does not know this source. Is this the address of another Baton?';
    case 'other':
      return `:warning: Another program answers here, with status ${tested.status}. Let your proxy pass \`/v1/\` on to Baton’s port for leads.`;
    case 'redirect':
      return `:warning: This address redirects to ${escaped(tested.to)}. Tools do not follow: enter that address as the public address of Baton.`;
    case 'private':
      return ':warning: This address is in your own network, so Baton did not ask it. Try it from outside, or let IT allow it with `WEBHOOKS_ALLOW`.';
    case 'closed':
      return `:warning: Nothing answers here (\`${escaped(tested.code)}\`). Check the name, the proxy and the certificate.`;
  }
}
