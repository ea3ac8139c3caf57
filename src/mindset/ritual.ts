import { minimumGroup } from '../feedback/settings.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { hasAnsweredAnonymously, prepareAnswers, takeAnswers } from '../rituals/anonymous.ts';
import { lastCycle } from '../rituals/queries.ts';
import { type Ritual, ritual } from '../rituals/ritual.ts';
import { publishCycle } from '../rituals/steps.ts';
import { refreshNext } from './announce.ts';
import { closeCheck } from './close.ts';
import { comparableUntil } from './comparable.ts';
import { CONTENT_BYTES } from './content.ts';
import { dropCheck, publishCheck } from './publish.ts';
import { checksInGrouping, publishedThree } from './queries.ts';
import { mindsetChecks } from './table.ts';
import { ADVANTAGES } from './types.ts';

/** Everyone in both teams names the three advantages that customers should know the company for. */
export const mindsetRitual: Ritual = ritual({
  key: 'mindset',
  name: 'Mindset check',
  purpose: 'Shows whether both teams name the same three advantages that customers should know the company for.',
  usually: { rhythm: 'half_yearly', day: { weekday: 2, week: 2, month: 2 } },
  asks: {
    why: 'Which three advantages should customers know us for? Everyone answers alone; you then see how far both teams agree.',
    button: 'Name three advantages',
    fields: { choices: 0, texts: ADVANTAGES },
    workingDays: 3,
    isAnonymous: true,
    hasAnswered: ({ db, keys }, { id }, userId) => hasAnsweredAnonymously(db, keys, id, userId),
  },
  begin: (tx, on) => {
    const minimum = settingOf(tx, minimumGroup);
    if (on.people.length <= minimum)
      return { skip: `It needs more than ${minimum} people, so that no one is recognised.` };
    const waitUntil = comparableUntil(tx, on, minimum);
    if (waitUntil) return { waitUntil, reason: 'Nearly the same people were asked anonymously a short time ago.' };
    // No one published the one before.
    for (const { cycleId } of checksInGrouping(tx)) dropCheck(tx, cycleId, on.now);
    tx.insert(mindsetChecks).values({ cycleId: on.cycle.id, minimum }).run();
    prepareAnswers(tx, on, { contentBytes: CONTENT_BYTES, minimum });
    const before = lastCycle(tx, on.cycle.ritual);
    if (before) refreshNext(tx, before.id, on.now);
    return undefined;
  },
  end: (tx, on) => {
    // The facilitator publishes the rest.
    if (!closeCheck(tx, on)) publishCycle(tx, mindsetRitual, { cycleId: on.cycle.id, keys: on.keys }, on.now);
  },
  publishes: 'when told',
  publish: publishCheck,
  drop: (tx, { cycle, keys, now }) => {
    takeAnswers(tx, keys, cycle.id);
    dropCheck(tx, cycle.id, now);
  },
  preview: (db, people) => {
    const three = publishedThree(db)?.advantages;
    return [
      `${people.length} people are asked for three advantages each, without their names.`,
      'A facilitator groups the answers before anyone sees a result.',
      ...(three ? [`The published three: ${three.join(', ')}.`] : []),
    ];
  },
});
