/**
 * Every button, menu and form of today, used in Slack by one person of each role with forged ids: everyone whom the matrix forbids
 * an act is refused, and nothing changes. test/commands/permissions.test.ts asks the rules of commands and shortcuts, not through Slack.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Deps } from '../../../commands/deps.ts';
import { createGuard, type Subject } from '../../../commands/guard.ts';
import { registerCommands } from '../../../commands/index.ts';
import type { Permission } from '../../../commands/permission-rules.ts';
import { permissions, type Rule } from '../../../commands/permissions.ts';
import { createRouter } from '../../../src/platform/slack/router.ts';
import { createTestApp, type TestApp } from '../../support/test-app.ts';
import { type Control, controlsOf } from '../../system/released/controls.ts';
import { createReplay, type Seen } from '../../system/released/replay.ts';
import { everyView } from '../../views/every/all.ts';
import { insiders, isAllowed, isAllowedAnywhere, matrixWorkspace, outsiders } from './people.ts';
import { makeThings } from './things.ts';

const BEGIN = '2026-11-19T09:00:00Z';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ mode: 'http', workspace: matrixWorkspace, fresh: true });
  await makeThings(app);
  app.slack.admin.deactivate('dan');
  await app.settled();
  await app.baton.runDue();
  await app.settled();
});
afterAll(() => app?.close());

const router = createRouter<Rule, Subject>({ guard: createGuard({} as Deps) } as never);
registerCommands(router, {} as Deps);
const routes = router.routes().filter(({ kind }) => kind !== 'event');

/** The rule of the route that answers; undefined for a button with an address alone. */
function ruleOf(kind: string, names: string[]): Rule | undefined {
  const ofKind = routes.filter((route) => route.kind === kind);
  const exact = names.flatMap((name) => ofKind.find((route) => route.name === name) ?? []);
  const isMeant = ({ name }: { name: string }) =>
    name.startsWith('/^') && new RegExp(name.slice(1, name.lastIndexOf('/'))).test(names.at(-1) ?? '');
  return (exact[0] ?? ofKind.find(isMeant))?.rule as Rule | undefined;
}

/** A choice of a menu is an action with a value of its own, or a button by its name. */
function ofControl({ type, action_id, value = '' }: Control): Rule | undefined {
  if (type === 'options') return ruleOf('options', [action_id]);
  const choice = value.slice(0, value.lastIndexOf(':'));
  return ruleOf('action', [`${action_id} ${value.split(':')[0]}`, value.split(':')[0] ?? '', choice, action_id]);
}

/** Forged ids: of the first thing of its kind, whatever the view named. */
const forged = <One extends { value?: string; private_metadata?: string }>({
  value,
  private_metadata,
  ...one
}: One) => ({
  ...one,
  ...(value !== undefined && { value: value.replace(/\b\d+\b/, '1') }),
  ...(private_metadata !== undefined && {
    private_metadata: private_metadata.replaceAll(/("(?:id|\w+Id)":)\d+/g, '$11'),
  }),
});

/** Tables that people fill by looking or by being refused. */
const OF_LOOKING =
  /^(audit|inbox|homes|home_|outbox|idempotency|live_|sqlite_|posted|drafts|seen_|channel_outsiders|scheduled_jobs|team_members|sellers)/;

/** The rows of each table that people may not change. */
function state(): Map<string, string> {
  const { $client } = app.baton.deps.db;
  const names = $client.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  const kept = names.filter((name) => !OF_LOOKING.test(name));
  return new Map(kept.map((name) => [name, JSON.stringify($client.prepare(`SELECT * FROM "${name}"`).all())]));
}

const changedSince = (before: Map<string, string>): string[] =>
  [...state()].flatMap(([name, rows]) => (before.get(name) === rows ? [] : [name]));

interface Use {
  name: string;
  rule: Rule | undefined;
  send: (who: string) => Promise<Seen>;
}

/** Everything that a person can use. */
function everyUse(): Use[] {
  const replay = createReplay(app);
  const { controls, forms } = controlsOf(everyView, ['the usual', 'nothing']);
  const ids = 'of the first' as const;
  return [
    ...controls.map((control) => ({
      ...{ name: `${control.type} ${control.action_id} ${control.value ?? ''}`, rule: ofControl(control) },
      send: (who: string) => replay.press(forged(control) as Control, { who, ids }),
    })),
    ...forms.map((form) => ({
      ...{ name: `form ${form.callback_id}`, rule: ruleOf('view', [form.callback_id]) },
      send: (who: string) => replay.submit(forged(form) as typeof form, { who, ids }),
    })),
  ];
}

/** The beginning of a rule's refusal, before the name of the team. */
const sentenceOf = ({ refusal }: Permission): string =>
  (typeof refusal === 'string' ? refusal : refusal('#')).split('#')[0] ?? '';

const GONE = /no longer|has ended|There is no |does not exist/;
/** A rule of the domain, which was asked while the thing was read. */
const ONLY_OTHERS = /That did not work.*"Only /;

/** Everything that a person was shown. */
function shownTo({ answer, calls }: Seen): string {
  const seen = calls.filter(({ method }) => /^(views|chat|response)/.test(method)).map(({ args }) => args);
  return JSON.stringify([answer ?? null, seen]);
}

/** Undefined if the person was refused; else what they were shown instead. */
function unrefused(shown: string, sentence: string): string | undefined {
  const isRefused = shown.includes(sentence) || GONE.test(shown) || ONLY_OTHERS.test(shown);
  // A form may have faults before its rule is asked, and options of a menu are empty.
  const isEmpty = shown.includes('"response_action":"errors"') || shown.startsWith('[{"options":[]}');
  return isRefused || isEmpty ? undefined : shown.slice(0, 300);
}

const refused = new Map<string, Set<Rule>>();

async function useAll(who: string, refusalOf: (rule: Rule) => string | undefined): Promise<string[]> {
  const found: string[] = [];
  // So that no deadline comes meanwhile.
  app.setTime(BEGIN);
  const before = state();
  for (const { name, rule, send } of everyUse()) {
    const sentence = rule && refusalOf(rule);
    if (rule === undefined || sentence === undefined) continue;
    const shown = shownTo(await send(who));
    const instead = unrefused(shown, sentence);
    if (instead !== undefined) found.push(`${who} used ${name}, which ${rule} forbids, and saw ${instead}`);
    if (shown.includes(sentence)) refused.set(who, (refused.get(who) ?? new Set()).add(rule));
    const changed = changedSince(before);
    if (changed.length > 0) throw new Error(`${who} changed ${changed.join()} by ${name}, which ${rule} forbids.`);
  }
  return found;
}

describe('a person is refused everything that the matrix forbids', () => {
  test.each(Object.entries(insiders))(
    '%s',
    async (who, roles) => {
      const refusalOf = (rule: Rule) => (isAllowed(rule, roles) ? undefined : sentenceOf(permissions[rule]));
      expect(await useAll(who, refusalOf)).toEqual([]);
    },
    300_000,
  );

  test.each(Object.entries(outsiders))(
    '%s, who is %s',
    async (who, standing) => {
      const sentence = `Only full members of this workspace can do this. You are ${standing}.`;
      expect(await useAll(who, () => sentence)).toEqual([]);
    },
    300_000,
  );

  test('and every rule was tried', () => {
    const tried = new Set([...refused.values()].flatMap((rules) => [...rules]));
    // Choices of a menu that are refused are empty.
    const all = new Set(everyUse().flatMap(({ name, rule }) => (rule && !name.startsWith('options ') ? [rule] : [])));
    expect([...all].filter((rule) => !tried.has(rule))).toEqual([]);
    expect(all.size).toBeGreaterThan(60);
  });
});

describe('a person is never refused by a rule that allows them', () => {
  /** Their own rules, which may be stricter for a state, have the same words. */
  const isOfDomain = (rule: Rule): boolean => /^(lead|request)\./.test(rule);

  test.each(Object.entries(insiders))(
    '%s',
    async (who, roles) => {
      const found: string[] = [];
      for (const { name, rule, send } of everyUse()) {
        if (rule === undefined || isOfDomain(rule)) continue;
        const sentence = sentenceOf(permissions[rule]);
        if (sentence === '' || !isAllowedAnywhere(rule, roles)) continue;
        if (shownTo(await send(who)).includes(sentence)) found.push(`${who} used ${name}: ${sentence}`);
      }
      expect(found).toEqual([]);
    },
    300_000,
  );
});
