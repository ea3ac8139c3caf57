/** Acts of people in the scenarios, and the messages that they see. A person who sees no effect does it again. */
import type { Given, PersonDriver, SeenMessage, SeenView } from '@baton/sandbox';
import type { Company } from './company.ts';
import type { Step } from './scenario.ts';

export const JANE = {
  Name: 'Jane Doe',
  Company: 'Acme',
  Email: 'jane@acme.example',
  'What do they need?': 'A demo next week',
};
export const JANES_WORDS = Object.values(JANE);

/** The messages in a channel that begin with these words. */
export const posts = (company: Company, channel: string, words: string): SeenMessage[] =>
  company
    .as('max')
    .sees(channel)
    .filter(({ text, threadTs, ts }) => text.startsWith(words) && (threadTs === undefined || threadTs === ts));

/** The newest direct message with these words. */
export function note(company: Company, who: string, words: string): SeenMessage {
  const found = notes(company, who, words).at(-1);
  if (!found) throw new Error(`${who} has no “${words}”.`);
  return found;
}

export const notes = (company: Company, who: string, words: string): SeenMessage[] =>
  company
    .as(who)
    .dm()
    .filter(({ text }) => text.includes(words));

export function post(company: Company, channel: string, words: string): SeenMessage {
  const [found] = posts(company, channel, words);
  if (!found) throw new Error(`${channel} has no “${words}”.`);
  return found;
}

export const card = (company: Company): SeenMessage => post(company, '#sales', 'Jane Doe · ');
/** Later acts change what an earlier one shows. */
export const showsOneOf = (company: Company, words: string[], message = card(company)): boolean =>
  words.some((one) => message.text.includes(one));

/** Fills in the form with this title and submits it; `open` opens it unless it is still open. */
export async function submit(
  company: Company,
  who: string,
  title: string,
  fields: Record<string, Given>,
  open: () => Promise<unknown>,
): Promise<void> {
  const person = company.as(who);
  if (!person.modals().some((modal) => modal.title === title)) await open();
  const form = await person.modal(title);
  await form.fill(fields);
  const result = await form.submit();
  if (!result.ok) throw new Error(JSON.stringify(result));
}

/** A press, or a choice from the menu. Without an acknowledgement, Slack shows the person a warning. */
export async function press(
  company: Company,
  who: string,
  where: SeenMessage | SeenView,
  button: Parameters<PersonDriver['press']>[1],
): Promise<void> {
  const person = company.as(who);
  if (typeof button === 'string' && !where.buttons.includes(button)) await person.choose(where, button);
  else await person.press(where, button);
  if (company.slack.traffic.deliveries('block_actions').at(-1)?.acked !== true)
    throw new Error('Slack shows a warning.');
}

export const handedOff: Step = {
  act: (company) =>
    submit(company, 'mia', 'Hand off a lead', JANE, () => company.as('mia').command('/handoff', { in: '#marketing' })),
  isDone: (company) => posts(company, '#sales', 'Jane Doe · ').length === 1,
};

export const accepted: Step = {
  act: (company) => press(company, 'sam', card(company), 'Accept'),
  isDone: (company) => showsOneOf(company, ['owns this', 'In progress', 'Qualified', 'Won']),
};

export const contacted: Step = {
  act: (company) =>
    submit(company, 'sam', 'Log contact', {}, () => press(company, 'sam', card(company), 'Log contact')),
  isDone: (company) => showsOneOf(company, ['In progress', 'Qualified', 'Won']),
};

export const qualified: Step = {
  act: (company) => submit(company, 'sam', 'Qualify', {}, () => press(company, 'sam', card(company), 'Qualify')),
  isDone: (company) => showsOneOf(company, ['Qualified', 'Won']),
};

export const won: Step = {
  act: (company) =>
    submit(company, 'sam', 'Mark as won', { 'Deal value': '5000', Currency: 'EUR' }, () =>
      press(company, 'sam', card(company), 'Mark won'),
    ),
  isDone: (company) => showsOneOf(company, ['Won']),
};

/** A lead before the points are counted. */
export async function withLead(company: Company): Promise<void> {
  await handedOff.act(company);
  await company.settled();
}

/** A lead that was won, before the points are counted. */
export async function withWin(company: Company): Promise<void> {
  await withLead(company);
  for (const step of [accepted, contacted, qualified, won]) {
    await step.act(company);
    await company.settled();
  }
}
