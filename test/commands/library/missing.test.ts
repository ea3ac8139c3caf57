import { describe, expect, test } from 'vitest';
import { ENOUGH } from '../../../src/library/empty-searches.ts';
import { redeliver } from '../../support/redeliver.ts';
import type { Who } from '../../support/scene.ts';
import { createRequestScene } from '../requests/fixtures.ts';

const scene = createRequestScene({ mode: 'http' });
const { as } = scene;

async function look(who: Who, words: string) {
  await as(who).command(`/content ${words}`, { in: '#sales' });
  const found = await as(who).modal('Find content');
  await scene.app().settled();
  return found;
}

const suggestions = () =>
  as('ada')
    .sees('#marketing')
    .filter(({ text }) => text.includes('searches with no result'));
/** The last submission again, as if another person sent it. */
async function submittedBy(who: Who) {
  type Sent = { user: { id: string }; view: { id: string } };
  const sent = structuredClone(scene.app().slack.traffic.deliveries('view_submission').at(-1)?.payload) as Sent;
  sent.user.id = as(who).id;
  sent.view.id = 'VFORGED';
  return JSON.stringify(await redeliver(scene.app(), sent));
}
const remembered = () =>
  scene.app().baton.deps.db.$client.prepare('select words, day, times from library_misses order by words').all();

describe('searches without a result', () => {
  test('are stored with only the words and the day', async () => {
    await (await look('sam', 'the Kubernetes hardening guides')).close();
    await expect.poll(remembered).toEqual([{ words: 'kubernetes hardening guides', day: '2026-11-19', times: 1 }]);
    const { deps } = scene.app().baton;
    const everything = JSON.stringify(deps.db.$client.prepare('select * from library_misses').all());
    for (const id of Object.values(scene.app().slack.ids.people)) expect(everything).not.toContain(id);
  });

  test('count once a day per person, in any wording', async () => {
    for (const words of ['kubernetes hardening guides', 'Hardening a kubernetes: guide?']) {
      await (await look('sam', words)).close();
    }
    expect(remembered()).toHaveLength(1);
    expect(remembered()).toMatchObject([{ times: 1 }]);
    expect(suggestions()).toEqual([]);
  });

  test('become one suggestion to marketing after three similar ones, without a name', async () => {
    expect(ENOUGH).toBe(3);
    await (await look('sue', 'kubernetes hardning guide')).close();
    await scene.app().settled();
    await (await look('max', 'kubernetes guides for hardening')).close();
    await as('ada').waitForMessage('#marketing', 'searches with no result');
    const [told, ...more] = suggestions();
    expect(more).toEqual([]);
    expect(told?.text).toContain('3 searches with no result: “kubernetes guides hardening”');
    for (const name of ['sam', 'sue', 'max']) expect(scene.read(told?.text ?? '')).not.toContain(`@${name}`);
  });

  test('do not include searches with results, with or without filters', async () => {
    await scene.stock('Ergonomics of forklifts');
    const found = await look('sam', 'forklifts');
    await found.fill({ content_stage: 'Decision' });
    await found.submit();
    await scene.app().settled();
    expect(JSON.stringify(remembered())).not.toContain('forklifts');
  });
});

describe('a suggestion', () => {
  test('becomes a request by marketing; everyone who waits is told of the delivery once', async () => {
    const [told] = suggestions();
    if (!told) throw new Error('no suggestion');
    const waiting = await look('sue', 'kubernetes hardening guide');
    await waiting.press('Notify me');
    await waiting.waitForText('You’ll be notified when something matches.');
    await waiting.close();

    await as('sam').press(told, 'Create a request…');
    expect(await scene.ephemeral('sam', '#marketing')).toContain('Only marketing');
    await as('mia').press(told, 'Create a request…');
    const form = await as('mia').modal('Request content');
    expect(form.value('What do you need?')).toBe('kubernetes guides hardening');
    await form.fill({ 'What do you need?': 'Kubernetes hardening guide', Kind: 'White paper' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(await submittedBy('sam')).toContain('Only marketing decides on suggestions.');
    expect(scene.read(told.fresh()?.text ?? '')).toContain('@mia created a request');
    expect(told.fresh()?.buttons).toEqual([]);

    await scene.travel('2026-11-20T09:00:00Z');
    expect(scene.news('sue', 'New in the library')).toEqual([]);
    await scene.press('mia', 'Kubernetes hardening guide', 'Claim');
    await scene.deliver('Kubernetes hardening guide');
    await scene.travel('2026-11-20T09:05:00Z');
    const [news, ...more] = scene.news('sue', 'New in the library');
    expect(more).toEqual([]);
    expect(news).toContain('New in the library for your search “kubernetes hardening guide”');
    await scene.travel('2026-11-20T09:15:00Z');
    expect(scene.news('sue', 'New in the library')).toHaveLength(1);
  });

  test('is dismissed, and not made again', async () => {
    for (const who of ['sam', 'sue', 'max'] as const) await (await look(who, 'zebra onboarding')).close();
    const told = await as('mia').waitForMessage('#marketing', 'searches with no result: “zebra onboarding”');
    await as('mia').press(told, 'Dismiss');
    await scene.app().settled();
    expect(scene.read(told.fresh()?.text ?? '')).toContain('@mia dismissed it');
    await scene.travel('2026-11-23T09:00:00Z');
    for (const who of ['sam', 'sue', 'max'] as const) await (await look(who, 'onboarding for zebras')).close();
    await scene.app().settled();
    expect(suggestions()).toHaveLength(2);
  });
});

describe('after a search without a result', () => {
  test('one press requests it, with the words in the form', async () => {
    const found = await look('sam', 'llama benchmark');
    await found.press('Request');
    expect((await as('sam').modal('Request content')).value('What do you need?')).toBe('llama benchmark');
  });

  test('and after a search whose results do not fit', async () => {
    await scene.stock('Alpaca benchmark');
    await (await look('sam', 'alpaca benchmark')).press('None of these? Request it');
    expect((await as('sam').modal('Request content')).value('What do you need?')).toBe('alpaca benchmark');
  });

  test('a search alert can be cancelled, and markup in it is shown literally', async () => {
    const words = '<!channel> *quagga* <https://evil.example|x>';
    const found = await look('sam', words);
    await found.press('Notify me');
    await found.waitForText('You’ll be notified');
    await found.press('Stop notifying me');
    await found.waitForText('Notify me');
    await found.press('Notify me');
    await found.waitForText('You’ll be notified');
    await scene.stock('All about the quagga channel: evil example x https');
    await scene.travel('2026-11-24T09:00:00Z');
    const [news, ...more] = scene.news('sam', 'New in the library');
    expect(more).toEqual([]);
    expect(news).toContain(`“${words}”`);
  });
});
