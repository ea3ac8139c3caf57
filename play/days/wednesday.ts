import { askFor, onePager, onRequest, sayItHelped } from '../content.ts';
import { type At, askFeedback, card, choose, giveFeedback, handOff, press, type Stage } from '../deeds.ts';

/** Deals are decided, requests delivered, and people say what they think. */
export async function wednesday(stage: Stage, at: At): Promise<void> {
  const { slack } = stage;
  await at(9);
  await at(9, 40);
  await handOff(stage, 'mia', {
    Name: 'Pedro Salas',
    Company: 'Tienda Norte',
    Email: 'pedro@tiendanorte.example',
    'What do they need?': 'Opened five mails of the series and clicked on the calculator.',
    Temperature: 'Cold',
    Source: 'Newsletter',
    'Buyer’s stage': 'Awareness',
  });
  await at(9, 55);
  await onRequest(stage, 'mia', onePager, {
    press: 'Deliver…',
    form: {
      title: 'Deliver',
      fields: {
        Link: 'https://library.fernhill.example/leaving-spreadsheets',
        Summary: 'Four reasons, one page, and what the first week looks like for a team of forty.',
        'What should they know?': 'The second page is for the boss.',
      },
    },
  });
  await at(10, 4);
  await sayItHelped(stage, 'sam', onePager);

  await at(10, 15);
  await choose(stage, 'lena', 'Pedro Salas', 'Snooze…', 'Snooze', { 'For how long?': 'Until Monday morning' });
  await at(10, 45);
  await handOff(stage, 'noah', {
    Name: 'Yuki Tanaka',
    Company: 'Hoshi Retail',
    Email: 'yuki.tanaka@hoshi.example',
    'What do they need?': 'Needs an offer in writing for 25 seats, decision next week.',
    Temperature: 'Hot',
    Source: 'Partner referral',
    'Buyer’s stage': 'Decision',
    Role: 'Head of Digital',
  });
  await at(11, 30);
  await press(stage, 'lena', 'Grace Mbeki', 'Won');
  slack.as('priya').react(await card(stage, 'lena', 'Grace Mbeki'), 'tada');
  await at(13, 5);
  await handOff(stage, 'mia', {
    Name: 'Oluwaseun Adeyemi',
    Company: 'Lagoon Fintech',
    Email: 'seun@lagoon.example',
    'What do they need?': 'Security questionnaire attached to his mail; wants to talk to somebody technical.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
    Role: 'CTO',
  });
  await at(13, 40);
  const security = 'Answers to the usual security questions';
  await askFor(stage, 'sam', security, {
    Kind: 'Data sheet',
    'For which lead or customer?': 'Oluwaseun Adeyemi · Lagoon Fintech',
    'In the buyer’s words': 'Where is our data, and who can read it?',
  });
  await onRequest(stage, 'priya', security, { react: 'heavy_plus_sign' });
  await at(14, 20);
  slack
    .as('noah')
    .say(
      '#website-leads',
      'New message from the contact form\nName: Hannah Krüger\nCompany: Nordlicht Solar\nEmail: hannah.krueger@nordlicht.example\nPhone: +49 40 4711 0815\n“We are looking for a tool for our partner programme, about 30 users. Can somebody call me?”',
    );
  await at(15, 30);
  await handOff(stage, 'noah', {
    Name: 'Marta Kowalska',
    Company: 'Biuro Plus',
    Email: 'marta@biuroplus.example',
    'What do they need?': 'Has seen the video, asks for a trial with her own data.',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Consideration',
  });
  await at(16, 10);
  await askFeedback(stage, 'mia', 'Autumn webinar', { 'Whom do you ask?': ['noah'], 'Or a whole team': 'Sales' });
  await at(16, 40);
  await giveFeedback(stage, 'lena', 'Autumn webinar', {
    'How well did it work for you?': '4',
    'What worked?': 'I could see in the chat who was serious.',
    'What should we change?': 'Give us the list on the same day.',
    'Should we run it again?': 'with changes',
  });
}
