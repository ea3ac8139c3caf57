/** Through Slack: a person joins a channel, meets a colleague the next morning, and the managers meet each month. */
import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

const nia = { realName: 'Nia New', email: 'nia@northwind.example', tz: 'Europe/Berlin' };
// A Monday, after work has begun.
const scene = createScene({
  at: '2026-11-16T08:30:00Z',
  workspace: { ...workspace, people: { ...workspace.people, nia } },
});
const { as } = scene;
const messages = (who: string) => scene.news(who, 'Meet ');

test('a person who joins marketing meets a seller, and the seller meets them', async () => {
  await scene.travel('2026-11-17T08:10:00Z');
  as('nia').join('#marketing');
  await scene.app().settled();
  await scene.travel('2026-11-17T12:00:00Z');
  expect(messages('nia')).toEqual([]);

  await scene.travel('2026-11-18T08:10:00Z');
  expect(messages('nia').at(-1)).toContain('your colleague in sales');
  expect(messages('nia').at(-1)).toContain('1.  Which questions do buyers ask you most these days?');
  const met = ['sam', 'sue'].filter((who) => messages(who).length > 0);
  expect(met).toHaveLength(1);
  expect(messages(met[0] ?? '').at(-1)).toContain('Meet @nia, who is new in Marketing');
  expect(messages('gus')).toEqual([]);
  await scene.travel('2026-11-19T08:10:00Z');
  expect(messages('nia')).toHaveLength(1);
});

test('on the first Wednesday of a month the managers of both sides are paired', async () => {
  await scene.travel('2026-12-02T08:10:00Z');
  const paired = (who: string) => scene.news(who, 'a quarter of an hour with');
  expect(paired('max').at(-1)).toContain('with @ada in marketing');
  expect(paired('ada').at(-1)).toContain('with @max in sales');
  await scene.travel('2026-12-03T08:10:00Z');
  expect(paired('max')).toHaveLength(1);
});
