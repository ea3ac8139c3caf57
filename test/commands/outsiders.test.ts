/** A person who is no longer a full member can do nothing, also in a form that they opened before. */
import { describe, expect, test } from 'vitest';
import { createScene } from '../support/scene.ts';
import { workspace } from '../support/test-app.ts';

const scene = createScene({ workspace: { ...workspace, organisation: { workspaces: { emea: {} } } } });
const { as } = scene;
const refusal = 'Only full members of this workspace can do this. You are a guest.';

describe('a colleague who becomes a guest', () => {
  test('is refused by a command, a shortcut, a button, options, a page and a form', async () => {
    const { admin } = scene.app().slack;
    admin.hire('lou', { guest: false });
    for (const channel of ['sales', 'marketing']) admin.invite(channel, 'lou');
    await scene.app().settled();
    const names: string[] = [];
    for (let count = 0; count < 11; count += 1) names.push(await scene.newLead());
    const [name = ''] = names;

    const lou = as('lou');
    await lou.command('/leads team', { in: '#sales' });
    const list = await lou.modal('Team leads');
    await lou.shortcut('Hand off a lead');
    const form = await lou.modal('Hand off a lead');
    await form.fill({ Name: 'Jane Doe', Company: 'Acme', Email: 'jane@acme.example', 'What do they need?': 'A demo' });
    admin.makeGuest('lou');
    await scene.app().settled();

    expect(await form.suggest('Source', 'fair')).toEqual([]);
    expect(await form.submit()).toMatchObject({ ok: true });
    expect((await lou.modal('That did not work')).text()).toContain(refusal);
    await (await lou.modal('That did not work')).close();
    await form.close();
    await list.press('Next →');
    expect((await lou.modal('That did not work')).text()).toContain(refusal);
    await (await lou.modal('That did not work')).close();
    await list.close();

    await lou.press(scene.card(name), 'Accept');
    expect(await scene.ephemeral('lou')).toContain(refusal);
    await lou.command('/leads', { in: '#sales' });
    expect(await scene.ephemeral('lou')).toContain(refusal);
    await lou.shortcut('Hand off a lead');
    expect((await lou.modal('That did not work')).text()).toContain(refusal);

    await scene.app().settled();
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(
      as('max')
        .sees('#sales')
        .some(({ text }) => text.includes('Jane Doe')),
    ).toBe(false);
    admin.deactivate('lou');
  });
});

test('a person who joins is known from the event, without another list of everyone', async () => {
  const { directory } = scene.app().baton.deps;
  const lists = () => scene.app().slack.traffic.calls('users.list').length;
  await directory.admins();
  const before = lists();
  const { id } = scene.app().slack.admin.hire('zoe', { admin: true });
  await scene.app().settled();
  expect((await directory.admins()).map((one) => one.id)).toContain(id);
  expect(lists()).toBe(before);
});

describe('in an Enterprise organisation', () => {
  test('a member whose home is another workspace of it is a colleague; a guest from there is not', async () => {
    const { admin } = scene.app().slack;
    admin.hire('ora', { workspaces: ['emea', 'northwind'] });
    admin.hire('oto', { workspaces: ['emea', 'northwind'], guest: true });
    for (const key of ['ora', 'oto']) admin.invite('#sales', key);
    await scene.app().settled();
    const name = await scene.newLead();

    await as('oto').press(scene.card(name), 'Accept');
    expect(await scene.ephemeral('oto')).toContain(refusal);
    await as('eve').press(scene.card(name), 'Accept');
    expect(await scene.ephemeral('eve')).toContain('You are from another workspace');
    await as('ora').press(scene.card(name), 'Accept');
    await scene.app().settled();
    expect(scene.standing(name)).toContain('@ora owns this');
    for (const key of ['ora', 'oto']) admin.deactivate(key);
  });
});
