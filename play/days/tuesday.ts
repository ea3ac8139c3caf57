import { DAY_MS } from '../../src/platform/time/units.ts';
import { type At, accept, choose, handOff, type Story, submit } from '../actions.ts';
import { askFor, onePager, onRequest } from '../content.ts';

/** Some leads are contacted, some are returned, and sales requests content. */
export async function tuesday(story: Story, at: At, today: Date): Promise<void> {
  await at(9);
  await at(9, 34);
  await handOff(story, 'noah', {
    Name: 'Ravi Menon',
    Company: 'Saffron Route',
    Email: 'ravi@saffronroute.example',
    'What do they need?': 'Wants to migrate from their current tool. That contract ends in March.',
    Source: 'Partner referral',
    'Buyer’s stage': 'Consideration',
    Role: 'COO',
  });
  await at(9, 58);
  await accept(story, 'sam', 'Ravi Menon', 'button');

  await at(10, 22);
  await handOff(story, 'mia', {
    Name: 'Clara Bianchi',
    Company: 'Officine Bianchi',
    Email: 'clara@officinebianchi.example',
    'What do they need?': 'Interested, but no budget before the new fiscal year.',
    Temperature: 'Cold',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Awareness',
  });
  await at(11, 5);
  await submit(
    story,
    'lena',
    'Ines Duarte',
    { button: 'Qualify', title: 'Qualify' },
    { 'Deal value': '48000', Currency: 'EUR' },
  );
  await at(11, 16);
  await choose(story, 'lena', 'Clara Bianchi', 'Nurture…', 'Nurture', {
    'Nurture until': inTwoMonths(today),
    Notes: 'The case study about a plant like theirs.',
  });
  await at(11, 40);
  const hotels = 'Case study of a hotel group';
  await askFor(story, 'lena', hotels, {
    'For which lead or customer?': 'Ines Duarte · Mar Azul Hotels',
    'In the buyer’s words': 'Show me someone with more than one hotel.',
    'Buyer’s stage': 'Decision',
    'Persona or industry': 'Hospitality',
    Priority: 'High',
  });
  await at(12, 5);
  await onRequest(story, 'noah', hotels, { press: 'Claim' });
  await onRequest(story, 'noah', hotels, {
    press: 'Ask a question…',
    form: {
      title: 'Ask a question',
      fields: {
        'Your question': 'Would a chain in Austria work? We can’t name a customer in Portugal yet.',
      },
    },
  });
  await at(13, 30);
  await onRequest(story, 'mia', onePager, { press: 'Start' });

  await at(14, 2);
  await submit(
    story,
    'lena',
    'Grace Mbeki',
    { button: 'Qualify', title: 'Qualify' },
    { 'Deal value': '96000', Currency: 'USD' },
  );
  await at(15, 10);
  await handOff(story, 'noah', {
    Name: 'Jonas Weber',
    Company: 'Weber Medizintechnik',
    Email: 'j.weber@weber-med.example',
    Phone: '+49 30 901820',
    'What do they need?': 'Asks whether we are certified for medical devices, and for two references.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
  });
}

const inTwoMonths = (today: Date) => new Date(today.getTime() + 60 * DAY_MS).toISOString().slice(0, 10);
