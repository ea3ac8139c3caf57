import type { Sandbox, SeenMessage } from '@baton/sandbox';

export interface Stage {
  slack: Sandbox;
  /** Moves the clock of the workspace and of Baton, and lets happen what becomes due by it. */
  travelTo(moment: Date): Promise<void>;
  /** Everything that was set off has ended. */
  settled(): Promise<void>;
}

type Marketer = 'mia' | 'noah';
type Seller = 'sam' | 'lena';
type Fields = Record<string, string>;

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
  await accept(stage, 'sam', 'Anneke Visser', 'reaction');
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
  await decline(stage, 'lena', 'Tom Alder', {
    'Why?': 'Not a fit',
    'Anything marketing should know?': 'Two people in all. Our smallest plan starts at five seats.',
  });

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
  await accept(stage, 'lena', 'Ines Duarte', 'button');
  await touch(stage, 'lena', 'Ines Duarte', {
    'How did you get in touch?': 'Meeting',
    'What came of it?': 'Agreed on a next step',
  });
  await submit(
    stage,
    'lena',
    'Ines Duarte',
    { button: 'Qualify', title: 'Qualify' },
    { 'What could it be worth?': '48000', Currency: 'EUR' },
  );

  await at(tuesday, 9, 30);
  await handOff(stage, 'noah', {
    Name: 'Ravi Menon',
    Company: 'Saffron Route',
    Email: 'ravi@saffronroute.example',
    'What do they need?': 'Migration from their current tool; the contract there ends in March.',
    Source: 'Partner referral',
    'Buyer’s stage': 'Consideration',
    Role: 'COO',
  });
  await accept(stage, 'sam', 'Ravi Menon', 'button');

  await handOff(stage, 'mia', {
    Name: 'Clara Bianchi',
    Company: 'Officine Bianchi',
    Email: 'clara@officinebianchi.example',
    'What do they need?': 'Interested, but no budget before the new fiscal year.',
    Temperature: 'Cold',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Awareness',
  });
  await choose(stage, 'lena', 'Clara Bianchi', 'Nurture…', 'Nurture', {
    'Until when?': isoDate(new Date(now.getTime() + 60 * DAY_MS)),
    'What should warm it up?': 'The case study on plants like theirs.',
  });

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
  await accept(stage, 'lena', 'Grace Mbeki', 'reaction');
  await touch(stage, 'lena', 'Grace Mbeki', {
    'How did you get in touch?': 'Email',
    'What came of it?': 'Reached them',
  });
  await submit(
    stage,
    'lena',
    'Grace Mbeki',
    { button: 'Qualify', title: 'Qualify' },
    { 'What could it be worth?': '96000', Currency: 'USD' },
  );
  await press(stage, 'lena', 'Grace Mbeki', 'Won');

  await at(wednesday, 9, 2);
  await at(wednesday, 10, 45);
  await handOff(stage, 'mia', {
    Name: 'Pedro Salas',
    Company: 'Tienda Norte',
    Email: 'pedro@tiendanorte.example',
    'What do they need?': 'Opened five mails of the series and clicked on the calculator.',
    Temperature: 'Cold',
    Source: 'Newsletter',
    'Buyer’s stage': 'Awareness',
  });
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
  slack
    .as('noah')
    .say(
      '#website-leads',
      'New message from the contact form\nName: Hannah Krüger\nCompany: Nordlicht Solar\nEmail: hannah.krueger@nordlicht.example\nPhone: +49 40 4711 0815\n“We are looking for a tool for our partner programme, about 30 users. Can somebody call me?”',
    );
  await handOff(stage, 'mia', {
    Name: 'Oluwaseun Adeyemi',
    Company: 'Lagoon Fintech',
    Email: 'seun@lagoon.example',
    'What do they need?': 'Security questionnaire attached to his mail; wants to talk to somebody technical.',
    Source: 'Website',
    'Buyer’s stage': 'Consideration',
    Role: 'CTO',
  });
  await at(wednesday, 15, 30);
  await handOff(stage, 'noah', {
    Name: 'Marta Kowalska',
    Company: 'Biuro Plus',
    Email: 'marta@biuroplus.example',
    'What do they need?': 'Has seen the video, asks for a trial with her own data.',
    Source: 'Autumn webinar',
    'Buyer’s stage': 'Consideration',
  });
  await stage.travelTo(now);
}

async function makeTeams(stage: Stage): Promise<void> {
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

async function handOff(stage: Stage, marketer: Marketer, fields: Fields): Promise<void> {
  const person = stage.slack.as(marketer);
  await person.command('/handoff', { in: '#marketing' });
  await fillAndSubmit(stage, marketer, 'Hand off a lead', fields);
}

/** The newest message in the sales channel with this name: the card. */
function card(stage: Stage, seller: Seller, name: string): Promise<SeenMessage> {
  return stage.slack.as(seller).waitForMessage('#sales', (message) => message.text.startsWith(name));
}

async function accept(stage: Stage, seller: Seller, name: string, by: 'button' | 'reaction'): Promise<void> {
  const person = stage.slack.as(seller);
  const message = await card(stage, seller, name);
  if (by === 'button') await person.press(message, 'Accept');
  else person.react(message, 'white_check_mark');
  await stage.settled();
}

async function press(stage: Stage, seller: Seller, name: string, button: string): Promise<void> {
  await stage.slack.as(seller).press(await card(stage, seller, name), button);
  await stage.settled();
}

const touch = (stage: Stage, seller: Seller, name: string, fields: Fields) =>
  submit(stage, seller, name, { button: 'Log touch', title: 'Log touch' }, fields);

const decline = (stage: Stage, seller: Seller, name: string, fields: Fields) =>
  submit(stage, seller, name, { button: 'Not for us', title: 'Not for us' }, fields);

async function submit(
  stage: Stage,
  seller: Seller,
  name: string,
  { button, title }: { button: string; title: string },
  fields: Fields,
): Promise<void> {
  await stage.slack.as(seller).press(await card(stage, seller, name), button);
  await fillAndSubmit(stage, seller, title, fields);
}

async function choose(
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

async function fillAndSubmit(stage: Stage, who: string, title: string, fields: Fields): Promise<void> {
  const modal = await stage.slack.as(who).modal(title);
  await modal.fill(fields);
  const result = await modal.submit();
  if (!result.ok) throw new Error(`The story stumbles at "${title}": ${JSON.stringify(result.errors)}`);
  await stage.settled();
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
