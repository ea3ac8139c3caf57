/** What the people of the story do about content. */
import type { SeenMessage } from '@baton/sandbox';
import { fillAndSubmit, type Stage } from './deeds.ts';

type Fields = Record<string, string>;

export async function addToLibrary(stage: Stage, who: string, fields: Fields): Promise<void> {
  await stage.slack.as(who).command('/content add', { in: '#marketing' });
  await fillAndSubmit(stage, who, 'Add to the library', fields);
  await closeAll(stage, who);
}

/** Asks for what the library does not have. */
export async function askFor(stage: Stage, who: string, question: string, fields: Fields): Promise<void> {
  await stage.slack.as(who).command(`/request-content ${question}`, { in: '#sales' });
  await (await stage.slack.as(who).modal('Request content')).submit();
  await fillAndSubmit(stage, who, 'Request content', fields);
  await closeAll(stage, who);
}

async function closeAll(stage: Stage, who: string): Promise<void> {
  for (const modal of stage.slack.as(who).modals().reverse()) await modal.close();
}

/** The newest message of a marketer's channel with this title: the card. */
export const requestCard = (stage: Stage, who: string, title: string): Promise<SeenMessage> =>
  stage.slack.as(who).waitForMessage('#marketing', (message) => message.text.startsWith(title));

export async function onRequest(
  stage: Stage,
  who: string,
  title: string,
  act: { react: string } | { press: string; form?: { title: string; fields: Fields } },
): Promise<void> {
  const card = await requestCard(stage, who, title);
  const person = stage.slack.as(who);
  if ('react' in act) person.react(card, act.react);
  else if (card.buttons.includes(act.press)) await person.press(card, act.press);
  else await person.choose(card, act.press);
  if ('press' in act && act.form) await fillAndSubmit(stage, who, act.form.title, act.form.fields);
  await stage.settled();
}

/** Says that what was delivered helped. */
export async function sayItHelped(stage: Stage, who: string, title: string): Promise<void> {
  const isDelivered = ({ text, buttons }: SeenMessage) =>
    text.startsWith(title) && buttons.some((label) => label.includes('It helped'));
  const message = await stage.slack.as(who).waitForMessage('dm', isDelivered);
  await stage.slack.as(who).press(message, 'It helped');
  await stage.settled();
}

/** What sam asks for on the first day. */
export const onePager = 'One-pager on leaving spreadsheets';

/** What marketing has put into the library already. */
export const library = [
  {
    Title: 'How Nordhafen Logistics halved its planning time',
    Kind: 'Case study',
    'Buyer’s stage': 'Decision',
    Summary:
      'Forty dispatchers, three sites, live in six weeks. With the numbers, and a quote of their head of operations.',
    Link: 'https://library.fernhill.example/nordhafen',
  },
  {
    Title: 'Prices and plans',
    Kind: 'Pricing',
    'Buyer’s stage': 'Decision',
    Summary: 'Seats, plans and what a year costs, from five seats up.',
    Link: 'https://library.fernhill.example/prices',
  },
  {
    Title: 'The first call: what we do in ten slides',
    Kind: 'Deck',
    'Buyer’s stage': 'Awareness',
    Summary: 'Who we are, whom we help and how, for thirty minutes with somebody who does not know us.',
    Link: 'https://library.fernhill.example/first-call',
  },
];
