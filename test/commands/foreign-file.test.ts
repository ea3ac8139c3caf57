/** A form takes only files that the person can read in Slack, whatever id comes back in it. */
import { expect, test } from 'vitest';
import { NOT_READABLE, readableFile } from '../../src/platform/slack/readable-file.ts';
import { redeliver } from '../support/redeliver.ts';
import { createScene } from '../support/scene.ts';
import { workspace } from '../support/test-app.ts';
import { feedbackFixtures } from './feedback/fixtures.ts';

const scene = createScene({
  mode: 'http',
  workspace: {
    ...workspace,
    channels: { ...workspace.channels, deals: { kind: 'private', members: ['sue'] } },
    botIn: ['sales', 'marketing', 'deals'],
  },
});
const { app, as, submit } = scene;
const { ask } = feedbackFixtures(scene);

/** Sue shares a file in a channel; resolves with its id. */
async function shared(channel: string, name: string): Promise<string> {
  const { ts } = as('sue').say(`#${channel}`, 'Numbers', { files: [{ name, content: 'secret' }] });
  const place = { channel: app().slack.ids.channels[channel] ?? '', latest: ts, inclusive: true, limit: 1 };
  const { messages = [] } = await app().baton.deps.web.conversations.history(place);
  return messages[0]?.files?.[0]?.id ?? '';
}

/** Repeats the last form with the id of another file in it. */
async function forged(fileId: string): Promise<string> {
  const text = JSON.stringify(app().slack.traffic.deliveries('view_submission').at(-1)?.payload);
  const payload = JSON.parse(text.replaceAll(/"id":"F\w+"/g, `"id":"${fileId}"`));
  payload.view.id = `V${fileId}`;
  return JSON.stringify(await redeliver(app(), payload));
}

test('of the library', async () => {
  await as('mia').command('/content add', { in: '#marketing' });
  const own = [{ name: 'own.pdf', content: 'own' }];
  expect(
    await submit('mia', 'Add to the library', { Title: 'Own', Kind: 'White paper', Owner: '@mia', File: own }),
  ).toMatchObject({ ok: true });
  const secret = await shared('deals', 'deals.pdf');
  expect(await forged(secret)).toContain(NOT_READABLE);
  const { deps } = app().baton;
  const mayRead = async (who: string) => {
    const file = await readableFile(deps, { fileId: secret, userId: as(who).id });
    return typeof file === 'string' ? undefined : file.name;
  };
  expect([await mayRead('sue'), await mayRead('mia')]).toEqual(['deals.pdf', undefined]);
  expect(await forged('F404')).toContain(NOT_READABLE);
  expect(await forged(await shared('sales', 'known.pdf'))).not.toContain(NOT_READABLE);
});

test('of a survey', async () => {
  const draft = [{ name: 'draft.pdf', content: 'own' }];
  await ask('mia', 'The draft', { 'The draft': draft, 'Who should answer?': ['sam'] }, 'draft');
  expect(await forged(await shared('deals', 'plans.pdf'))).toContain(NOT_READABLE);
});
