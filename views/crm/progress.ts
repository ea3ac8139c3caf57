/** The one message of a connection: how far the first sync is. */
import type { Button } from '@slack/types';
import type { SyncState } from '../../src/crm/state.ts';
import type { CrmConnection } from '../../src/crm/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, type Blocks, bold, button, emoji, type Line, type Piece, person, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { crmActions } from './page.ts';

const PAGE: Piece = { type: 'text', text: '/baton crm', style: { code: true } };

interface Progress {
  connection: Pick<CrmConnection, 'id' | 'kind' | 'state' | 'stoppedBy' | 'closedAt'>;
  /** As people write the CRM. */
  label: string;
  state: SyncState;
}

export function progressMessage({ connection, label, state }: Progress): SlackMessage {
  const { icon, said, more = [], buttons } = sayingOf({ connection, label, state });
  return {
    text: `${label}: ${said}`,
    blocks: [
      rich([emoji(icon), ' ', bold(label), `: ${said}`], ...more, ...countLines(state)),
      ...(buttons.length > 0 ? [actions(`crm:${connection.id}`, ...buttons)] : []),
    ] as Blocks,
  };
}

interface Saying {
  icon: string;
  said: string;
  more?: Line[];
  buttons: Button[];
}

function sayingOf({
  connection: { kind, state, stoppedBy, closedAt },
  label,
  state: { isFirstDone },
}: Progress): Saying {
  if (closedAt !== null) return { icon: 'heavy_multiplication_x', said: 'disconnected', buttons: [] };
  if (state === 'refused')
    return {
      icon: 'red_circle',
      said: 'the key is not accepted any more',
      more: [['Nothing is lost. Replace the key, and the sync goes on.']],
      buttons: [button(crmActions.key, 'Replace the key…', kind, { style: 'primary' })],
    };
  if (state === 'stopped')
    return {
      icon: 'double_vertical_bar',
      said: 'the sync is stopped',
      more: stoppedBy === null ? [] : [['By ', person(stoppedBy), '. It goes on where it stopped.']],
      buttons: [button(crmActions.on, 'Go on', 'message', { style: 'primary' })],
    };
  if (isFirstDone)
    return {
      icon: 'white_check_mark',
      said: 'the first sync is done',
      more: [['From now on, changes cross within a minute. ', PAGE, ' shows the sync.']],
      buttons: [],
    };
  return {
    icon: 'arrows_counterclockwise',
    said: 'first sync',
    more: [[`All records of ${label} that match are read once. People can work meanwhile.`]],
    buttons: [button(crmActions.stop, 'Stop', 'message')],
  };
}

function countLines({ read, added, known, kept }: Pick<SyncState, 'read' | 'added' | 'known' | 'kept'>): Line[] {
  if (read === 0) return [];
  return [
    [`${counted(read, 'record')} read`],
    [emoji('large_green_circle'), ' ', bold(counted(added, 'lead')), ' added'],
    ...(known > 0
      ? [[emoji('white_circle'), ' ', bold(counted(known, 'record')), ' of leads that Baton had, linked']]
      : []),
    ...(kept > 0
      ? [[emoji('red_circle'), ' ', bold(counted(kept, 'record')), ' left out. ', PAGE, ' shows why.']]
      : []),
  ];
}
