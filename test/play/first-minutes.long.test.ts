import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { library } from '../../play/library.ts';
import { type Play, startPlay } from '../../play/start.ts';
import type { Act, TaskState } from '../../sandbox/src/protocol.ts';
import { type LivePage, openLivePage } from '../../sandbox/test/support/live-page.ts';

const ROOT = join(import.meta.dirname, '../..');

// All tests of this file share one story, because playing it takes longer than any of them.
let folder: string;
let play: Play;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'first-minutes-'));
  play = await startPlay({ databasePath: join(folder, 'baton.db'), port: 0, log: pino({ level: 'silent' }) });
}, 60_000);
afterAll(async () => {
  await play.stop();
  rmSync(folder, { recursive: true });
});

test('each thing to try has a link to the person, the place and the message of its next step', async () => {
  const visitor = await openLivePage(play.slack, '');
  const tasks = visitor.snapshot.controls?.tasks ?? [];
  visitor.close();
  expect(tasks.map(({ title }) => title)).toEqual([
    'Accept a lead',
    'Hand off a lead',
    'Read the digest',
    'Read the scoreboard',
    'Find content',
    'Answer a survey',
    'See a manager’s home',
    'Break Slack',
    'Install it in your Slack',
  ]);
  for (const { id, link } of tasks.slice(0, -1)) {
    const page = await openLivePage(play.slack, link?.as ?? '');
    const { me, channels, apps } = page.snapshot;
    expect(me.id, id).toBe(link?.as);
    expect([...channels, ...apps].map(({ id }) => id)).toContain(link?.place?.id);
    if (link?.message) expect(await messagesOf(page, link.message.channel)).toContain(link.message.ts);
    page.close();
  }
  const withMessage = tasks.filter(({ link }) => link?.message).map(({ id }) => id);
  expect(withMessage).toEqual(['take', 'hand-off', 'figures', 'survey', 'break']);
});

test('the last thing to try opens Slack’s page for a new app, with the manifest', async () => {
  const page = await openLivePage(play.slack, 'sam');
  const start = page.snapshot.controls?.tasks.at(-1)?.link?.start;
  page.close();
  const url = new URL(start?.kind === 'visit' ? start.url : '');
  expect(url.origin + url.pathname).toBe('https://api.slack.com/apps');
  expect(JSON.parse(url.searchParams.get('manifest_json') ?? '')).toMatchObject({
    display_information: { name: 'Baton' },
  });
  // Longer addresses are refused by servers.
  expect(url.href.length).toBeLessThan(8000);
});

test('the library has thirty items, in all of a buyer’s stages', () => {
  expect(library.length).toBeGreaterThanOrEqual(30);
  expect(new Set(library.map((item) => item['Buyer’s stage']))).toEqual(
    new Set([undefined, 'Awareness', 'Consideration', 'Decision']),
  );
});

/** The words after a command that are no search. */
const SUBCOMMANDS = /^(?:add|all|figures|mine|missing|review|…)$/;

/** The examples of a command in everything that people read, and those in the field of its form. */
function examplesOf(command: string, field: string): string[] {
  const texts = globSync(['views/**/*.ts', 'src/**/*.ts', 'docs/**/*.md', 'README.md'], { cwd: ROOT }).map((path) =>
    readFileSync(join(ROOT, path), 'utf8'),
  );
  const typed = texts.flatMap((text) => [...text.matchAll(new RegExp(`\`/${command} ([^\`<]+)\``, 'g'))]);
  const placeholder = /placeholder: '([^']+)…'/.exec(readFileSync(join(ROOT, field), 'utf8'))?.[1] ?? '';
  const words = [...typed.map(([, words = '']) => words), ...placeholder.split(', ')];
  return [...new Set(words)].filter((example) => !SUBCOMMANDS.test(example));
}

test.each(examplesOf('content', 'views/library/search.ts'))('the example /content %s finds an item', async (words) => {
  const sam = play.slack.as('sam');
  await sam.command(`/content ${words}`, { in: '#sales' });
  const modal = await sam.modal('Find content');
  expect(modal.text()).toMatch(/\b[1-9]\d* items?\./);
  await modal.close();
});

test.each(examplesOf('request-content', 'views/requests/search.ts'))(
  'the example /request-content %s finds an item',
  async (words) => {
    const sam = play.slack.as('sam');
    await sam.command(`/request-content ${words}`, { in: '#sales' });
    const modal = await sam.modal('Request content');
    expect(modal.text()).toContain('Share here');
    await modal.close();
  },
);

test('the examples of the help are among them', () => {
  expect(examplesOf('content', 'views/library/search.ts')).toEqual(
    expect.arrayContaining(['case study hospital', 'security']),
  );
  expect(examplesOf('request-content', 'views/requests/search.ts')).toContain('case study for a hospital');
});

test('the example /leads acme finds a lead', async () => {
  const sam = play.slack.as('sam');
  await sam.command('/leads acme', { in: '#sales' });
  const modal = await sam.modal();
  expect(modal.text()).toContain('Omar Haddad');
  await modal.close();
});

test('following the links does everything on the list', async () => {
  const { slack, settled } = play;
  for (const { id } of (await openTasks()).slice(0, -1)) {
    const task = (await openTasks()).find((open) => open.id === id);
    if (!task) throw new Error(`${id} was done before its link was followed.`);
    const page = await openLivePage(slack, task.link?.as ?? '');
    await followed(page, task);
    await settled();
    page.close();
  }
  const done = (await openTasks()).map(({ id }) => id);
  expect(done).toEqual(['install']);
});

async function openTasks(): Promise<TaskState[]> {
  const page = await openLivePage(play.slack, 'sam');
  page.close();
  return (page.snapshot.controls?.tasks ?? []).filter(({ done }) => !done);
}

/** Does what the page does for a link, and then what the hint of the task says. */
async function followed(page: LivePage, { id, link }: TaskState): Promise<void> {
  const { slack } = play;
  const act = actOf(link?.start);
  if (act) expect(await page.ask(act)).toEqual({ ok: true });
  const sam = slack.as('sam');
  const marked = () => {
    const seen = sam.sees(link?.message?.channel ?? '').find(({ ts }) => ts === link?.message?.ts);
    if (!seen) throw new Error(`${id}: its message is not there.`);
    return seen;
  };
  const steps: Record<string, () => Promise<unknown>> = {
    take: () => sam.press(marked(), 'Accept'),
    'hand-off': async () => (await slack.as('mia').modal('Hand off a lead')).submit(),
    digest: async () => {
      const { channel, ts } = await sam.waitForMessage('#sales', /awaiting first contact/);
      await page.ask({ act: 'mark_read', channel, ts });
    },
    figures: async () => {
      await sam.press(marked(), 'Open scoreboard');
      await (await sam.modal('Scoreboard')).close();
    },
    content: async () => (await sam.modal('Find content')).close(),
    survey: async () => {
      await sam.press(marked(), 'Answer');
      const form = await sam.modal('Your feedback');
      await form.fill({ 'How well did it work for you?': '4', 'Should we run it again?': 'yes' });
      expect(await form.submit()).toMatchObject({ ok: true });
    },
    home: () => page.ask({ act: 'open_home', appId: slack.appId, tab: 'home' }),
    break: async () => {
      await sam.press(marked(), 'Accept');
      await expect.poll(async () => (await openTasks()).map((task) => task.id), { timeout: 20_000 }).not.toContain(id);
    },
  };
  await steps[id]?.();
}

function actOf(start: NonNullable<TaskState['link']>['start']): Act | undefined {
  switch (start?.kind) {
    case 'command':
      return { act: 'command', channel: start.channel, command: start.command, text: start.text };
    case 'message_shortcut': {
      const { appId, callbackId, channel, ts } = start;
      return { act: 'message_shortcut', appId, callbackId, channel, ts };
    }
    case 'next_working_morning':
      return { act: 'travel', toMs: nextWorkingMorning() };
    case 'fault':
      return { act: 'start_fault', fault: start.fault };
    default:
      return undefined;
  }
}

function nextWorkingMorning(): number {
  const morning = new Date(play.slack.store.clock.now());
  do morning.setDate(morning.getDate() + 1);
  while ([0, 6].includes(morning.getDay()));
  return morning.setHours(9, 0, 0, 0);
}

const messagesOf = async (page: LivePage, channel: string): Promise<string[]> => {
  const answer = await page.ask({ act: 'history', channel });
  return (answer.ok ? (answer.messages ?? []) : []).map(({ ts }) => ts);
};
