/** Ways in which people speak anonymously through Slack. */
import type { PersonDriver, SeenModal } from '@baton/sandbox';
import { mindsetRitual } from '../../../src/mindset/ritual.ts';
import { startNow } from '../../../src/rituals/acts.ts';
import type { TestApp } from '../../support/test-app.ts';
import { CROWD, type Happening } from './crowd.ts';

/** Each person asks an anonymous question; managers get them on the next working morning. */
export function questionsToManagers(app: TestApp): Happening {
  return {
    async say(who, words, inTrouble) {
      const person = app.slack.as(who);
      const open = () => person.command(`/baton ask ${words}`, { in: '#general' });
      if (inTrouble) await failToOpen(app, open);
      await open();
      const form = await person.modal('Ask the managers');
      const fields = { 'What do you want to ask or say?': words };
      await form.fill(fields);
      if (inTrouble) await failToSubmit(app, who, form, fields);
      const result = await form.submit();
      if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
      await (await person.modal('Sent')).close();
    },
    async end() {
      app.setTime(nextMorning(app.baton.deps.now()));
      await app.baton.runDue();
    },
  };
}

/** Each person answers Mia’s anonymous survey; she gets the comments when it is closed. */
export function anonymousSurvey(app: TestApp): Happening {
  let rounds = 0;
  return {
    async begin() {
      rounds += 1;
      // In working time, in which people get messages.
      app.setTime(nextMorning(app.baton.deps.now()));
      const mia = app.slack.as('mia');
      await mia.command(`/ask-feedback Round ${rounds}.`, { in: '#crowd' });
      const form = await mia.modal('Ask for feedback');
      await form.submit();
      await form.waitForText('Who should answer?');
      await form.fill({ Responses: 'Anonymous', 'Or everyone in a channel': '#crowd' });
      const result = await form.submit();
      if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
    },
    async say(who, words, inTrouble) {
      const person = app.slack.as(who);
      const request = await person.waitForMessage('dm', `Round ${rounds}.`);
      if (inTrouble) {
        await failToOpen(app, () => person.press(request, 'Answer'));
        await (await person.modal('That did not work')).close();
      }
      await person.press(request, 'Answer');
      if (inTrouble) await failToSubmit(app, who, await person.modal('Your feedback'), answerOf(words));
      await answerWith(person, words);
    },
    async end() {
      app.setTime(nextMorning(new Date(app.baton.deps.now().getTime() + 6 * 24 * 3_600_000)));
      await app.baton.runDue();
      await app.settled();
      const mia = app.slack.as('mia');
      await mia.press(await mia.waitForMessage('dm', /Survey results/), 'All answers');
      await (await mia.modal()).close();
    },
  };
}

/** Each person names one advantage in a mindset check; Ada groups the answers and publishes them. */
export function mindsetCheck(app: TestApp): Happening {
  const max = app.slack.ids.people.max ?? '';
  return {
    async begin() {
      // A check begins two weeks after the result of the last one.
      app.setTime(nextMorning(new Date(app.baton.deps.now().getTime() + 15 * 24 * 3_600_000)));
      const { write, now } = app.baton.deps;
      await write((tx) => startNow(tx, mindsetRitual, { by: max }, now()));
      await app.baton.runDue();
      await app.settled();
    },
    async say(who, words, inTrouble) {
      const person = app.slack.as(who);
      const asked = person.dm().findLast(({ buttons }) => buttons.includes('Name three advantages'));
      if (!asked) throw new Error(`${who} was not asked.`);
      const open = () => person.press(asked, 'Name three advantages');
      if (inTrouble) {
        await failToOpen(app, open);
        await (await person.modal('That did not work')).close();
      }
      await open();
      const form = await person.modal('Three advantages');
      if (inTrouble) await failToSubmit(app, who, form, { First: words });
      await form.fill({ First: words });
      const result = await form.submit();
      if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
      await (await person.modal('Thank you')).close();
    },
    async end() {
      app.setTime(nextMorning(new Date(app.baton.deps.now().getTime() + 6 * 24 * 3_600_000)));
      await app.baton.runDue();
      await app.settled();
      const ada = app.slack.as('ada');
      await ada.command('/baton mindset', { in: '#marketing' });
      await (await ada.modal('Mindset check')).press('Group the answers');
      await (await ada.modal('Group the answers')).press('Publish the result');
      await (await ada.modal('Published')).close({ all: true });
      await app.settled();
    },
  };
}

/** Slack’s trigger has expired: the form does not open. */
export async function failToOpen({ slack, settled }: TestApp, open: () => Promise<void>): Promise<void> {
  slack.faults.calls({ kind: 'error', error: 'expired_trigger_id' }, { method: 'views.open' });
  await open();
  await settled();
}

/** The disk refuses writes: Baton apologises, and its log has the reason. */
export async function failToSubmit(
  { slack, baton, logLines }: TestApp,
  who: string,
  form: SeenModal,
  fields: Record<string, string>,
): Promise<void> {
  const { $client } = baton.deps.db;
  await form.fill(fields);
  const before = logLines.length;
  $client.pragma('query_only = 1');
  await form.submit();
  $client.pragma('query_only = 0');
  await (await slack.as(who).modal('That did not work')).close();
  if (!logLines.slice(before).some((line) => line.includes('a handler failed'))) throw new Error('nothing failed');
}

const answerOf = (words: string) => ({
  'How is it going?': String(1 + (words.length % 5)),
  'What should we keep doing?': words,
});

async function answerWith(person: PersonDriver, words: string): Promise<void> {
  const form = await person.modal('Your feedback');
  await form.fill(answerOf(words));
  const result = await form.submit();
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  await (await person.modal('Thank you')).close();
}

/** The same, answered on homes that are open all the time, Mia’s included. */
export function fromHomes(app: TestApp): Happening {
  const round = anonymousSurvey(app);
  return {
    ...round,
    async begin() {
      await round.begin?.();
      for (const who of ['mia', ...CROWD]) await app.slack.as(who).openHome();
      await app.settled();
    },
    async say(who, words) {
      const person = app.slack.as(who);
      await person.home()?.press('Answer');
      await answerWith(person, words);
    },
  };
}

/** Shortly after 9:00 in Berlin on a working day in winter. */
export function nextMorning(now: Date): Date {
  const next = new Date(now);
  do {
    next.setUTCDate(next.getUTCDate() + 1);
    next.setUTCHours(8, 0, 10, 0);
  } while ([0, 6].includes(next.getUTCDay()));
  return next;
}
