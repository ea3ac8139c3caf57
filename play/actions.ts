import type { Sandbox, SeenMessage } from '@baton/sandbox';

export interface Story {
  slack: Sandbox;
  /** Moves the clocks of the workspace and of Baton, and runs everything that becomes due. */
  travelTo(moment: Date): Promise<void>;
  /** Resolves when everything that was started has ended. */
  settled(): Promise<void>;
}

/** Moves the clock to a time on the current day of the story. */
export type At = (hour: number, minute?: number) => Promise<void>;

type Marketer = 'mia' | 'noah';
type Seller = 'sam' | 'lena';
type Fields = Record<string, string | string[]>;

export async function createTeams(story: Story): Promise<void> {
  const ada = story.slack.as('ada');
  await ada.command('/baton teams', { in: '#general' });
  const teams = [
    { Type: 'Sales: accepts and works leads', Name: 'Sales', Channel: 'sales', Manager: 'priya' },
    { Type: 'Marketing: hands leads off', Name: 'Marketing', Channel: 'marketing', Manager: 'mia' },
  ];
  for (const team of teams) {
    await ada.press(await ada.modal('Teams'), 'New team');
    const modal = await ada.modal('New team');
    await modal.fill(team);
    const result = await modal.submit();
    if (!result.ok) throw new Error(`The story could not create its teams: ${JSON.stringify(result.errors)}`);
  }
  await (await ada.modal('Teams')).close();
}

export async function handOff(story: Story, marketer: Marketer, fields: Fields): Promise<void> {
  const person = story.slack.as(marketer);
  await person.command('/handoff', { in: '#marketing' });
  await fillAndSubmit(story, marketer, 'Hand off a lead', fields);
  await (await person.modal('Handed off')).close();
}

/** The newest message with this name in the sales channel: the card. */
export function card(story: Story, seller: Seller, name: string): Promise<SeenMessage> {
  return story.slack.as(seller).waitForMessage('#sales', (message) => message.text.startsWith(name));
}

export async function accept(story: Story, seller: Seller, name: string, by: 'button' | 'reaction'): Promise<void> {
  const person = story.slack.as(seller);
  const message = await card(story, seller, name);
  if (by === 'button') await person.press(message, 'Accept');
  else person.react(message, 'white_check_mark');
  await story.settled();
}

export const touch = (story: Story, seller: Seller, name: string, fields: Fields) =>
  submit(story, seller, name, { button: 'Log contact', title: 'Log contact' }, fields);

export const decline = (story: Story, seller: Seller, name: string, fields: Fields) =>
  submit(story, seller, name, { button: 'Decline', title: 'Decline' }, fields);

export async function submit(
  story: Story,
  seller: Seller,
  name: string,
  { button, title }: { button: string; title: string },
  fields: Fields,
): Promise<void> {
  await story.slack.as(seller).press(await card(story, seller, name), button);
  await fillAndSubmit(story, seller, title, fields);
}

export async function choose(
  story: Story,
  seller: Seller,
  name: string,
  item: string,
  title: string,
  fields: Fields,
): Promise<void> {
  await story.slack.as(seller).choose(await card(story, seller, name), item);
  await fillAndSubmit(story, seller, title, fields);
}

/** Sends a survey about a campaign. */
export async function askFeedback(story: Story, who: string, about: string, fields: Fields): Promise<void> {
  const person = story.slack.as(who);
  await person.command(`/ask-feedback ${about}`, { in: '#general' });
  const modal = await person.modal('Ask for feedback');
  await modal.press({ actionId: 'feedback_template:campaign' });
  await modal.waitForText('Who should answer?');
  await fillAndSubmit(story, who, 'Ask for feedback', fields);
}

export async function giveFeedback(story: Story, who: string, about: string, fields: Fields): Promise<void> {
  const person = story.slack.as(who);
  await person.press(await person.waitForMessage('dm', about), 'Answer');
  await fillAndSubmit(story, who, 'Your feedback', fields);
}

export async function fillAndSubmit(story: Story, who: string, title: string, fields: Fields): Promise<void> {
  const modal = await story.slack.as(who).modal(title);
  await modal.fill(fields);
  const result = await modal.submit();
  if (!result.ok) throw new Error(`The story failed at "${title}": ${JSON.stringify(result.errors)}`);
  await story.settled();
}
