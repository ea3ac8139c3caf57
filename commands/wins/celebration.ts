import type { ModalView } from '@slack/types';
import { leadById } from '../../src/leads/queries.ts';
import { UserError } from '../../src/platform/errors.ts';
import { winsToCelebrate } from '../../src/wins/celebration/candidates.ts';
import { readDraft } from '../../src/wins/celebration/draft.ts';
import { momentsById, openMoments } from '../../src/wins/celebration/moments.ts';
import { type Quarter, quarterToCelebrate } from '../../src/wins/celebration/quarter.ts';
import {
  celebrationChannels,
  editCelebration,
  postCelebration,
  skipCelebration,
} from '../../src/wins/celebration/save.ts';
import { winOf } from '../../src/wins/read.ts';
import { quarterName } from '../../views/wins/celebration.ts';
import {
  CELEBRATION,
  CELEBRATION_EDIT,
  CELEBRATION_FORM,
  CELEBRATION_POST,
  CELEBRATION_SKIP,
  celebrationDone,
  celebrationForm,
  draftModal,
  readCelebrationForm,
  readDraftCarry,
} from '../../views/wins/celebration-draft.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { atField } from './at-field.ts';

/** The draft of a celebration: seen by the managers of both sides, who edit and post it. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'celebration.edit';

  router.press(CELEBRATION, { allow, run: ({ now }) => ({ open: page(deps, now) }) });

  router.press(CELEBRATION_EDIT, { allow, run: ({ now }) => ({ open: form(deps, now) }) });

  router.submit(CELEBRATION_FORM, {
    allow,
    read: readCelebrationForm,
    change: (tx, { ref, value, person }, now) => {
      const { opening, wins: leadIds, moments: momentIds, learned } = value;
      const content = { opening, leadIds, momentIds, learned };
      atField('opening', () => {
        const quarter = requireQuarter({ db: tx }, ref.key, now);
        editCelebration(tx, { quarter, version: ref.version, by: person.id, content }, now);
      });
    },
    run: ({ now }) => ({ previous: () => page(deps, now) }),
  });

  router.press(CELEBRATION_POST, {
    allow,
    change: (tx, { value, person }, now) => {
      const { key, version } = readDraftCarry(value);
      postCelebration(tx, { quarter: requireQuarter({ db: tx }, key, now), version, by: person.id }, now);
    },
    run: ({ value }) => ({
      update: celebrationDone(`:tada: The celebration of ${quarterName(readDraftCarry(value).key)} is posted.`),
    }),
  });

  router.press(CELEBRATION_SKIP, {
    allow,
    change: (tx, { value, person }, now) => {
      const { key, version } = readDraftCarry(value);
      skipCelebration(tx, { quarter: requireQuarter({ db: tx }, key, now), version, by: person.id }, now);
    },
    run: ({ value }) => ({ update: celebrationDone(`${quarterName(readDraftCarry(value).key)} is skipped.`) }),
  });
}

/** @throws UserError once it is posted or skipped, or the next quarter has ended. */
function requireQuarter({ db }: Pick<Deps, 'db'>, key: string | undefined, now: Date): Quarter {
  const quarter = quarterToCelebrate(db, now);
  if (!quarter || (key !== undefined && quarter.key !== key)) {
    throw new UserError('No quarter waits for a celebration: it was posted or skipped, or another has ended since.');
  }
  return quarter;
}

const page = (deps: Deps, now: Date): ModalView =>
  draftModal(readDraft(deps.db, requireQuarter(deps, undefined, now)), celebrationChannels(deps.db));

function form({ db }: Deps, now: Date): ModalView {
  const quarter = requireQuarter({ db }, undefined, now);
  const draft = readDraft(db, quarter);
  const { leadIds, momentIds } = draft.content;
  const wins = [...new Set([...leadIds, ...winsToCelebrate(db, quarter)])].flatMap((id) => {
    const lead = leadById(db, id);
    return (lead && winOf(db, lead)) ?? [];
  });
  const known = new Map([...momentsById(db, momentIds), ...openMoments(db, now)].map((moment) => [moment.id, moment]));
  return celebrationForm(draft, { wins, moments: [...known.values()] });
}
