import type { Sandbox, SeenMessage } from '@baton/sandbox';

export interface Stage {
  slack: Sandbox;
  /** Moves the clock of the workspace and of Baton, and lets happen what becomes due by it. */
  travelTo(moment: Date): Promise<void>;
  /** Everything that was set off has ended. */
  settled(): Promise<void>;
}

/** Moves the clock to a time of the day that is played. */
export type At = (hour: number, minute?: number) => Promise<void>;

type Marketer = 'mia' | 'noah';
type Seller = 'sam' | 'lena';
type Fields = Record<string, string | string[]>;

export async function makeTeams(stage: Stage): Promise<void> {
  const ada = stage.slack.as('ada');
  await ada.command('/baton teams', { in: '#general' });
  const teams = [
    { 'What does it do?': 'Sales: accepts and works leads', Name: 'Sales', Channel: 'sales', Manager: 'priya' },
    { 'What does it do?': 'Marketing: hands leads off', Name: 'Marketing', Channel: 'marketing', Manager: 'mia' },
  ];
  for (const team of teams) {
    await ada.press(await ada.modal('Teams'), 'New team');
    const modal = await ada.modal('New team');
    await modal.fill(team);
    const result = await modal.submit();
    if (!result.ok) throw new Error(`The story cannot make its teams: ${JSON.stringify(result.errors)}`);
  }
  await (await ada.modal('Teams')).close();
}

export async function handOff(stage: Stage, marketer: Marketer, fields: Fields): Promise<void> {
  const person = stage.slack.as(marketer);
  await person.command('/handoff', { in: '#marketing' });
  await fillAndSubmit(stage, marketer, 'Hand off a lead', fields);
  await (await person.modal('Handed off')).close();
}

/** The newest message in the sales channel with this name: the card. */
export function card(stage: Stage, seller: Seller, name: string): Promise<SeenMessage> {
  return stage.slack.as(seller).waitForMessage('#sales', (message) => message.text.startsWith(name));
}

export async function accept(stage: Stage, seller: Seller, name: string, by: 'button' | 'reaction'): Promise<void> {
  const person = stage.slack.as(seller);
  const message = await card(stage, seller, name);
  if (by === 'button') await person.press(message, 'Accept');
  else person.react(message, 'white_check_mark');
  await stage.settled();
}

export async function press(stage: Stage, seller: Seller, name: string, button: string): Promise<void> {
  await stage.slack.as(seller).press(await card(stage, seller, name), button);
  await stage.settled();
}

export const touch = (stage: Stage, seller: Seller, name: string, fields: Fields) =>
  submit(stage, seller, name, { button: 'Log touch', title: 'Log touch' }, fields);

export const decline = (stage: Stage, seller: Seller, name: string, fields: Fields) =>
  submit(stage, seller, name, { button: 'Not for us', title: 'Not for us' }, fields);

export async function submit(
  stage: Stage,
  seller: Seller,
  name: string,
  { button, title }: { button: string; title: string },
  fields: Fields,
): Promise<void> {
  await stage.slack.as(seller).press(await card(stage, seller, name), button);
  await fillAndSubmit(stage, seller, title, fields);
}

export async function choose(
  stage: Stage,
  seller: Seller,
  name: string,
  item: string,
  title: string,
  fields: Fields,
): Promise<void> {
  await stage.slack.as(seller).choose(await card(stage, seller, name), item);
  await fillAndSubmit(stage, seller, title, fields);
}

/** Asks for feedback on a campaign. */
export async function askFeedback(stage: Stage, who: string, about: string, fields: Fields): Promise<void> {
  const person = stage.slack.as(who);
  await person.command(`/ask-feedback ${about}`, { in: '#general' });
  const modal = await person.modal('Ask for feedback');
  await modal.press({ actionId: 'feedback_template:campaign' });
  await modal.waitForText('Whom do you ask?');
  await fillAndSubmit(stage, who, 'Ask for feedback', fields);
}

export async function giveFeedback(stage: Stage, who: string, about: string, fields: Fields): Promise<void> {
  const person = stage.slack.as(who);
  await person.press(await person.waitForMessage('dm', about), 'Answer');
  await fillAndSubmit(stage, who, 'Your feedback', fields);
}

export async function fillAndSubmit(stage: Stage, who: string, title: string, fields: Fields): Promise<void> {
  const modal = await stage.slack.as(who).modal(title);
  await modal.fill(fields);
  const result = await modal.submit();
  if (!result.ok) throw new Error(`The story stumbles at "${title}": ${JSON.stringify(result.errors)}`);
  await stage.settled();
}
