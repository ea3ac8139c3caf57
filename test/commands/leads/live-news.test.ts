/** A direct message about a lead is one line as soon as the lead was acted on, in whatever way. */
import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

describe('a direct message about an assigned lead', () => {
  const scene = createScene();
  const { as } = scene;

  /** Sam's newest direct message about the lead. */
  const prompt = (name: string) => {
    const found = as('sam')
      .dm()
      .findLast(({ text }) => text.includes(name));
    if (!found) throw new Error(`Sam has no message about ${name}.`);
    return found;
  };
  const line = (name: string) => scene.read(prompt(name).text).replace(/^:\w+: .* {2}· {2}(.*) {2}· {2}.*$/, '$1');
  const assigned = () => scene.newLead({ 'Assign to': 'sam' });

  test('has buttons while the lead waits', async () => {
    const name = await assigned();
    expect(prompt(name).buttons).toContain('Accept');
  });

  const acts: Record<string, { act: (name: string) => Promise<void>; becomes: string }> = {
    'its own button': {
      act: async (name) => as('sam').press(prompt(name), 'Accept'),
      becomes: 'Accepted by you',
    },
    'a reaction on the card': {
      act: (name) => scene.react('sam', name, 'white_check_mark'),
      becomes: 'Accepted by you',
    },
    'the button of the card': {
      act: (name) => scene.press('sam', name, 'Accept'),
      becomes: 'Accepted by you',
    },
    'a colleague who was quicker': {
      act: (name) => scene.press('sue', name, 'Accept'),
      becomes: 'Accepted by @sue',
    },
    'a form that its own button opened': {
      act: async (name) => {
        await as('sam').press(prompt(name), 'Decline');
        await scene.mustSubmit('sam', 'Decline', { Reason: 'Not a fit' });
      },
      becomes: 'Declined by you',
    },
    'their home': {
      act: async (name) => {
        await as('sam').openHome();
        await scene.app().settled();
        const { db } = scene.app().baton.deps;
        const id = db.$client.prepare('SELECT id FROM leads WHERE name = ?').pluck().get(name);
        await as('sam')
          .home()
          ?.press({ actionId: 'lead_accept', value: String(id) });
      },
      becomes: 'Accepted by you',
    },
    'the list of leads': {
      act: async (name) => {
        await as('sam').command(`/leads ${name}`, { in: '#sales' });
        const list = await as('sam').modal('Search results');
        await list.press('Accept');
      },
      becomes: 'Accepted by you',
    },
    'bulk actions': {
      act: async (name) => {
        await as('sam').command('/leads team', { in: '#sales' });
        await (await as('sam').modal('Team leads')).press('Bulk actions…');
        const form = await as('sam').modal('Bulk actions');
        await form.fill({ 'Select leads': [`${name} · ${name.replace('Lead', 'Company')}`] });
        await form.submit();
      },
      becomes: 'Accepted by you',
    },
    'a contact, which accepts it': {
      act: (name) => scene.react('sam', name, 'telephone_receiver'),
      becomes: 'Contact logged by you',
    },
    'a manager who reassigns it': {
      act: async (name) => {
        await scene.press('max', name, 'Reassign…');
        await scene.mustSubmit('max', 'Reassign', { 'Assign to': 'sue' });
      },
      becomes: 'Reassigned to @sue by @max',
    },
  };

  test.each(Object.entries(acts))('becomes one line after %s', async (_, { act, becomes }) => {
    const name = await assigned();
    await act(name);
    await scene.app().settled();
    expect(line(name)).toBe(becomes);
    expect(prompt(name).buttons).toEqual([]);
  });

  test('says so when the acceptance is taken back', async () => {
    const name = await assigned();
    await scene.react('sam', name, 'white_check_mark');
    await scene.react('sam', name, 'white_check_mark', false);
    expect(line(name)).toBe('Released by you');
  });

  test('becomes one line when the deadline moves the lead on', async () => {
    const name = await assigned();
    await scene.travel('2026-11-19T11:00:10Z');
    expect(line(name)).toBe('Reassigned to @sue');
  });
});
