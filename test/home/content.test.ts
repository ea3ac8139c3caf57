import { describe, expect, test } from 'vitest';
import { keepItem } from '../../src/library/review.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { feedbackFixtures } from '../commands/feedback/fixtures.ts';
import { createRequestScene } from '../commands/requests/fixtures.ts';
import { homesOn } from './fixtures.ts';

const scene = createRequestScene();
const { as, ask, stock, app, mustSubmit, travel } = scene;
const { open, text, press, publishes } = homesOn(scene);
const feedback = feedbackFixtures(scene);
const ANSWERS = { 'How well did it work for you?': '4', 'Should we run it again?': 'yes' };

describe('content requests on a home', () => {
  test('a marketer claims, starts and delivers there, and the requester sees the progress', async () => {
    await open('mia');
    await open('sam');
    const title = await ask('sam', 'Prices for ten seats');
    // On the open homes of marketing only.
    expect(text('mia')).toMatch(/1 request to claim\n[^\n]*Prices for ten seats/);
    expect(text('sam')).toMatch(/Your requests\n[^\n]*Prices for ten seats {2}· {2}unclaimed/);
    expect(text('sam')).not.toContain('Content requests');
    await press('mia', 'Claim');
    expect(scene.standing(title)).toContain('Claimed by @mia');
    expect(text('mia')).toMatch(/1 request to deliver\n[^\n]*Prices for ten seats/);
    expect(text('sam')).toContain('claimed by @mia');
    await press('mia', 'Start');
    await press('mia', 'Deliver…');
    await mustSubmit('mia', 'Deliver', { Link: 'https://example.com/prices' });
    expect(text('mia')).not.toContain('Content requests');
    expect(text('sam')).toMatch(/Prices for ten seats {2}· {2}delivered by @mia/);
  });

  test('a seller answers a question there', async () => {
    const title = await ask('sam', 'A deck for the hospital');
    await open('mia');
    await open('sam');
    await press('mia', 'Ask a question…');
    await mustSubmit('mia', 'Ask a question', { 'Your question': 'Which *hospital*?' });
    expect(text('sam')).toMatch(
      /1 question about your requests[\s\S]*A deck for the hospital\n[\s\S]*@mia has a question[\s\S]*Which \*hospital\*\?/,
    );
    await press('sam', 'Answer…');
    await mustSubmit('sam', 'Answer', { 'Your answer': 'The large one' });
    expect(text('sam')).not.toContain('Which *hospital*?');
    expect(scene.story(title).join('\n')).toContain('The large one');
  });

  test('a request that was claimed meanwhile is refused on top of the home, and disappears', async () => {
    const title = await ask('sam', 'Needed by everybody');
    await open('mia');
    const { faults } = app().slack;
    faults.calls({ kind: 'error', error: 'internal_error' }, { method: 'views.publish', times: 100 });
    await scene.press('max', title, 'Claim');
    await as('mia')
      .home()
      ?.press({ actionId: 'request_claim', value: await newestRequest() });
    const refusal = await as('mia').modal('That did not work');
    expect(scene.read(refusal.text())).toContain('@max has claimed this request');
    await refusal.close();
    faults.clear();
    await expect.poll(() => text('mia')).not.toContain('Needed by everybody');
  });

  test('many requests have pages, and menu and history work there', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four']) await ask('sam', `Paged ${title}`);
    const home = await open('mia');
    expect(home).toMatch(/1–3 of \d/);
    await press('mia', 'Next →');
    expect(text('mia')).toMatch(/4–\d of \d/);
    await press('mia', 'History');
    await (await as('mia').modal('History')).close();
    await press('mia', 'Decline…');
    await mustSubmit('mia', 'Decline', { Reason: 'No room for it now' });
    expect(text('mia')).toMatch(/of 4/);
    // Acts of the requester only, and acts of no use to the maker, are not offered.
    expect(as('mia').home()?.buttons).not.toContain(':heavy_plus_sign: I need this too');
  });
});

describe('feedback on a home', () => {
  test('a person answers a named survey there, and the asker shares a next step', async () => {
    await open('sam');
    await open('mia');
    await feedback.ask('mia', 'The spring campaign', { 'Who should answer?': ['sam'] });
    expect(text('sam')).toMatch(/1 survey to answer[\s\S]*@mia asks for your feedback\nThe spring campaign/);
    expect(text('mia')).toMatch(/Your survey: The spring campaign\n0 of 1 answered/);
    await press('sam', 'Answer');
    const form = await as('sam').modal('Your feedback');
    await form.fill(ANSWERS);
    expect(await form.submit()).toMatchObject({ ok: true });
    await app().settled();
    expect(text('sam')).not.toContain('The spring campaign');
    expect(text('mia')).toContain('1 of 1 answered');
    await press('mia', 'Change closing time…');
    await (await as('mia').modal('Change closing time')).close();
    await press('mia', 'Close now');
    expect(text('mia')).toMatch(/1 survey needs a follow-up[\s\S]*1 of 1 answered/);
    await press('mia', 'Answers');
    await (await as('mia').modal()).close();
    await press('mia', 'Share a next step…');
    await (await as('mia').modal('Share a next step')).close();
    await feedback.press('mia', 'Survey results', 'Share a next step…');
    await mustSubmit('mia', 'Share a next step', { 'Next step': 'Ask sales first' });
    expect(text('mia')).not.toContain('The spring campaign');
  });

  test('an anonymous answer disappears from the home, and leaves neither a name nor a time', async () => {
    app().slack.admin.hire('ned', { realName: 'Ned Newcomer' });
    await feedback.ask('mia', 'How we work', {
      'Who should answer?': ['sam', 'sue', 'max', 'ada', 'ned'],
      Responses: 'Anonymous',
    });
    await open('mia');
    await open('sue');
    await open('sam');
    expect(text('sam')).toMatch(/How we work\n[^\n]*anonymous/);
    const { db, now } = app().baton.deps;
    await travel(new Date(now().getTime() + 3_600_000));
    const homes = () => db.$client.prepare('select * from homes order by user_id').all();
    const before = { homes: homes(), changes: db.select().from(homeChanges).all() };
    app().slack.traffic.clear();
    await press('sam', 'Answer');
    const form = await as('sam').modal('Your feedback');
    await form.fill(ANSWERS);
    expect(await form.submit()).toMatchObject({ ok: true });
    await (await as('sam').modal('Thank you')).close();
    await app().settled();
    expect(text('sam')).not.toContain('How we work');
    expect({ homes: homes(), changes: db.select().from(homeChanges).all() }).toEqual(before);
    // No other home was published.
    expect([...publishes('mia'), ...publishes('sue')]).toEqual([]);
    expect(text('mia')).toContain('anonymous: response count is shown at the end');
  });
});

describe('items past their review date', () => {
  test('are kept, updated and retired by their owner there, without another message', async () => {
    // In addition to the item delivered above.
    await stock('Old deck');
    await stock('Older deck');
    const other = await stock('Kept by a colleague');
    await travel('2028-01-11T09:00:00Z');
    const heard = as('mia').dm().length;
    expect(await open('mia')).toMatch(/4 items to review/);
    const { write, now } = app().baton.deps;
    await write((tx) => keepItem(tx, { itemId: other.id, by: app().slack.ids.people.max ?? '' }, now()));
    await app().settled();
    expect(text('mia')).toMatch(/3 items to review/);
    await press('mia', 'Keep');
    expect(text('mia')).toContain('2 items to review');
    await press('mia', 'Update…');
    await mustSubmit('mia', 'Update item', {});
    expect(text('mia')).toContain('1 item to review');
    await press('mia', 'Retire…');
    await mustSubmit('mia', 'Retire this item?');
    await (await as('mia').modal('Retired')).close({ all: true });
    expect(text('mia')).not.toContain('Content to review');
    expect(as('mia').dm()).toHaveLength(heard);
  });
});

test('content is requested and found, and feedback requested, from a home', async () => {
  await open('sam');
  for (const [button, title] of [
    ['Request content', 'Request content'],
    ['Find content', 'Find content'],
    ['Ask for feedback', 'Ask for feedback'],
    ['View all requests', 'My content requests'],
  ] as const) {
    await press('sam', button);
    await (await as('sam').modal(title)).close({ all: true });
  }
});

async function newestRequest(): Promise<string> {
  const { db } = app().baton.deps;
  return String(db.$client.prepare('select max(id) from content_requests').pluck().get());
}
