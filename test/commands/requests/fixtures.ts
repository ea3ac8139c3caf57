/** A test app with a marketing team that sales asks for content, and one line for each act of a person. */
import type { Given, SeenMessage } from '@baton/sandbox';
import { beforeAll } from 'vitest';
import { addItem, type NewItem } from '../../../src/library/add.ts';
import type { LibraryItem } from '../../../src/library/table.ts';
import { createScene } from '../../support/scene.ts';
import { type TestAppOptions, workspace } from '../../support/test-app.ts';

/** Mia and Max make content; everyone else reads along in #marketing. */
const withMarketers = {
  ...workspace,
  channels: { ...workspace.channels, marketing: { members: ['mia', 'max', 'ada', 'sam', 'sue', 'gus'] } },
  userGroups: { ...workspace.userGroups, marketers: { name: 'Marketers', members: ['mia', 'max'] } },
};

export function createRequestScene(options: TestAppOptions = {}) {
  const scene = createScene({ workspace: withMarketers, ...options });
  const { as } = scene;

  beforeAll(async () => {
    const { slack, baton } = scene.app();
    const team = `UPDATE teams SET user_group_id = ?, digest_cron = '0 9 * * 1-5' WHERE kind = 'marketing'`;
    baton.deps.db.$client.prepare(team).run(slack.ids.userGroups.marketers);
    await baton.runDue();
  });

  /** The form of a request, after the search. */
  async function formOf(who: string, question: string) {
    await as(who).command(`/request-content ${question}`, { in: '#sales' });
    const search = await as(who).modal('Request content');
    await search.submit();
    return as(who).modal('Request content');
  }

  /** Requests content; resolves with its title once its card is posted. */
  async function ask(who: string, title: string, fields: Record<string, Given> = {}): Promise<string> {
    const form = await formOf(who, title);
    await form.fill({ Kind: 'One-pager', ...fields });
    const result = await form.submit();
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
    await (await as(who).modal('Request content')).close();
    await scene.app().settled();
    return title;
  }

  /** The card of a request as it is now. */
  function card(title: string): SeenMessage {
    const found = as('ada')
      .sees('#marketing')
      .findLast((message) => message.text.startsWith(`${title}\n`) && message.threadTs === undefined);
    if (!found) throw new Error(`There is no card of ${title}.`);
    return found;
  }

  async function press(who: string, title: string, button: string): Promise<void> {
    const message = card(title);
    if (message.buttons.some((one) => one.includes(button))) await as(who).press(message, button);
    else await as(who).choose(message, button);
    await scene.app().settled();
  }

  async function react(who: string, title: string, emoji: string, on = true): Promise<void> {
    if (on) as(who).react(card(title), emoji);
    else as(who).unreact(card(title), emoji);
    await scene.app().settled();
  }

  /** Mia delivers a link. */
  async function deliver(title: string, fields: Record<string, Given> = {}): Promise<void> {
    await press('mia', title, 'Deliver…');
    await scene.mustSubmit('mia', 'Deliver', { Link: `https://example.com/${encodeURIComponent(title)}`, ...fields });
  }

  /** Adds an item to the library. */
  async function stock(title: string, more: Partial<NewItem> = {}): Promise<LibraryItem> {
    const { slack, baton } = scene.app();
    const mia = slack.ids.people.mia ?? '';
    const usual = { kind: 'case_study', stage: null, tags: [], summary: null, ownerId: mia, reviewAt: null, by: mia };
    const item = {
      ...usual,
      title,
      link: `https://example.com/known/${encodeURIComponent(title)}`,
      ...more,
    } as NewItem;
    return baton.deps.write((tx) => addItem(tx, item, baton.deps.now()));
  }

  return {
    ...scene,
    /** On the card of a lead. */
    pressOnLead: scene.press,
    formOf,
    ask,
    card,
    press,
    react,
    deliver,
    stock,
    /** The second line of the card: the status. */
    standing: (title: string): string => scene.read(card(title).text.split('\n')[1] ?? ''),
    story: (title: string): string[] =>
      card(title)
        .thread()
        .map((message) => scene.read(message.text)),
    /** The story of a request in the thread of a person's message. */
    told: (who: string, title: string): string[] => {
      const first = as(who)
        .dm()
        .find((message) => message.text.startsWith(title) && message.threadTs === undefined);
      return first?.thread().map(({ text }) => scene.read(text)) ?? [];
    },
    /** The newest direct message about this, without the lines of its thread. */
    newest: (who: string, about: string): SeenMessage => {
      const found = as(who)
        .dm()
        .findLast((message) => message.text.includes(about) && message.threadTs === undefined);
      if (!found) throw new Error(`${who} heard nothing of ${about}.`);
      return found;
    },
  };
}
