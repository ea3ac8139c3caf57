/** Ways in which people answer rituals of both teams, which the attacker watches. */
import { allRituals } from '../../../src/all-rituals/list.ts';
import { stopRitual } from '../../../src/rituals/acts.ts';
import type { TestApp } from '../../support/test-app.ts';
import { CROWD, type Happening } from './crowd.ts';
import { failToOpen, failToSubmit, nextMorning } from './happenings.ts';

/** After the comparison with the last one ends: src/feedback/nearly-same.ts. */
const PAUSE_MS = 15 * 24 * 3_600_000;

/** Max starts a ritual in the list of all. The others are stopped: they would ask the same people, and it would wait. */
async function start(app: TestApp, key: string): Promise<void> {
  const { write, now } = app.baton.deps;
  const others = allRituals.filter((ritual) => ritual.key !== key);
  await write((tx) => {
    for (const ritual of others) stopRitual(tx, ritual, 'test', now());
  });
  app.setTime(nextMorning(new Date(app.baton.deps.now().getTime() + PAUSE_MS)));
  await app.baton.runDue();
  const max = app.slack.as('max');
  await max.command('/baton rituals', { in: '#sales' });
  const list = await max.modal('Rituals');
  await list.choose({ text: 'Start now…', value: `ritual_start:${key}` });
  await (await max.modal('Start now')).submit();
  await list.close();
  await app.baton.runDue();
}

/** It closes, and its result comes on the next morning. */
async function finish(app: TestApp): Promise<void> {
  const now = app.baton.deps.now().getTime();
  app.setTime(nextMorning(new Date(now + 9 * 24 * 3_600_000)));
  await app.baton.runDue();
  app.setTime(nextMorning(app.baton.deps.now()));
  await app.baton.runDue();
  await app.settled();
}

/** The same, answered on homes that are open all the time. */
export function reportCardsFromHomes(app: TestApp): Happening {
  const cards = reportCards(app);
  return {
    ...cards,
    async begin() {
      await cards.begin?.();
      for (const who of ['mia', 'max', ...CROWD]) await app.slack.as(who).openHome();
      await app.settled();
    },
    async say(who, words) {
      const person = app.slack.as(who);
      await person.home()?.press('Fill in');
      await fillIn(app, who, words, false);
    },
  };
}

/** Sellers rate marketing; each writes why in one sentence. The attacker reads all sentences. */
export function reportCards(app: TestApp): Happening {
  return {
    begin: () => start(app, 'report_card'),
    async say(who, words, inTrouble) {
      const person = app.slack.as(who);
      const invitation = person.dm().findLast(({ buttons }) => buttons.includes('Fill in'));
      if (!invitation) throw new Error(`${who} was not asked`);
      if (inTrouble) {
        await failToOpen(app, () => person.press(invitation, 'Fill in'));
        await (await person.modal('That did not work')).close();
      }
      await person.press(invitation, 'Fill in');
      await fillIn(app, who, words, inTrouble);
    },
    async end() {
      await finish(app);
      const mia = app.slack.as('mia');
      const card = mia.sees('#marketing').findLast(({ buttons }) => buttons.includes('All sentences'));
      if (!card) throw new Error('There is no card.');
      await mia.press(card, 'All sentences');
      await (await mia.modal('All sentences')).close();
    },
  };
}

/** A mark for each need, and words for one of them. */
const fieldsOf = (words: string) =>
  Object.fromEntries([
    ...Array.from({ length: 6 }, (_, place) => [
      `mark${place}`,
      place === words.length % 6 ? 'A  excellent' : 'B  good',
    ]),
    ['mark2', 'C  fair'],
    ['why2', words],
  ]);

async function fillIn(app: TestApp, who: string, words: string, inTrouble: boolean): Promise<void> {
  const person = app.slack.as(who);
  const form = await person.modal('Report card');
  if (inTrouble) await failToSubmit(app, who, form, fieldsOf(words));
  await form.fill(fieldsOf(words));
  const result = await form.submit();
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  await (await person.modal('Thank you')).close();
}
