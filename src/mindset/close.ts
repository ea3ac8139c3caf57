/** From the anonymous answers to groups that a facilitator looks at. */
import { randomUUID } from 'node:crypto';
import { shuffled } from '../platform/crypto/shuffled.ts';
import type { Tx } from '../platform/db/write.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { forgetAsked, takeAnswers } from '../rituals/anonymous.ts';
import type { Occasion } from '../rituals/ritual.ts';
import { startOfWorkOn, workingDaysAhead } from '../teams/working-time.ts';
import { askFacilitator } from './announce.ts';
import { type Given, readContent } from './content.ts';
import { facilitatorOf } from './facilitator.ts';
import { groupByLikeness } from './grouping/group.ts';
import { requireCheck, updateCheck } from './queries.ts';
import { mindsetSynonyms } from './settings.ts';
import { mindsetAnswers, mindsetGroups } from './table.ts';

/** The facilitator is reminded so many working days after the end. */
const REMIND_AFTER_DAYS = 2;

/**
 * Stores the words in a new random order, in groups by likeness. They keep a side only where each side has as many people as the
 * smallest group. Too few are deleted unread.
 * @returns whether there is something to group.
 */
export function closeCheck(tx: Tx, { cycle, keys, calendar, now }: Occasion): boolean {
  const { minimum } = requireCheck(tx, cycle.id);
  const given = takeAnswers(tx, keys, cycle.id)?.map(readContent);
  // A reader knows their own answer, so there is one more than the smallest group.
  if (!given || given.length <= minimum) {
    updateCheck(tx, cycle.id, { outcome: given ? 'too_few' : 'lost' });
    forgetAsked(tx, cycle.id);
    return false;
  }
  storeGroups(tx, cycle.id, given, minimum);
  const facilitatorId = facilitatorOf(tx) ?? null;
  const remindAt = startOfWorkOn(calendar, workingDaysAhead(calendar, now, REMIND_AFTER_DAYS));
  updateCheck(tx, cycle.id, { outcome: 'grouping', answered: given.length, facilitatorId, remindAt });
  if (facilitatorId !== null) askFacilitator(tx, { cycleId: cycle.id, userId: facilitatorId }, now);
  return true;
}

function storeGroups(tx: Tx, cycleId: number, given: Given[], minimum: number): void {
  const isApart = (['sales', 'marketing'] as const).every(
    (side) => given.filter((one) => one.side === side).length >= minimum,
  );
  const answers = shuffled(
    given.flatMap(({ side, words }) => words.map((word) => ({ words: word, side: isApart ? side : null }))),
  );
  const groups = groupByLikeness(
    answers.map(({ words }) => words),
    settingOf(tx, mindsetSynonyms),
  );
  for (const { name, members } of groups) {
    const { id: groupId } = tx
      .insert(mindsetGroups)
      .values({ cycleId, name })
      .returning({ id: mindsetGroups.id })
      .get();
    const rows = members
      .flatMap((place) => answers[place] ?? [])
      .map((one) => ({ id: randomUUID(), cycleId, groupId, ...one }));
    tx.insert(mindsetAnswers).values(rows).run();
  }
}
