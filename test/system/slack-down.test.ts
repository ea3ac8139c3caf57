import { describe, expect, test } from 'vitest';
import { createScene } from '../support/scene.ts';

const scene = createScene({ mode: 'http' });
const { as } = scene;
const cannotCheck = 'I could not check with Slack who may do this. Please try again in a minute.';

/** Slack does not answer who a person is, and the cache has expired. */
function silence(method: string) {
  const { baton, slack } = scene.app();
  for (const id of [...Object.values(slack.ids.people), ...Object.values(slack.ids.channels)])
    baton.deps.directory.forget(id);
  return slack.faults.calls({ kind: 'error', error: 'internal_error' }, { method, times: 1000 });
}

describe.each(['users.info', 'conversations.members'])('when %s fails, rights are not there', (method) => {
  test('a button is refused with a sentence, and works once Slack answers', async () => {
    const name = await scene.newLead();
    const fault = silence(method);
    await scene.press('sam', name, 'Accept');
    expect(await scene.ephemeral('sam')).toBe(cannotCheck);
    expect(scene.standing(name)).toContain('Unclaimed');
    fault.lift();
    await scene.press('sam', name, 'Accept');
    expect(scene.standing(name)).toContain('@sam owns this');
  });

  test('a submission keeps its form', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sam', name, 'Add note…', 'Add note');
    await form.fill({ Note: 'A long thought' });
    const fault = silence(method);
    await form.submit();
    const notice = await as('sam').modal('That did not work');
    expect(notice.text()).toBe(cannotCheck);
    await notice.close();
    expect(form.value('Note')).toBe('A long thought');
    fault.lift();
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.story(name)).toEqual([':memo: @sam added a note\nA long thought']);
  });

  test('a reaction waits, and counts once Slack answers', async () => {
    const name = await scene.newLead();
    const fault = silence(method);
    as('sam').react(scene.card(name), 'white_check_mark');
    await scene.app().slack.settled();
    fault.lift();
    await scene.until(name, '@sam owns this');
  });
});

test('a command is refused with a sentence', async () => {
  for (const command of ['/handoff', '/leads', '/baton teams', '/baton digest now', '/baton']) {
    silence('users.info');
    await as('mia').command(command, { in: '#marketing' });
    expect(await scene.ephemeral('mia', '#marketing')).toBe(cannotCheck);
    scene.app().slack.faults.clear();
  }
});

test('a hand-off that could not be checked keeps its form, and no lead is handed off twice', async () => {
  await as('mia').command('/handoff', { in: '#marketing' });
  const form = await as('mia').modal('Hand off a lead');
  await form.fill({ Name: 'Kept Kim', Company: 'K', Email: 'kim@kept.example', 'What do they need?': 'Time' });
  const fault = silence('users.info');
  await form.submit();
  const notice = await as('mia').modal('That did not work');
  expect(notice.text()).toBe(cannotCheck);
  await notice.close();
  expect(form.value('What do they need?')).toBe('Time');
  fault.lift();
  expect(await form.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(scene.card('Kept Kim').text).toContain('Time');
});

test('a team whose channel is gone locks no one else out', async () => {
  const { slack, baton } = scene.app();
  slack.admin.kickBot('marketing');
  slack.faults.calls(
    { kind: 'error', error: 'channel_not_found' },
    { method: 'conversations.members', channel: slack.ids.channels.marketing, times: 100 },
  );
  baton.deps.directory.forget(slack.ids.channels.marketing ?? '');
  const name = await scene.newLead();
  await scene.bring(name, 'working');
  expect(scene.standing(name)).toContain('In progress  ·  @sam');
});

test('a bug is answered with an apology and a reference, which the log has too', async () => {
  const { slack, logLines } = scene.app();
  slack.faults.calls({ kind: 'error', error: 'invalid_arguments' }, { method: 'views.open' });
  await as('sam').command('/leads', { in: '#sales' });
  const apology = await scene.ephemeral('sam');
  expect(apology).toMatch(
    /^Sorry, that did not work, and it is my fault\. Please try again; if it stays so, give your admin the reference `[0-9a-f]{6}`\.$/,
  );
  const [, reference = 'none'] = /`(\w+)`/.exec(apology) ?? [];
  expect(logLines.splice(0).filter((line) => line.includes(reference))).toHaveLength(1);
});
