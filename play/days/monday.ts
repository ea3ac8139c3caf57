import { type At, accept, card, decline, handOff, type Story, touch } from '../actions.ts';
import { askFor, onePager, onRequest } from '../content.ts';

/** The leads of a webinar go to sales. */
export async function monday(story: Story, at: At): Promise<void> {
  const { slack } = story;
  await at(9);
  await at(9, 12);
  const webinar = slack
    .as('mia')
    .say('#marketing', 'The webinar list is in: 64 signed up, 41 attended. I’ll hand off the warm ones today.');
  await at(9, 20);
  slack.as('noah').say('#marketing', 'Nice. I’ll take the website leads.', { thread: webinar });

  await at(10, 5);
  await handOff(story, 'mia', {
    Name: 'Anneke Visser',
    Company: 'Kleinpoort Logistics',
    Email: 'a.visser@kleinpoort.example',
    Phone: '+31 20 794 0111',
    'What do they need?':
      'Replacing spreadsheets for 40 dispatchers. Asked for a live demo before the end of the month.',
    Temperature: 'Hot',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Decision',
    Role: 'Head of Operations',
  });
  await at(10, 11);
  await accept(story, 'sam', 'Anneke Visser', 'reaction');
  await at(10, 48);
  await touch(story, 'sam', 'Anneke Visser', {
    Channel: 'Call',
    Outcome: 'Next step agreed',
    Notes: 'Demo on Thursday with two of her team leads.',
  });

  await at(11, 20);
  await handOff(story, 'noah', {
    Name: 'Tom Alder',
    Company: 'Alder & Sons',
    Email: 'tom@alder-sons.example',
    'What do they need?': 'Downloaded the pricing guide twice and wants a price for ten seats.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
  });
  await at(11, 52);
  await decline(story, 'lena', 'Tom Alder', {
    Reason: 'Not a fit',
    'Note for marketing': 'They are a team of two. Our smallest plan starts at five seats.',
  });
  await at(12, 1);
  const returned = await card(story, 'lena', 'Tom Alder');
  slack.as('priya').say('#sales', 'That’s the third one this month. @noah, can the form ask for the team size?', {
    thread: returned,
  });
  await at(12, 4);
  slack
    .as('lena')
    .say('#sales', 'He was very nice about it and asked us to let him know when there is a smaller plan.', {
      thread: returned,
    });

  await at(12, 30);
  await askFor(story, 'sam', onePager, {
    'For which lead or customer?': 'Anneke Visser · Kleinpoort Logistics',
    'In the buyer’s words': 'My dispatchers know Excel by heart. Why should they want this?',
  });
  await at(12, 41);
  await onRequest(story, 'mia', onePager, { react: 'raised_hand' });

  await at(13, 10);
  await handOff(story, 'mia', {
    Name: 'Ines Duarte',
    Company: 'Mar Azul Hotels',
    Email: 'ines.duarte@marazul.example',
    Phone: '+351 21 123 4567',
    'What do they need?': 'Runs marketing for nine hotels. Is comparing three vendors and decides on Friday.',
    Temperature: 'Hot',
    Source: 'Trade fair Lisbon',
    'Buyer’s stage': 'Decision',
    Role: 'Marketing Director',
  });
  await at(13, 18);
  await accept(story, 'lena', 'Ines Duarte', 'button');
  await at(14, 25);
  await handOff(story, 'mia', {
    Name: 'Grace Mbeki',
    Company: 'Sunward Energy',
    Email: 'grace.mbeki@sunward.example',
    'What do they need?': 'Wants a proposal for 120 users in three countries.',
    Temperature: 'Hot',
    Source: 'Trade fair Lisbon',
    'Buyer’s stage': 'Decision',
    Role: 'VP Growth',
  });
  await at(14, 33);
  await accept(story, 'lena', 'Grace Mbeki', 'reaction');
  await at(15, 40);
  await touch(story, 'lena', 'Ines Duarte', {
    Channel: 'Meeting',
    Outcome: 'Next step agreed',
  });
  await at(16, 20);
  await touch(story, 'lena', 'Grace Mbeki', {
    Channel: 'Email',
    Outcome: 'Reached them',
  });
}
