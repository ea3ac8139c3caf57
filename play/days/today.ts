import { MINUTE_MS } from '../../src/platform/time/units.ts';
import { type At, handOff, type Story } from '../actions.ts';
import { snoozeUntilMonday } from './wednesday.ts';

/** The lead that waits when the sandbox opens. */
export const waitingLead = 'Marta Kowalska';
/** The first line of the message that waits to become a lead. */
export const formMessage = 'New message from the contact form';

const MONDAY = 1;

/** In the minutes before the sandbox opens, one lead is handed off, and another comes in. */
export async function today(story: Story, at: At, now: Date): Promise<void> {
  // The digest of the last day is not late.
  await at(9);
  if (now.getDay() === MONDAY) {
    await at(9, 5);
    await snoozeUntilMonday(story);
  }
  await story.travelTo(new Date(now.getTime() - 6 * MINUTE_MS));
  await handOff(story, 'noah', {
    Name: waitingLead,
    Company: 'Biuro Plus',
    Email: 'marta@biuroplus.example',
    Phone: '+48 22 555 01 32',
    'What do they need?': 'Compares two vendors for 60 people. Asks for a call and a price.',
    Temperature: 'Hot',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Decision',
    Role: 'Office Manager',
    'Assign to': 'sam',
  });
  await story.travelTo(new Date(now.getTime() - 2 * MINUTE_MS));
  const lines = [
    formMessage,
    'Name: Hannah Krüger',
    'Company: Nordlicht Solar',
    'Email: hannah.krueger@nordlicht.example',
    'Phone: +49 40 4711 0815',
    '“We are looking for a tool for our partner programme, about 30 users. Can someone call me?”',
  ];
  story.slack.as('noah').say('#website-leads', lines.join('\n'));
}
