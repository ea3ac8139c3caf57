/** Words that recur about roles. */
import type { RoleOwner } from '../../src/roles/types.ts';
import { type Piece, person } from '../kit/blocks.ts';

export const roleActions = {
  show: 'roles_show',
  /** Opens the form of a question. */
  ask: 'role_ask',
  answer: 'role_answer',
  /** The same form, for a manager who differs. */
  differ: 'role_differ',
  agree: 'role_agree',
  keepAsRole: 'role_keep_role',
  keepAsClause: 'role_keep_definition',
  propose: 'role_propose',
  usual: 'role_usual',
  agreeToAll: 'role_agree_all',
  /** The menu of one line; its id follows. */
  menu: /^role_menu:\d+$/,
} as const;

/** The shortcut of a message. */
export const WHO_DOES_THIS = 'who_does_this';

export const roleForms = { ask: 'role_ask_form', answer: 'role_answer_form', line: 'role_line_form' } as const;

export const ownerNames: Record<RoleOwner, string> = { marketing: 'Marketing', sales: 'Sales', both: 'Both teams' };

/** "Marketing", or "Marketing (@Mia)". */
export const ownerPieces = ({ owner, personId }: { owner: RoleOwner; personId: string | null }): Piece[] =>
  personId === null ? [ownerNames[owner]] : [`${ownerNames[owner]} (`, person(personId), ')'];
