/**
 * One test app for a whole file, and one line for each act of a person. An error that Slack would hide fails the test.
 */
import type { Given, PersonDriver, SeenMessage, SeenModal, SubmitResult } from '@baton/sandbox';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { staleButtons } from './stale-buttons.ts';
import { createTestApp, type TestApp, type TestAppOptions } from './test-app.ts';

export type Who = 'mia' | 'sam' | 'sue' | 'max' | 'ada' | 'gus' | 'eve';
type Fields = Record<string, Given>;

const EVERYBODY: Who[] = ['mia', 'sam', 'sue', 'max', 'ada', 'gus', 'eve'];

export type Scene = ReturnType<typeof createScene>;

const SMALL_MODALS = ['That did not work', 'Done'];
const PATIENCE = { timeout: 5_000, interval: 10 };

const OF_MARKETING = ['Reply and resubmit', 'Nurture', 'Disqualify', 'Bring back now'];

/** Creates the test app before the tests of a file. After each test, an error in the log or a fault at Slack fails it. */
export function createScene(options: TestAppOptions = {}) {
  let created: TestApp | undefined;
  let leads = 0;
  let hasForgotten = false;
  const seen = new Map<string, string>();
  const app = (): TestApp => {
    if (!created) throw new Error('The test app exists from the first test on.');
    return created;
  };
  beforeAll(async () => {
    created = await createTestApp(options);
  });
  afterEach(async () => {
    app().slack.faults.clear();
    await app().settled();
    const { problems } = app().slack;
    const found = [...problems.splice(0), ...bugs(app().logLines.splice(0))];
    const stale = hasForgotten ? [] : staleButtons(app().baton.deps.db, app().slack, app().baton.deps.now());
    for (const who of EVERYBODY) for (const modal of people(who)?.modals().reverse() ?? []) await modal.close();
    expect([...found, ...stale]).toEqual([]);
  });
  afterAll(() => created?.close());

  const as = (who: string): PersonDriver => app().slack.as(who);
  const people = (who: string) => (who in app().slack.ids.people ? as(who) : undefined);

  /** Text as people see it: names for ids, dates in their fallback text. */
  function read(text: string): string {
    const { people: ids, channels } = app().slack.ids;
    const keyOf = (names: Record<string, string>, id: string) =>
      Object.entries(names).find(([, each]) => each === id)?.[0] ?? id;
    return text
      .replace(/<@(\w+)>/g, (_, id: string) => `@${keyOf(ids, id)}`)
      .replace(/<#(\w+)>/g, (_, id: string) => `#${keyOf(channels, id)}`)
      .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1');
  }

  /** Fills in and submits the modal with this title. */
  async function submit(who: string, title: string, fields: Fields = {}): Promise<SubmitResult> {
    const modal = await as(who).modal(title);
    await modal.fill(fields);
    return modal.submit();
  }

  async function mustSubmit(who: string, title: string, fields: Fields = {}): Promise<void> {
    const result = await submit(who, title, fields);
    if (!result.ok) throw new Error(`"${title}" was refused: ${JSON.stringify(result)}`);
    await app().settled();
  }

  /** The card of a lead as it is now. */
  function card(name: string): SeenMessage {
    const found = as('max')
      .sees('#sales')
      .findLast((message) => message.text.startsWith(`${name} · `) && message.threadTs === undefined);
    if (!found) throw new Error(`There is no card of ${name}.`);
    return found;
  }

  /** Mia hands off a lead with a new contact; resolves with its name once its card is posted. */
  async function newLead(fields: Fields = {}): Promise<string> {
    leads += 1;
    const number = String(leads).padStart(3, '0');
    await as('mia').command('/handoff', { in: '#marketing' });
    const form = {
      Name: `Lead ${number}`,
      Company: `Company ${number}`,
      Email: `lead@company${number}.example`,
      'What do they need?': 'A demo next week',
      ...fields,
    };
    await mustSubmit('mia', 'Hand off a lead', form);
    for (const modal of as('mia').modals()) if (modal.title === 'Handed off') await modal.close();
    return String(form.Name);
  }

  /** Presses a button of a lead's card, or chooses from its menu. Marketing finds its own buttons in a list. */
  async function press(who: string, name: string, button: string): Promise<void> {
    const message = card(name);
    if (message.buttons.includes(button)) await as(who).press(message, button);
    else if (OF_MARKETING.includes(button)) await pressInList(who, name, button);
    else await as(who).choose(message, button);
    await app().settled();
  }

  async function pressInList(who: string, name: string, button: string): Promise<void> {
    for (const modal of as(who).modals()) if (modal.title === 'Search results') await modal.close({ all: true });
    await as(who).command(`/leads ${name}`, { in: '#marketing' });
    const list = await as(who).modal('Search results');
    if (list.buttons.includes(button)) await list.press(button);
    else await list.choose(`${button}…`);
  }

  async function react(who: string, name: string, emoji: string, on = true): Promise<void> {
    const person = as(who);
    if (on) person.react(card(name), emoji);
    else person.unreact(card(name), emoji);
    await app().settled();
  }

  /** Brings a lead to the status in which a test starts: Sam accepts, contacts, qualifies. */
  async function bring(name: string, to: 'accepted' | 'working' | 'qualified', who: Who = 'sam'): Promise<string> {
    await press(who, name, 'Accept');
    if (to === 'accepted') return name;
    await press(who, name, 'Log contact');
    await mustSubmit(who, 'Log contact');
    if (to === 'working') return name;
    await press(who, name, 'Qualify');
    await mustSubmit(who, 'Qualify');
    return name;
  }

  /** Waits for the next ephemeral message to a person in a channel. */
  async function nextEphemeral(who: string, channel = '#sales'): Promise<SeenMessage> {
    const place = `${who} in ${channel}`;
    const heard = seen.get(place) ?? '';
    const message = await as(who).waitForMessage(channel, (one) => one.isEphemeral && one.ts > heard);
    seen.set(place, message.ts);
    return message;
  }

  /** The next words that only this person sees: in a small modal, which is closed, or in an ephemeral message. */
  async function ephemeral(who: string, channel = '#sales'): Promise<string> {
    const place = `${who} in ${channel}`;
    return vi.waitFor(async () => {
      const modal = as(who)
        .modals()
        .find(({ title }) => SMALL_MODALS.includes(title));
      const text = modal?.text();
      await modal?.close();
      if (text !== undefined) return read(text);
      const heard = seen.get(place) ?? '';
      const message = as(who)
        .sees(channel)
        .findLast((one) => one.isEphemeral && one.ts > heard);
      if (!message) throw new Error(`${who} was told nothing in ${channel}.`);
      seen.set(place, message.ts);
      return read(message.text);
    }, PATIENCE);
  }

  return {
    app,
    as,
    read,
    submit,
    mustSubmit,
    newLead,
    card,
    press,
    react,
    bring,
    /** Marks a lead won from its card. */
    win: async (
      who: string,
      name: string,
      fields: Fields = { 'No value yet?': ['I’ll add it later'] },
    ): Promise<void> => {
      await press(who, name, 'Mark won');
      await mustSubmit(who, 'Mark as won', fields);
    },
    /** The second line of the card: the status. */
    standing: (name: string): string => read(card(name).text.split('\n')[1] ?? ''),
    /** Waits until the card shows this status. */
    until: async (name: string, standing: string): Promise<void> => {
      await as('max').waitForMessage(
        '#sales',
        ({ text }) => text.startsWith(`${name} · `) && read(text.split('\n')[1] ?? '').includes(standing),
      );
    },
    story: (name: string): string[] =>
      card(name)
        .thread()
        .map((message) => read(message.text)),
    nextEphemeral,
    ephemeral,
    /** Direct messages that mention this. */
    news: (who: string, about: string): string[] =>
      as(who)
        .dm()
        .map((message) => read(message.text))
        .filter((text) => text.includes(about)),
    /** Moves the clock and runs everything that is due by then. */
    travel: async (to: string | Date): Promise<void> => {
      app().setTime(to);
      await app().baton.runDue();
      await app().settled();
    },
    /** The messages sent so far no longer change, as after two weeks. */
    forgetMessages: (): void => {
      hasForgotten = true;
      app().baton.deps.db.$client.exec('DELETE FROM live_messages');
    },
    /** Chooses from the menu of a card, and resolves with the modal. */
    open: async (who: string, name: string, button: string, title: string): Promise<SeenModal> => {
      await press(who, name, button);
      return as(who).modal(title);
    },
  };
}

/** Errors in the log are bugs, except those of Slack’s SDK. */
const bugs = (lines: string[]): string[] =>
  lines.filter((line) => {
    const { level, sdk } = JSON.parse(line) as { level: number; sdk?: string };
    return level >= 50 && sdk === undefined;
  });
