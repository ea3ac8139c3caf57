/** Acts of people in the scenarios, and the messages that they see. A person who sees no effect does it again. */
import type { Given, SeenMessage } from '@baton/sandbox';
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
export async function press(company: Company, who: string, message: SeenMessage, button: string): Promise<void> {
  const person = company.as(who);
  if (message.buttons.includes(button)) await person.press(message, button);
  else await person.choose(message, button);
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

/** A lead before the points are counted. */
export async function withLead(company: Company): Promise<void> {
  await handedOff.act(company);
  await company.settled();
}
