import { describe, expect, test } from 'vitest';
import { leads } from '../../../src/leads/table.ts';
import { eq } from '../../../src/platform/db/drizzle.ts';
import { redeliver } from '../../support/redeliver.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene({ mode: 'http' });
const { as } = scene;

/** Mia hands off a lead; resolves with the title of the next form. */
async function handOff(fields: Record<string, string>): Promise<string | undefined> {
  await as('mia').command('/handoff', { in: '#marketing' });
  await scene.mustSubmit('mia', 'Hand off a lead', { Company: 'Acme', 'What do they need?': 'More seats', ...fields });
  const title = as('mia').modals().at(-1)?.title;
  return title === 'Handed off' ? undefined : title;
}

const cardsOf = (name: string) =>
  as('sam')
    .sees('#sales')
    .filter((message) => message.text.startsWith(`${name} · `));

describe('a known contact', () => {
  test('is found by email in any case, with owner and status', async () => {
    await handOff({ Name: 'Ada Known', Email: 'ada@acme.example' });
    await scene.bring('Ada Known', 'working', 'sue');
    expect(await handOff({ Name: 'A. Known', Email: 'Ada@Acme.example' })).toBe('Already in Baton');
    const shown = await as('mia').modal('Already in Baton');
    expect(scene.read(shown.text())).toContain('Ada Known · Acme\nIn progress  ·  owner @sue  ·  handed off by @mia');
  });

  test('is found by phone in any format', async () => {
    await handOff({ Name: 'Bob Known', Phone: '+49 30 901820' });
    await handOff({ Name: 'Rob Other', Phone: '+49 30 901822' });
    expect(await handOff({ Name: 'Robert Known', Phone: '0049 30 90 18 20' })).toBe('Already in Baton');
    expect((await as('mia').modal('Already in Baton')).text()).toContain('Bob Known');
  });

  test('is found by name and company, regardless of case and accents', async () => {
    await handOff({ Name: 'Änne Örs', Email: 'anne@oers.example' });
    expect(await handOff({ Name: 'änne  ÖRS', Email: 'sales@oers.example' })).toBe('Already in Baton');
  });

  test('is not a namesake at another company or at a public email provider', async () => {
    expect(await handOff({ Name: 'John Smith', Email: 'john@one.example' })).toBeUndefined();
    expect(await handOff({ Name: 'John Smith', Email: 'john@two.example' })).toBeUndefined();
    expect(await handOff({ Name: 'John Smith', Email: 'john@gmail.com' })).toBeUndefined();
    expect(await handOff({ Name: 'John Smith', Email: 'smith@gmail.com' })).toBeUndefined();
  });
});

describe('the same mailbox', () => {
  test.each([
    ['lena.park@gmail.com', 'lena.park+x@gmail.com'],
    ['kimko@gmail.com', 'Kim.Ko@googlemail.com'],
    ['ines@outlook.com', 'ines+news@outlook.com'],
  ])('%s is known as %s', async (first, again) => {
    expect(await handOff({ Name: `First ${first.length}`, Email: first })).toBeUndefined();
    expect(await handOff({ Name: 'Any Name', Email: again })).toBe('Already in Baton');
    expect((await as('mia').modal('Already in Baton')).text()).toContain('This contact is already a lead:');
  });

  test.each([
    ['dot.ted@fenwick.example', 'dotted@fenwick.example'],
    ['tag@fenwick.example', 'tag+x@fenwick.example'],
    ['dot.out@outlook.com', 'dotout@outlook.com'],
  ])('%s is not %s: only some providers ignore parts of an address', async (first, other) => {
    expect(await handOff({ Name: `Own ${first}`.slice(0, 20), Email: first })).toBeUndefined();
    expect(await handOff({ Name: `Other ${other}`.slice(0, 20), Email: other, Company: 'Fenwick' })).toBeUndefined();
  });
});

describe('an address or a number of several people', () => {
  test.each([
    [{ Email: 'info@shared.example' }, 'Ruth Ames', 'Tom Bell'],
    [{ Email: 'vertrieb@shared.example' }, 'Ira Cole', 'Uma Dean'],
    [{ Phone: '+49 30 901899' }, 'Abe East', 'Eve West'],
  ])('%j with another name asks, and creates a separate lead by default', async (contact, first, other) => {
    expect(await handOff({ Name: first, ...contact })).toBeUndefined();
    expect(await handOff({ Name: other, ...contact })).toBe('Already in Baton');
    const shown = await as('mia').modal('Already in Baton');
    expect(shown.text()).toContain('Someone with this address or number is already a lead:');
    expect(shown.value('Action')).toBe('Create a separate lead');
    await scene.mustSubmit('mia', 'Already in Baton');
    expect(cardsOf(other)).toHaveLength(1);
  });

  test('with the same name is the same person', async () => {
    await handOff({ Name: 'Sol Same', Email: 'office@same.example' });
    expect(await handOff({ Name: 'sol same', Email: 'office@same.example' })).toBe('Already in Baton');
    expect((await as('mia').modal('Already in Baton')).value('Action')).toBe('Add to the existing lead');
  });
});

describe('new information, the default', () => {
  test('fills empty fields and is posted in the thread with a mention of the owner', async () => {
    await handOff({ Name: 'Cleo', Email: 'cleo@cleo.example', Temperature: 'Warm' });
    await scene.bring('Cleo', 'accepted');
    await handOff({
      Name: 'Cleo',
      Email: 'cleo@cleo.example',
      Phone: '+49 30 901821',
      Role: 'CFO',
      Temperature: 'Hot',
      'What do they need?': 'Wants the contract now',
    });
    await scene.mustSubmit('mia', 'Already in Baton');
    expect(cardsOf('Cleo')).toHaveLength(1);
    expect(scene.card('Cleo').text).toContain('CFO');
    expect(scene.card('Cleo').text.replaceAll(' ', '')).toContain('+4930901821');
    expect(scene.story('Cleo').at(-1)).toBe(
      ':heavy_plus_sign: @mia added information: phone, role\nTemperature: Warm → Hot  ·  for @sam\nWants the contract now',
    );
    expect(scene.news('mia', 'Cleo')).toHaveLength(1);
  });

  test('never overwrites values from sales, and is kept in the history', async () => {
    await handOff({ Name: 'Dora', Email: 'dora@dora.example', Role: 'CEO', Source: 'Webinar' });
    await handOff({ Name: 'Dora', Email: 'dora@dora.example', Role: 'Founder', Source: 'Newsletter' });
    await scene.mustSubmit('mia', 'Already in Baton');
    expect(scene.card('Dora').text).toContain('CEO');
    expect(scene.story('Dora').at(-1)).toContain('New value for role: Founder\nNew value for source: Newsletter');
  });

  test('is added once when Slack delivers the choice twice', async () => {
    await handOff({ Name: 'Emil', Email: 'emil@emil.example' });
    await handOff({ Name: 'Emil', Email: 'emil@emil.example' });
    await scene.mustSubmit('mia', 'Already in Baton');
    const choice = scene.app().slack.traffic.deliveries('view_submission').at(-1);
    expect(await redeliver(scene.app(), choice?.payload)).toEqual(choice?.answer);
    await scene.app().settled();
    expect(scene.story('Emil')).toHaveLength(1);
  });

  test('keeps the link to its message', async () => {
    await handOff({ Name: 'Fay', Email: 'fay@fay.example' });
    const message = as('mia').say('#marketing', 'Fay asks again: fay@fay.example');
    await as('mia').shortcut('handoff_message', message);
    await scene.mustSubmit('mia', 'Hand off a lead', { Name: 'Fay', Company: 'Fay' });
    await scene.mustSubmit('mia', 'Already in Baton');
    expect(scene.story('Fay').at(-1)).toContain('original message');
    expect(JSON.stringify(scene.card('Fay').blocks)).toContain(`/p${message.ts.replace('.', '')}`);
  });
});

test('a second hand-off is a choice, and creates a separate lead', async () => {
  await handOff({ Name: 'Gil', Email: 'gil@gil.example' });
  await handOff({ Name: 'Gil', Email: 'gil@gil.example', 'What do they need?': 'Another product' });
  await scene.mustSubmit('mia', 'Already in Baton', { Action: 'Create a separate lead' });
  expect(cardsOf('Gil')).toHaveLength(2);
  expect(cardsOf('Gil').at(-1)?.text).toContain('Another product');
});

test('a forged choice with the draft of another person is refused', async () => {
  await handOff({ Name: 'Hal', Email: 'hal@hal.example' });
  await handOff({ Name: 'Hal', Email: 'hal@hal.example' });
  await scene.mustSubmit('mia', 'Already in Baton');
  const choice = scene.app().slack.traffic.deliveries('view_submission').at(-1);
  const forged = structuredClone(choice?.payload) as { user: { id: string }; view: { id: string } };
  forged.user.id = scene.app().slack.ids.people.sam ?? '';
  forged.view.id = 'VFORGED';
  expect(JSON.stringify(await redeliver(scene.app(), forged))).toContain('no longer stored here');
  await scene.app().settled();
  expect(scene.story('Hal')).toHaveLength(1);
});

describe('a person whose lead is not open any more', () => {
  const again = { Company: 'Zeta', 'What do they need?': 'A second try' };
  /** Hands the same person off again; resolves with the choices and the default. */
  async function known(name: string, fields: Record<string, string> = {}) {
    expect(await handOff({ Name: name, Email: `${name.toLowerCase()}@zeta.example`, ...again, ...fields })).toBe(
      'Already in Baton',
    );
    const shown = await as('mia').modal('Already in Baton');
    return { usual: shown.value('Action'), text: scene.read(shown.text()) };
  }
  async function confirmed(): Promise<string> {
    await scene.mustSubmit('mia', 'Already in Baton');
    const done = as('mia').modals().at(-1);
    const text = scene.read(done?.text() ?? '');
    await done?.close();
    return text;
  }
  const start = (name: string) => handOff({ Name: name, Email: `${name.toLowerCase()}@zeta.example`, ...again });

  test('lost: a new lead that leads to the earlier one, for the person named', async () => {
    await start('Ivo');
    await scene.bring('Ivo', 'qualified');
    await scene.press('sam', 'Ivo', 'Mark lost');
    await scene.mustSubmit('sam', 'Mark as lost', { Reason: 'Price' });
    const { usual, text } = await known('Ivo', { 'Assign to': 'sue' });
    expect(usual).toBe('Create a new lead');
    expect(text).toContain('This contact was a lead before:');
    expect(await confirmed()).toMatch(/Ivo · Zeta was handed off to #sales\.\n@sue is up first/);
    expect(cardsOf('Ivo')).toHaveLength(2);
    expect(JSON.stringify(scene.card('Ivo').blocks)).toContain('|earlier lead>');
    expect(scene.standing('Ivo')).toContain('@sue');
    // A third hand-off finds the open one, although the lost one is known too.
    expect((await known('Ivo')).usual).toBe('Add to the existing lead');
  });

  test('lost, and only added to: no one is promised to act', async () => {
    await start('Jon');
    await scene.bring('Jon', 'qualified');
    await scene.press('sam', 'Jon', 'Mark lost');
    await scene.mustSubmit('sam', 'Mark as lost', { Reason: 'Price' });
    await known('Jon');
    await (await as('mia').modal('Already in Baton')).fill({ Action: 'Only add to the earlier lead: no one is asked' });
    const text = await confirmed();
    expect(text).toContain('No one is asked: the lead is lost.');
    expect(text).not.toContain('I’ll message you');
  });

  test('returned: resubmitted, once, to the person named', async () => {
    await start('Kim');
    await scene.press('sam', 'Kim', 'Decline');
    await scene.mustSubmit('sam', 'Decline', { Reason: 'Too early' });
    expect((await known('Kim', { 'Assign to': 'sue' })).usual).toBe('Resubmit the returned lead');
    expect(await confirmed()).toMatch(/Kim · Zeta was resubmitted to #sales\.\n@sue is up first/);
    expect(cardsOf('Kim')).toHaveLength(1);
    expect(scene.story('Kim').at(-1)).toContain('A second try');
    await scene.press('sue', 'Kim', 'Decline');
    await scene.mustSubmit('sue', 'Decline', { Reason: 'Too early' });
    expect((await known('Kim')).usual).toBe('Create a new lead');
  });

  test('nurturing: brought back', async () => {
    await start('Lea');
    await scene.press('sam', 'Lea', 'Nurture…');
    await scene.mustSubmit('sam', 'Nurture', { 'Nurture until': '2027-02-01' });
    expect((await known('Lea', { 'Assign to': 'sue' })).usual).toBe('Bring the lead back from nurture now');
    expect(await confirmed()).toMatch(/Lea · Zeta was brought back to #sales\.\n@sue is up first/);
    expect(scene.standing('Lea')).toContain('@sue');
  });

  test('accepted: the owner is named, and the words promise no acceptance', async () => {
    await start('Max');
    await scene.bring('Max', 'accepted');
    await known('Max');
    const text = await confirmed();
    expect(text).toContain('@sam owns it.');
    expect(text).toContain('I’ll message you when it is declined, won or lost.');
  });

  test('unclaimed: it goes to the person named', async () => {
    await start('Nia');
    expect((await known('Nia', { 'Assign to': 'sue' })).usual).toBe('Add to the existing lead');
    expect(await confirmed()).toContain('@sue is up first');
    expect(scene.standing('Nia')).toContain('@sue');
  });
});

describe('a temperature', () => {
  const hand = async (name: string, Temperature: string) => {
    const title = await handOff({ Name: name, Email: `${name.toLowerCase()}@heat.example`, Temperature });
    if (title) await scene.mustSubmit('mia', 'Already in Baton');
  };
  const lead = (name: string) =>
    scene.app().baton.deps.db.select().from(leads).where(eq(leads.name, name)).get() ?? fail();
  const fail = (): never => {
    throw new Error('There is no such lead.');
  };

  test('that rises is in the thread and moves the deadline; a repetition does not', async () => {
    await hand('Ria', 'Warm');
    const before = lead('Ria').dueAt?.getTime() ?? 0;
    await hand('Ria', 'Hot');
    expect(scene.story('Ria').at(-1)).toContain('Temperature: Warm → Hot');
    const due = lead('Ria').dueAt?.getTime() ?? 0;
    expect(before - due).toBeGreaterThan(60 * 60_000);
    const steps = scene
      .app()
      .baton.deps.db.$client.prepare("select json_extract(later, '$[1][1]') from escalations where lead_id = ?");
    expect(steps.pluck().get(lead('Ria').id)).toBe(due);
    await scene.travel(new Date(scene.app().baton.deps.now().getTime() + 5 * 60_000));
    await hand('Ria', 'Hot');
    expect(lead('Ria').dueAt?.getTime()).toBe(due);
  });

  test('that falls is in the thread only', async () => {
    await hand('Sol', 'Hot');
    const { dueAt } = lead('Sol');
    await hand('Sol', 'Cold');
    expect(scene.story('Sol').at(-1)).toContain('New value for temperature: Cold');
    expect(lead('Sol')).toMatchObject({ temperature: 'hot', dueAt });
  });
});
