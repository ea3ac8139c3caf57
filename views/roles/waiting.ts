/** Things about roles that wait for a manager, on their home and in their morning message; and the line that a form cites. */
import type { ContextBlock } from '@slack/types';
import type { RoleLine } from '../../src/roles/table.ts';
import type { WaitingRoles } from '../../src/roles/waiting.ts';
import { type Blocks, button, literal, section } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { ownerNames, roleActions } from './words.ts';

/** One block, since a home has few to spare: its button leads to all of it. */
export function rolesWait({ proposals, questions, orphans }: WaitingRoles): Blocks {
  const lines = [
    ...(questions.length > 0
      ? [`:raising_hand: ${counted(questions.length, 'question')} “Who does this?” to answer or agree to.`]
      : []),
    ...(proposals.length > 0 ? [`:handshake: ${counted(proposals.length, 'proposed role')}. You decide.`] : []),
    ...(orphans.length > 0 ? [`:bust_in_silhouette: ${counted(orphans.length, 'role')} with a person who left.`] : []),
  ];
  return [{ ...section(lines.join('\n')), accessory: button(roleActions.show, 'Look at it', 'waiting') }];
}

/** For the title of a morning message. */
export const waitingRoleWords = ({ proposals, questions, orphans }: WaitingRoles): string[] => [
  ...(questions.length > 0 ? [counted(questions.length, 'question of roles', 'questions of roles')] : []),
  ...(proposals.length > 0 ? [counted(proposals.length, 'proposed role')] : []),
  ...(orphans.length > 0 ? [counted(orphans.length, 'role without a person', 'roles without a person')] : []),
];

/** One line in a form; nothing where no line is agreed for it. */
export const citedLine = (line: RoleLine | undefined): ContextBlock[] =>
  line
    ? [
        {
          type: 'context',
          elements: [literal(`Agreed: ${ownerNames[line.owner]}: ${line.what}. All of it: /baton roles`)],
        },
      ]
    : [];
