import { type At, accept, askFeedback, card, choose, giveFeedback, handOff, type Story, submit } from '../actions.ts';
import { askFor, onePager, onRequest, sayItHelped } from '../content.ts';

/** Deals close, requests are delivered, and people give feedback. */
export async function wednesday(story: Story, at: At): Promise<void> {
  const { slack } = story;
  await at(9);
  await at(9, 40);
  await handOff(story, 'mia', {
    Name: 'Pedro Salas',
    Company: 'Tienda Norte',
    Email: 'pedro@tiendanorte.example',
    'What do they need?': 'Opened five emails of the series and used the price calculator.',
    Temperature: 'Cold',
    Source: 'Newsletter',
    'Buyer’s stage': 'Awareness',
  });
  await at(9, 55);
  await onRequest(story, 'mia', onePager, {
    press: 'Deliver…',
    form: {
      title: 'Deliver',
      fields: {
        Link: 'https://library.fernhill.example/leaving-spreadsheets',
        Summary: 'Four reasons to switch, and the first week of a team of forty.',
        Note: 'The second page is for their manager.',
      },
    },
  });
  await at(10, 4);
  await sayItHelped(story, 'sam', onePager);

  await at(10, 15);
  await snoozeUntilMonday(story);
  await at(10, 45);
  await handOff(story, 'noah', {
    Name: 'Yuki Tanaka',
    Company: 'Hoshi Retail',
    Email: 'yuki.tanaka@hoshi.example',
    'What do they need?': 'Needs a written offer for 25 seats. Decides next week.',
    Temperature: 'Hot',
    Source: 'Partner referral',
    'Buyer’s stage': 'Decision',
    Role: 'Head of Digital',
  });
  await at(11, 30);
  await submit(story, 'lena', 'Grace Mbeki', { button: 'Mark won', title: 'Mark as won' }, {});
  slack.as('priya').react(await card(story, 'lena', 'Grace Mbeki'), 'tada');
  await at(13, 5);
  await handOff(story, 'mia', {
    Name: 'Oluwaseun Adeyemi',
    Company: 'Lagoon Fintech',
    Email: 'seun@lagoon.example',
    'What do they need?': 'Sent a security questionnaire and wants to talk to someone technical.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
    Role: 'CTO',
  });
  await at(13, 40);
  const security = 'Answers to the usual security questions';
  await askFor(story, 'sam', security, {
    Kind: 'Data sheet',
    'For which lead or customer?': 'Oluwaseun Adeyemi · Lagoon Fintech',
    'In the buyer’s words': 'Where is our data, and who can read it?',
  });
  await onRequest(story, 'priya', security, { react: 'heavy_plus_sign' });
  await at(14, 20);
  await handOff(story, 'noah', {
    Name: 'Omar Haddad',
    Company: 'Acme',
    Email: 'omar@acme.example',
    'What do they need?': 'Watched the video and wants a trial with his own data.',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Consideration',
  });
  await at(14, 50);
  await accept(story, 'sam', 'Omar Haddad', 'button');
  await at(16, 10);
  await askFeedback(story, 'mia', 'Autumn webinar', { 'Who should answer?': ['noah'], 'Or a whole team': 'Sales' });
  await at(16, 40);
  await giveFeedback(story, 'lena', 'Autumn webinar', {
    'How well did it work for you?': '4',
    'What worked?': 'I could see in the chat who was serious.',
    'What should we change?': 'Give us the list on the same day.',
    'Should we run it again?': 'with changes',
  });
}

/** On a Monday it has ended, so that she snoozes the lead again. */
export const snoozeUntilMonday = (story: Story) =>
  choose(story, 'lena', 'Pedro Salas', 'Snooze…', 'Snooze', { 'Snooze for': 'Until Monday morning' });
