import type { ModalView } from '@slack/types';
import { FormError, UserError } from '../../src/platform/errors.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { answerersOf } from '../../src/roles/answerers.ts';
import { decideLines, lineFault, proposeLine, proposeRemoval, proposeUsual } from '../../src/roles/lines.ts';
import {
  agreedLines,
  answersOf,
  linesOfLeavers,
  openQuestions,
  proposedLines,
  recordOfLines,
  requireAgreed,
  roleLine,
} from '../../src/roles/queries.ts';
import { decidesOn, sidesOf } from '../../src/teams/agreement.ts';
import { colleagueFault } from '../../src/teams/membership.ts';
import { lineForm, readLine } from '../../views/roles/forms.ts';
import { readLineChoice, rolesModal } from '../../views/roles/page.ts';
import { roleActions, roleForms } from '../../views/roles/words.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';

/** `/baton roles`: who does what. Every colleague reads it, the managers of both sides change it together. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const show = 'role.see';

  router.command('/baton roles', { allow: show, run: async ({ person }) => ({ open: await rolesPage(deps, person) }) });
  router.press(roleActions.show, { allow: show, run: async ({ person }) => ({ open: await rolesPage(deps, person) }) });

  router.press(roleActions.propose, { allow: 'role.edit', run: () => ({ open: lineForm(undefined) }) });
  router.press(roleActions.usual, {
    allow: 'role.edit',
    change: (tx, { person }, now) => proposeUsual(tx, { by: person.id, sides: sidesOf(tx, person) }, now),
    run: async ({ person }) => ({ update: await rolesPage(deps, person) }),
  });
  router.press(roleActions.agreeToAll, {
    allow: 'role.edit',
    change: (tx, { value, person }, now) => {
      const ids = value.split(' ').map(Number);
      decideLines(tx, { ids, by: person.id, sides: sidesOf(tx, person), state: 'agreed' }, now);
    },
    run: async ({ person }) => ({ update: await rolesPage(deps, person) }),
  });

  const decisions = { agree: 'agreed', decline: 'declined', withdraw: 'withdrawn' } as const;
  router.press(roleActions.menu, {
    allow: 'role.edit',
    change: (tx, { value, person }, now) => {
      const { choice, lineId } = chosen(value);
      const by = { by: person.id, sides: sidesOf(tx, person) };
      if (choice === 'remove') proposeRemoval(tx, { id: lineId, ...by }, now);
      else if (choice !== 'change') decideLines(tx, { ids: [lineId], ...by, state: decisions[choice] }, now);
    },
    run: async ({ value, person }) => {
      const { choice, lineId } = chosen(value);
      return choice === 'change'
        ? { open: lineForm(requireAgreed(db, lineId)) }
        : { update: await rolesPage(deps, person) };
    },
  });

  router.submit(roleForms.line, {
    allow: 'role.edit',
    read: readLine,
    check: async ({ value: { person } }) =>
      person === null ? undefined : fieldFault('person', await colleagueFault(deps.directory, person, 'be named')),
    change: (tx, { ref: { lineId: replacesId }, value: { person: personId, ...line }, person }, now) => {
      const words = { ...line, personId };
      const fault = lineFault(tx, { replacesId, words });
      if (fault !== undefined) throw new FormError({ what: fault });
      proposeLine(tx, { by: person.id, sides: sidesOf(tx, person), replacesId, words }, now);
    },
    run: ({ person }) => ({ previous: () => rolesPage(deps, person) }),
  });
}

function chosen(value: string) {
  const read = readLineChoice(value);
  if (!read) throw new UserError('This line is no longer in the list.');
  return read;
}

const SHOWN_QUESTIONS = 5;
const RECORDED = 8;

export async function rolesPage(deps: Deps, person: Person): Promise<ModalView> {
  const { db } = deps;
  const sides = sidesOf(db, person);
  const open = openQuestions(db);
  const mayPropose = (await may(deps, 'role.edit', person)) && sides.length > 0;
  return rolesModal({
    readerId: person.id,
    lines: agreedLines(db),
    proposals: proposedLines(db).map((line) => ({
      line,
      before: roleLine(db, line.replacesId),
      decides: decidesOn(db, line, person.id, sides),
      isOwn: line.proposedBy === person.id || sides.includes(line.side),
    })),
    questions: open.slice(0, SHOWN_QUESTIONS).map((question) => ({
      question,
      answers: answersOf(db, question.id),
      isForReader: answerersOf(db, question).includes(person.id),
    })),
    moreQuestions: Math.max(0, open.length - SHOWN_QUESTIONS),
    orphanIds: linesOfLeavers(db).map(({ id }) => id),
    mayPropose,
    mayAsk: await may(deps, 'role.ask', person),
    record: recordOfLines(db, RECORDED),
  });
}
