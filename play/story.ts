import {
  accept,
  askFeedback,
  card,
  choose,
  decline,
  giveFeedback,
  handOff,
  makeTeams,
  press,
  type Stage,
  submit,
  touch,
} from './deeds.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Plays the last days of a company through the doors that people use: commands, modals, buttons and reactions. When it
 * ends, leads stand in every part of their life, and somebody has to do something.
 */
export async function playStory(stage: Stage, now: Date): Promise<void> {
  const { slack } = stage;
  const [monday, tuesday, wednesday] = lastWorkingDays(now, 3) as [Date, Date, Date];
  const at = (day: Date, hour: number, minute = 0) => {
    const moment = new Date(day);
    moment.setHours(hour, minute, 0, 0);
    return stage.travelTo(moment);
  };

  await at(monday, 8, 40);
  await makeTeams(stage);
  slack.as('ada').say('#general', 'Baton is in #sales and #marketing now. /baton help says what it does.');

  await at(monday, 9, 12);
  const webinar = slack
    .as('mia')
    .say('#marketing', 'The webinar list is in: 64 signed up, 41 came. I hand the warm ones off today.');
  await at(monday, 9, 20);
  slack.as('noah').say('#marketing', 'Nice. I take what came in over the website.', { thread: webinar });

  await at(monday, 10, 5);
  await handOff(stage, 'mia', {
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
  await at(monday, 10, 11);
  await accept(stage, 'sam', 'Anneke Visser', 'reaction');
  await at(monday, 10, 48);
  await touch(stage, 'sam', 'Anneke Visser', {
    'How did you get in touch?': 'Call',
    'What came of it?': 'Agreed on a next step',
    'In a few words': 'Demo on Thursday with two of her team leads.',
  });

  await at(monday, 11, 20);
  await handOff(stage, 'noah', {
    Name: 'Tom Alder',
    Company: 'Alder & Sons',
    Email: 'tom@alder-sons.example',
    'What do they need?': 'Downloaded the pricing guide twice, wants to know what ten seats cost.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
  });
  await at(monday, 11, 52);
  await decline(stage, 'lena', 'Tom Alder', {
    'Why?': 'Not a fit',
    'Anything marketing should know?': 'Two people in all. Our smallest plan starts at five seats.',
  });
  await at(monday, 12, 1);
  const returned = await card(stage, 'lena', 'Tom Alder');
  slack
    .as('priya')
    .say('#sales', 'That is the third one this month. @noah, can the form ask for the size of the team?', {
      thread: returned,
    });
  await at(monday, 12, 4);
  slack.as('lena').say('#sales', 'He was very nice about it and asked to be told when there is a smaller plan.', {
    thread: returned,
  });

  await at(monday, 13, 10);
  await handOff(stage, 'mia', {
    Name: 'Ines Duarte',
    Company: 'Mar Azul Hotels',
    Email: 'ines.duarte@marazul.example',
    Phone: '+351 21 123 4567',
    'What do they need?': 'Runs marketing for nine hotels, compares three vendors until Friday.',
    Temperature: 'Hot',
    Source: 'Trade fair Lisbon',
    'Buyer’s stage': 'Decision',
    Role: 'Marketing Director',
  });
  await at(monday, 13, 18);
  await accept(stage, 'lena', 'Ines Duarte', 'button');
  await at(monday, 14, 25);
  await handOff(stage, 'mia', {
    Name: 'Grace Mbeki',
    Company: 'Sunward Energy',
    Email: 'grace.mbeki@sunward.example',
    'What do they need?': 'Wants a proposal for 120 users in three countries.',
    Temperature: 'Hot',
    Source: 'Trade fair Lisbon',
    'Buyer’s stage': 'Decision',
    Role: 'VP Growth',
  });
  await at(monday, 14, 33);
  await accept(stage, 'lena', 'Grace Mbeki', 'reaction');
  await at(monday, 15, 40);
  await touch(stage, 'lena', 'Ines Duarte', {
    'How did you get in touch?': 'Meeting',
    'What came of it?': 'Agreed on a next step',
  });
  await at(monday, 16, 20);
  await touch(stage, 'lena', 'Grace Mbeki', {
    'How did you get in touch?': 'Email',
    'What came of it?': 'Reached them',
  });

  await at(tuesday, 9);
  await at(tuesday, 9, 34);
  await handOff(stage, 'noah', {
    Name: 'Ravi Menon',
    Company: 'Saffron Route',
    Email: 'ravi@saffronroute.example',
    'What do they need?': 'Migration from their current tool; the contract there ends in March.',
    Source: 'Partner referral',
    'Buyer’s stage': 'Consideration',
    Role: 'COO',
  });
  await at(tuesday, 9, 58);
  await accept(stage, 'sam', 'Ravi Menon', 'button');

  await at(tuesday, 10, 22);
  await handOff(stage, 'mia', {
    Name: 'Clara Bianchi',
    Company: 'Officine Bianchi',
    Email: 'clara@officinebianchi.example',
    'What do they need?': 'Interested, but no budget before the new fiscal year.',
    Temperature: 'Cold',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Awareness',
  });
  await at(tuesday, 11, 5);
  await submit(
    stage,
    'lena',
    'Ines Duarte',
    { button: 'Qualify', title: 'Qualify' },
    { 'What could it be worth?': '48000', Currency: 'EUR' },
  );
  await at(tuesday, 11, 16);
  await choose(stage, 'lena', 'Clara Bianchi', 'Nurture…', 'Nurture', {
    'Until when?': isoDate(new Date(now.getTime() + 60 * DAY_MS)),
    'What should warm it up?': 'The case study on plants like theirs.',
  });
  await at(tuesday, 14, 2);
  await submit(
    stage,
    'lena',
    'Grace Mbeki',
    { button: 'Qualify', title: 'Qualify' },
    { 'What could it be worth?': '96000', Currency: 'USD' },
  );
  await at(tuesday, 15, 10);
  await handOff(stage, 'noah', {
    Name: 'Jonas Weber',
    Company: 'Weber Medizintechnik',
    Email: 'j.weber@weber-med.example',
    Phone: '+49 30 901820',
    'What do they need?': 'Asks whether we are certified for medical devices, and for two references.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
  });

  await at(wednesday, 9);
  await at(wednesday, 9, 40);
  await handOff(stage, 'mia', {
    Name: 'Pedro Salas',
    Company: 'Tienda Norte',
    Email: 'pedro@tiendanorte.example',
    'What do they need?': 'Opened five mails of the series and clicked on the calculator.',
    Temperature: 'Cold',
    Source: 'Newsletter',
    'Buyer’s stage': 'Awareness',
  });
  await at(wednesday, 10, 15);
  await choose(stage, 'lena', 'Pedro Salas', 'Snooze…', 'Snooze', { 'For how long?': 'Until Monday morning' });
  await at(wednesday, 10, 45);
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
  await at(wednesday, 11, 30);
  await press(stage, 'lena', 'Grace Mbeki', 'Won');
  slack.as('priya').react(await card(stage, 'lena', 'Grace Mbeki'), 'tada');
  await at(wednesday, 13, 5);
  await handOff(stage, 'mia', {
    Name: 'Oluwaseun Adeyemi',
    Company: 'Lagoon Fintech',
    Email: 'seun@lagoon.example',
    'What do they need?': 'Security questionnaire attached to his mail; wants to talk to somebody technical.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
    Role: 'CTO',
  });
  await at(wednesday, 14, 20);
  slack
    .as('noah')
    .say(
      '#website-leads',
      'New message from the contact form\nName: Hannah Krüger\nCompany: Nordlicht Solar\nEmail: hannah.krueger@nordlicht.example\nPhone: +49 40 4711 0815\n“We are looking for a tool for our partner programme, about 30 users. Can somebody call me?”',
    );
  await at(wednesday, 15, 30);
  await handOff(stage, 'noah', {
    Name: 'Marta Kowalska',
    Company: 'Biuro Plus',
    Email: 'marta@biuroplus.example',
    'What do they need?': 'Has seen the video, asks for a trial with her own data.',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Consideration',
  });
  await at(wednesday, 16, 10);
  await askFeedback(stage, 'mia', 'Autumn webinar', { 'Whom do you ask?': ['noah'], 'Or a whole team': 'Sales' });
  await at(wednesday, 16, 40);
  await giveFeedback(stage, 'lena', 'Autumn webinar', {
    'How well did it work for you?': '4',
    'What worked?': 'I could see in the chat who was serious.',
    'What should we change?': 'Give us the list on the same day.',
    'Should we run it again?': 'with changes',
  });
  await stage.travelTo(now);
}

/** Monday to Friday before today, oldest first. */
function lastWorkingDays(now: Date, count: number): Date[] {
  const days: Date[] = [];
  for (let day = new Date(now.getTime() - DAY_MS); days.length < count; day = new Date(day.getTime() - DAY_MS)) {
    if (day.getDay() !== 0 && day.getDay() !== 6) days.unshift(day);
  }
  return days;
}

const isoDate = (day: Date) => day.toISOString().slice(0, 10);
