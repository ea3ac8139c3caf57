import type { ModalView } from '@slack/types';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { decidesOn, sidesOf } from '../../src/teams/agreement.ts';
import { decideRules, proposeRules } from '../../src/wins/propose.ts';
import { openProposal, recordOfRules, rulesAt } from '../../src/wins/rules.ts';
import { weightsOf } from '../../src/wins/weights.ts';
import {
  RULES_AGREE,
  RULES_DECLINE,
  RULES_FORM,
  RULES_PROPOSE,
  RULES_WITHDRAW,
  readRulesForm,
  rulesForm,
  rulesModal,
  WIN_RULES,
} from '../../views/wins/rules.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { atField } from './at-field.ts';

/** The rules of credit: read by both teams, changed by both managers together. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.press(WIN_RULES, { allow: 'win.see', run: ({ person }) => ({ open: page(deps, person) }) });

  router.press(RULES_PROPOSE, {
    allow: 'win.rules',
    run: ({ now }) => ({ open: rulesForm(weightsOf(openProposal(db) ?? rulesAt(db, now))) }),
  });

  router.submit(RULES_FORM, {
    allow: 'win.rules',
    read: readRulesForm,
    change: (tx, { person, value: { words, ...weights } }, now) =>
      atField('hand_off', () => proposeRules(tx, { by: person.id, sides: sidesOf(tx, person), weights, words }, now)),
    run: ({ person }) => ({ previous: () => page(deps, person) }),
  });

  const decisions = { [RULES_AGREE]: 'agreed', [RULES_DECLINE]: 'declined', [RULES_WITHDRAW]: 'withdrawn' } as const;
  for (const [action, state] of Object.entries(decisions)) {
    router.press(action, {
      allow: 'win.rules',
      change: (tx, { value, person }, now) =>
        decideRules(tx, { id: idIn(value), by: person.id, sides: sidesOf(tx, person), state }, now),
      run: ({ person }) => ({ update: page(deps, person) }),
    });
  }
}

const RECORDED = 8;

function page({ db, now }: Deps, person: Person): ModalView {
  const current = rulesAt(db, now());
  const proposal = openProposal(db);
  const sides = sidesOf(db, person);
  const isOwn = proposal?.proposedBy === person.id;
  return rulesModal({
    current,
    weights: weightsOf(current),
    proposal,
    mayPropose: sides.length > 0,
    decides: proposal !== undefined && decidesOn(db, proposal, person.id, sides),
    isProposer: isOwn,
    record: recordOfRules(db, RECORDED),
  });
}
