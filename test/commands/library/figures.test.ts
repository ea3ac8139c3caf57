import { describe, expect, test } from 'vitest';
import { figuresFor } from '../../../commands/library/figures.ts';
import { recordHelp, recordUse, useCountsOf } from '../../../src/library/usage.ts';
import type { Message } from '../../../src/platform/slack/routes.ts';
import { showAnswer } from '../../../src/platform/slack/show-answer.ts';
import { saidModal } from '../../../views/kit/notice.ts';
import { createRequestScene } from '../requests/fixtures.ts';

const scene = createRequestScene();
const { as } = scene;

const deps = () => scene.app().baton.deps;
const person = (who: string) => scene.app().slack.ids.people[who] ?? '';

async function figures(who: string) {
  await as(who).command('/content figures', { in: '#marketing' });
  return scene.nextEphemeral(who, '#marketing');
}

describe('“did it help?”', () => {
  test('counts once per person and request, with the last answer', async () => {
    const { id: itemId } = await scene.stock('Once helpful');
    const say = (helped: boolean, requestId: number | null, userId = 'U1') =>
      deps().write((tx) => recordHelp(tx, { itemId, userId, helped, words: null, requestId }, deps().now()));
    await say(true, null);
    await say(false, null);
    await say(true, 7);
    await say(true, 7);
    await say(true, 8);
    await say(false, 7, 'U2');
    expect(useCountsOf(deps().db, itemId)).toMatchObject({ helped: 2, not_helped: 2 });
  });
});

describe('marketing’s figures', () => {
  test('are only for marketing and managers', async () => {
    await as('sam').command('/content figures', { in: '#sales' });
    expect(await scene.ephemeral('sam')).toBe('Only marketing and the managers of teams see these figures.');
    await as('max').command('/content figures', { in: '#sales' });
    expect((await scene.nextEphemeral('max')).text).toContain('Library figures since');
  });

  test('show items, uses and requests at each stage, and searches without a result', async () => {
    await scene.travel('2026-07-01T09:00:00Z');
    const dusty = await scene.stock('Dusty deck', { kind: 'deck', stage: 'awareness' });
    const story = await scene.stock('Clinics story', { stage: 'decision' });
    await scene.travel('2026-11-19T09:00:00Z');
    await scene.ask('sue', 'Figures for a clinic', { 'Buyer’s stage': 'Consideration' });
    await as('sam').command('/content gorilla glass', { in: '#sales' });
    await (await as('sam').modal('Find content')).close();
    const name = await scene.bring(await scene.newLead({ 'Buyer’s stage': 'Decision' }), 'qualified');
    for (const itemId of [story.id, dusty.id]) {
      const at = itemId === dusty.id ? new Date('2026-07-02T09:00:00Z') : deps().now();
      const use = { itemId, kind: 'shared', userId: person('sam'), channelId: 'C0123456789' } as const;
      await deps().write((tx) => recordUse(tx, use, at));
    }
    await as('sam').command('/content clinics story', { in: '#sales' });
    await (await as('sam').modal('Find content')).choose('Used with a lead…');
    await scene.mustSubmit('sam', 'Used with a lead', { Lead: name });
    await scene.pressOnLead('sam', name, 'Mark won');
    await scene.mustSubmit('sam', 'Mark as won', { 'Deal value': '100' });
    const told = await figures('mia');
    const [chart] = told.blocks.filter(({ type }) => type === 'data_visualization');
    expect(JSON.stringify(chart)).toContain(
      '"name":"Uses","data":[{"label":"Awareness","value":0},{"label":"Consideration","value":0},{"label":"Decision","value":2}',
    );
    expect(JSON.stringify(chart)).toContain(
      '"name":"Requests","data":[{"label":"Awareness","value":0},{"label":"Consideration","value":1}',
    );
    const [table] = told.blocks.filter(({ type }) => type === 'table');
    expect(JSON.stringify(table)).toMatch(/"Deck".*?"1".*?"–".*?"–".*?"–"/);
    expect(told.text).toContain('1 × gorilla glass');
    expect(told.text).toContain('Requests to Marketing\n1 requested  ·  0 delivered');

    await as('mia').press(told, 'Most used');
    const used = await as('mia').modal('Most used');
    expect(used.text()).toContain('Clinics story\nused twice  ·  by 1 person  ·  :trophy: in 1 won deal');
    expect(used.text()).not.toContain('Dusty');
    await used.press('Uses');
    const uses = scene.read((await as('mia').modal('Uses')).text());
    expect(uses).toContain(`@sam used it with ${name}`);
    expect(uses).toContain('@sam shared it in');
    await (await as('mia').modal('Uses')).close({ all: true });

    await as('mia').press(told, 'Unused for 90 days');
    const unused = await as('mia').modal('Unused for 90 days');
    expect(unused.text()).toContain('Dusty deck');
    expect(unused.text()).not.toContain('Clinics story');
    await unused.close();
    await as('mia').press(told, 'Used in won deals');
    expect((await as('mia').modal('Used in won deals')).text()).toContain(`• Clinics story`);
    await scene.stock('Gorilla glass sheet');
    expect((await figures('mia')).text).not.toContain('1 × gorilla glass');
  });

  test('are a list where Slack does not support the chart', async () => {
    const posted: Message[] = [];
    const respond = async (message: Message) => {
      if (message.blocks?.some(({ type }) => String(type) === 'data_visualization')) throw new Error('invalid_blocks');
      posted.push(message);
    };
    await showAnswer(
      { ...deps(), said: saidModal },
      { userId: person('mia'), triggerId: undefined, respond },
      { say: figuresFor(deps()) },
    );
    expect(JSON.stringify(posted)).toContain('"text":"Decision"');
    expect(JSON.stringify(posted)).toContain('2 uses');
  });

  test('are in the browse modal too', async () => {
    await as('mia').command('/content', { in: '#marketing' });
    await (await as('mia').modal('Library')).press('Figures');
    const figuresThere = await as('mia').modal('Figures');
    expect(figuresThere.text()).toContain('Decision  ·  1 item  ·  2 uses  ·  0 requests');
    await figuresThere.press('Most used');
    await as('mia').modal('Most used');
  });
});
