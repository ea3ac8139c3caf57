/** A stage for a whole file, and what people do on it in a line. Nobody may find a fault that Slack would hide. */
import type { Given, PersonDriver, SeenMessage, SeenModal, SubmitResult } from '@baton/sandbox';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type Stage, type StageOptions, setStage } from './baton.ts';

export type Who = 'mia' | 'sam' | 'sue' | 'max' | 'ada' | 'gus' | 'eve';
type Fields = Record<string, Given>;

const EVERYBODY: Who[] = ['mia', 'sam', 'sue', 'max', 'ada', 'gus', 'eve'];

export type Scene = ReturnType<typeof onStage>;

/** Sets the stage before the tests of a file, and looks after each of them whether something went wrong unseen. */
export function onStage(options: StageOptions = {}) {
  let set: Stage | undefined;
  let leads = 0;
  const seen = new Map<string, string>();
  const stage = (): Stage => {
    if (!set) throw new Error('The stage is set before the first test.');
    return set;
  };
  beforeAll(async () => {
    set = await setStage(options);
  });
  afterEach(async () => {
    stage().slack.faults.clear();
    await stage().settled();
    const { problems } = stage().slack;
    const found = [...problems.splice(0), ...bugs(stage().logLines.splice(0))];
    for (const who of EVERYBODY) for (const modal of people(who)?.modals().reverse() ?? []) await modal.close();
    expect(found).toEqual([]);
  });
  afterAll(() => set?.close());

  const as = (who: string): PersonDriver => stage().slack.as(who);
  const people = (who: string) => (who in stage().slack.ids.people ? as(who) : undefined);

  /** What a person reads: names for ids, moments as their fallback has them. */
  function read(text: string): string {
    const { people: ids, channels } = stage().slack.ids;
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
    await stage().settled();
  }

  /** The card of a lead as it is now. */
  function card(name: string): SeenMessage {
    const found = as('max')
      .sees('#sales')
      .findLast((message) => message.text.startsWith(`${name} · `) && message.threadTs === undefined);
    if (!found) throw new Error(`There is no card of ${name}.`);
    return found;
  }

  /** Mia hands a lead off that nobody has heard of; resolves with its name once its card stands. */
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

  /** Presses a button of a lead's card, or chooses from its menu. */
  async function press(who: string, name: string, button: string): Promise<void> {
    const message = card(name);
    if (message.buttons.includes(button)) await as(who).press(message, button);
    else await as(who).choose(message, button);
    await stage().settled();
  }

  async function react(who: string, name: string, emoji: string, on = true): Promise<void> {
    const person = as(who);
    if (on) person.react(card(name), emoji);
    else person.unreact(card(name), emoji);
    await stage().settled();
  }

  /** Brings a lead to where a test begins: Sam accepts, touches, qualifies. */
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

  /** What a person alone is told in a channel, that was not told before: waits for it. */
  async function told(who: string, channel = '#sales'): Promise<SeenMessage> {
    const place = `${who} in ${channel}`;
    const heard = seen.get(place) ?? '';
    const message = await as(who).waitForMessage(channel, (one) => one.isEphemeral && one.ts > heard);
    seen.set(place, message.ts);
    return message;
  }

  return {
    stage,
    as,
    read,
    submit,
    mustSubmit,
    newLead,
    card,
    press,
    react,
    bring,
    /** The second line of the card: how the lead stands. */
    standing: (name: string): string => read(card(name).text.split('\n')[1] ?? ''),
    /** Waits until the card says so. */
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
    told,
    /** The same, as it reads. */
    whisper: async (who: string, channel?: string): Promise<string> => read((await told(who, channel)).text),
    /** Direct messages that mention this. */
    news: (who: string, about: string): string[] =>
      as(who)
        .dm()
        .map((message) => read(message.text))
        .filter((text) => text.includes(about)),
    /** Moves the clock and lets happen what becomes due by it. */
    travel: async (to: string | Date): Promise<void> => {
      stage().setTime(to);
      await stage().baton.runDue();
      await stage().settled();
    },
    /** Chosen from the menu of a card, with the modal that opens. */
    open: async (who: string, name: string, button: string, title: string): Promise<SeenModal> => {
      await press(who, name, button);
      return as(who).modal(title);
    },
  };
}

/** What the log calls an error is a bug of ours, whatever people were told; Slack's SDK has errors of its own. */
const bugs = (lines: string[]): string[] =>
  lines.filter((line) => {
    const { level, sdk } = JSON.parse(line) as { level: number; sdk?: string };
    return level >= 50 && sdk === undefined;
  });
