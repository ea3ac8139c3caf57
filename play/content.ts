/** The story's actions on content. */
import type { SeenMessage } from '@baton/sandbox';
import { fillAndSubmit, type Story } from './actions.ts';

type Fields = Record<string, string>;

export async function addToLibrary(story: Story, who: string, fields: Fields): Promise<void> {
  await story.slack.as(who).command('/content add', { in: '#marketing' });
  await fillAndSubmit(story, who, 'Add to the library', fields);
  await closeAll(story, who);
}

/** Requests content that the library does not have. */
export async function askFor(story: Story, who: string, question: string, fields: Fields): Promise<void> {
  await story.slack.as(who).command(`/request-content ${question}`, { in: '#sales' });
  await (await story.slack.as(who).modal('Request content')).submit();
  await fillAndSubmit(story, who, 'Request content', fields);
  await closeAll(story, who);
}

async function closeAll(story: Story, who: string): Promise<void> {
  for (const modal of story.slack.as(who).modals().reverse()) await modal.close();
}

/** The newest message with this title in the marketing channel: the card. */
const requestCard = (story: Story, who: string, title: string): Promise<SeenMessage> =>
  story.slack.as(who).waitForMessage('#marketing', (message) => message.text.startsWith(title));

export async function onRequest(
  story: Story,
  who: string,
  title: string,
  act: { react: string } | { press: string; form?: { title: string; fields: Fields } },
): Promise<void> {
  const card = await requestCard(story, who, title);
  const person = story.slack.as(who);
  if ('react' in act) person.react(card, act.react);
  else if (card.buttons.includes(act.press)) await person.press(card, act.press);
  else await person.choose(card, act.press);
  if ('press' in act && act.form) await fillAndSubmit(story, who, act.form.title, act.form.fields);
  await story.settled();
}

/** Answers that the delivered content helped. */
export async function sayItHelped(story: Story, who: string, title: string): Promise<void> {
  const isDelivered = ({ text, buttons }: SeenMessage) =>
    text.startsWith(title) && buttons.some((label) => label.includes('It helped'));
  const message = await story.slack.as(who).waitForMessage('dm', isDelivered);
  await story.slack.as(who).press(message, 'It helped');
  await story.settled();
}

/** The content that Sam requests on the first day. */
export const onePager = 'One-pager on leaving spreadsheets';
