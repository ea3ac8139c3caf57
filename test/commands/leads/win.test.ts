/** A win: its value, and the message to the marketer. test/commands/wins tests its post. */
import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

describe('marking a lead won', () => {
  const scene = createScene();
  const { as } = scene;
  const winnable = async () => scene.bring(await scene.newLead(), 'qualified');
  const toMia = (name: string) => scene.news('mia', name).at(-1)?.split('\n');

  test('asks for the value when it is missing, and takes no answer only on purpose', async () => {
    const name = await winnable();
    await scene.press('sam', name, 'Mark won');
    expect(await scene.submit('sam', 'Mark as won')).toEqual({
      ok: false,
      errors: { 'Deal value': 'Enter the deal value, or choose to add it later.' },
    });
    expect(scene.standing(name)).toContain('Qualified');
    await scene.mustSubmit('sam', 'Mark as won', { 'No value yet?': ['I’ll add it later'] });
    expect(scene.standing(name)).toBe(':trophy: Won by @sam');
    expect(toMia(name)).toEqual([
      `:trophy: Won: ${name} · Company 001`,
      '@sam closed it less than a day after your hand-off. It began with you: thank you.',
    ]);
  });

  test('tells the marketer the value, the days and the content that helped, in one message', async () => {
    const name = await scene.newLead();
    await as('ada').command('/content add', { in: '#marketing' });
    await scene.mustSubmit('ada', 'Add to the library', {
      Title: 'Clinic story',
      Kind: 'Case study',
      Link: 'https://example.com/clinics',
    });
    await scene.bring(name, 'qualified');
    await as('sam').command('/content clinic story', { in: '#sales' });
    await (await as('sam').modal('Find content')).choose('Used with a lead…');
    await scene.mustSubmit('sam', 'Used with a lead', { Lead: name });
    scene.app().setTime('2026-12-14T10:00:00Z');
    await scene.win('sam', name, { 'Deal value': '12000', Currency: 'USD' });
    expect(toMia(name)).toEqual([
      `:trophy: Won: ${name} · Company 002  ·  12,000 USD`,
      '@sam closed it 25 days after your hand-off. It began with you: thank you.',
      ':books: Helped by Clinic story',
    ]);
    expect(scene.story(name).at(-1)).toBe(':trophy: @sam won this deal: 12,000 USD');
  });

  test('with a reaction asks for the value afterwards, which the message to the marketer then shows', async () => {
    const name = await winnable();
    await scene.react('sam', name, 'trophy');
    const prompt = await scene.nextEphemeral('sam');
    expect(prompt.text).toContain('Won! What is the deal worth?');
    await as('sam').press(prompt, 'Add deal value');
    expect(await scene.submit('sam', 'Deal value')).toEqual({
      ok: false,
      errors: { 'Deal value': 'Please complete this required field.' },
    });
    await scene.mustSubmit('sam', 'Deal value', { 'Deal value': '500' });
    expect(scene.standing(name)).toBe(':trophy: Won by @sam  ·  500 EUR');
    expect(toMia(name)?.[0]).toBe(`:trophy: Won: ${name} · Company 003  ·  500 EUR`);
  });

  test('that is reopened is no longer told as a win', async () => {
    const name = await winnable();
    await scene.win('sam', name, { 'Deal value': '500' });
    await scene.press('sam', name, 'Reopen');
    expect(toMia(name)?.[0]).toMatch(/ {2}· {2}Reopened by @sam {2}· {2}/);
  });
});
