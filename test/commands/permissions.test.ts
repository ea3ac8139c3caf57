/** Permissions: the matrix of rules and roles, and no route acts for a person without a role. */
import { App, type Receiver } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import type { Deps } from '../../commands/deps.ts';
import { createGuard, may, permit, type Subject } from '../../commands/guard.ts';
import { registerCommands } from '../../commands/index.ts';
import { permissions, type Rule } from '../../commands/permissions.ts';
import type { Actor as LeadActor } from '../../src/leads/actor.ts';
import { permissions as leadPermissions, rules as leadRules } from '../../src/leads/permissions.ts';
import { seesLead } from '../../src/leads/reads/sight.ts';
import { sightOf } from '../../src/leads/reads/visible.ts';
import { otherTeamsLeads } from '../../src/leads/settings.ts';
import type { Lead } from '../../src/leads/table.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { createLog } from '../../src/platform/log.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import type { Directory, Person } from '../../src/platform/slack/directory.ts';
import { createRouter, type Route } from '../../src/platform/slack/router.ts';
import type { Actor as RequestActor } from '../../src/requests/actor.ts';
import { permissions as requestPermissions, rules as requestRules } from '../../src/requests/permissions.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { sources } from '../support/sources.ts';
import { tempDatabase } from '../support/temp-database.ts';
import { patternName } from './route-names.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const silent = createLog('silent', { write: () => {} });
const OUTSIDERS = ['a guest', 'from another workspace', 'a bot', 'deactivated'] as const;

const personOf = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  name: id,
  zone: 'Europe/Berlin',
  isAdmin: false,
  isMember: true,
  standing: 'member',
  statusEmoji: null,
  ...more,
});

/** Fails when a route reads or does anything before its check. */
const untouched = (name: string, touched: string[]): never =>
  new Proxy(() => {}, {
    get: (_, part) => (part === 'then' ? undefined : untouched(`${name}.${String(part)}`, touched)),
    apply: () => void touched.push(name),
  }) as never;

/** All routes, with a directory in which everyone has this standing. */
function appFor(standing: (typeof OUTSIDERS)[number]) {
  const { db } = tempDatabase();
  const done: string[] = [];
  // An outsider may have been an admin.
  const person = async (id: string) => personOf(id, { standing, isMember: false, isAdmin: true });
  const view = (method: string) => async (sent: { view: { title: { text: string } } }) =>
    void done.push(`${method} ${sent.view.title.text}`);
  const parts = { homes: 'homes', files: 'files', web: 'web', fetchFile: 'fetchFile', health: 'health' };
  const deps = {
    ...Object.fromEntries(Object.entries(parts).map(([key, name]) => [key, untouched(name, done)])),
    db,
    write: async () => void done.push('write'),
    log: silent,
    now: () => NOW,
    directory: { person, forget: () => {} },
    modals: { views: { open: view('open'), push: view('push'), update: view('update') } },
  } as unknown as Deps;
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  const authorize = async () => ({ botToken: 'xoxb-of-the-test', botId: 'B1', botUserId: 'U0' });
  const app = new App({ receiver, authorize, convoStore: false });
  const notice = (text: string) => ({
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text },
    blocks: [],
  });
  const updateMessage = async () => false;
  const said = ({ text }: { text: string }) => notice(text);
  // A refusal is recorded, and nothing else is written.
  const guard = createGuard({ ...deps, write: createWriter(db) });
  const router = createRouter({ ...deps, guard, updateMessage, notice, said });
  router.listen(app);
  registerCommands(router, deps);
  router.atHome(async () => {});
  const send = async (body: object) => {
    done.length = 0;
    const ack = async (answer?: unknown) => void (answer && done.push(`ack ${JSON.stringify(answer)}`));
    await app.processEvent({ body: { user: { id: 'U1' }, trigger_id: 'T1', ...body }, ack });
    return [...done];
  };
  return { router, send };
}

/** The request that a route expects. */
function requestOf({ kind, name }: Route): object {
  const [first = '', second] = name.split(' ');
  if (kind === 'command')
    return { command: first, user_id: 'U1', text: name.slice(first.length + 1).replace('…', '1') };
  if (kind === 'shortcut') {
    return { type: first, callback_id: second, message: { ts: '1' }, channel: { id: 'C1' } };
  }
  if (kind === 'options') return { type: 'block_suggestion', action_id: name, value: 'a', team: { id: 'T1' } };
  if (kind === 'view') {
    return {
      type: 'view_submission',
      view: { id: 'V1', callback_id: name, private_metadata: '', state: { values: {} } },
    };
  }
  const isPattern = name.startsWith('/^');
  const actionId = isPattern ? patternName(name) : first;
  const value = isPattern || second === undefined ? '1' : `${second}:1`;
  return { type: 'block_actions', actions: [{ type: 'button', action_id: actionId, value }] };
}

describe('no route acts for', () => {
  test.each(OUTSIDERS)('a person who is %s', async (standing) => {
    const { router, send } = appFor(standing);
    const asked = router.routes().filter(({ kind }) => kind !== 'event');
    expect(asked.length).toBeGreaterThan(60);
    for (const route of asked) {
      const done = await send(requestOf(route));
      const refusal = `Only full members of this workspace can do this. You are ${standing}.`;
      if (route.kind === 'options') expect(done, route.name).toEqual(['ack {"options":[]}']);
      else if (route.kind !== 'view') expect(done, route.name).toEqual([`open ${refusal}`]);
      // A form can have errors before its rule is checked; both are refused.
      else expect(done, route.name).toEqual([expect.stringMatching(/^ack \{"response_action":"(?:errors|push)"/)]);
    }
  });
});

describe('every rule', () => {
  const { router } = (() => {
    const guard = createGuard({} as Deps);
    const made = createRouter({ guard } as unknown as Parameters<typeof createRouter<Rule, Subject>>[0]);
    registerCommands(made, {} as Deps);
    return { router: made };
  })();

  test('is used by a route, or by a list or view that checks it', () => {
    const routed = router.routes().map(({ rule }) => rule);
    const text = sources('.ts')
      .filter(({ path }) => path.startsWith('commands/') && path !== 'commands/permissions.ts')
      .map((file) => file.text)
      .join('\n');
    const unused = Object.keys(permissions).filter((rule) => !routed.includes(rule) && !text.includes(`'${rule}'`));
    expect(unused).toEqual([]);
  });

  test('of events is only for events, and they have no other', () => {
    const isFact = router.routes().map(({ kind, rule }) => [kind === 'event', rule === 'slack.event']);
    expect(isFact.filter(([isEvent, isOfFacts]) => isEvent !== isOfFacts)).toEqual([]);
  });
});

describe('the matrix', () => {
  const people: Record<string, Person> = {
    sam: personOf('sam'),
    sue: personOf('sue'),
    max: personOf('max'),
    moe: personOf('moe'),
    mia: personOf('mia'),
    mel: personOf('mel'),
    col: personOf('col'),
    dee: personOf('dee', { isDeputy: true }),
    ada: personOf('ada', { isAdmin: true }),
  };
  const channels: Record<string, string[]> = { north: ['sam'], south: ['sue'], marketing: ['mia'] };
  const directory = {
    person: async (id: string) => people[id] ?? personOf(id, { isMember: false, standing: 'a guest' }),
    members: async ({ channelId }: { channelId: string }) => new Set(channels[channelId] ?? []),
  } as unknown as Directory;
  let north = 0;
  let marketing = 0;

  async function where() {
    const { db } = tempDatabase();
    const write = createWriter(db);
    const team = (kind: 'sales' | 'marketing', channelId: string, managerId: string): TeamForm => ({
      kind,
      name: channelId,
      channelId,
      userGroupId: null,
      managerId,
      zone: 'Europe/Berlin',
      workDays: [1],
      worksFrom: '09:00',
      worksUntil: '17:00',
      holidays: [],
      digestCron: null,
    });
    await write((tx) => {
      north = saveTeam(tx, team('sales', 'north', 'max'), { id: null, by: 'test' }, NOW).id;
      saveTeam(tx, team('sales', 'south', 'moe'), { id: null, by: 'test' }, NOW);
      marketing = saveTeam(tx, team('marketing', 'marketing', 'mel'), { id: null, by: 'test' }, NOW).id;
    });
    return { db, directory, write, now: () => NOW };
  }

  /** People who may act on an object of the team in the north that Sue, of another team, owns. */
  test.each<[Rule, string[]]>([
    ['lead.hand_off', ['sam', 'sue', 'max', 'moe', 'mia', 'mel', 'col', 'dee', 'ada']],
    ['lead.accept', ['sam', 'sue', 'max', 'dee', 'ada']],
    ['lead.note', ['sam', 'sue', 'max', 'mia', 'mel', 'dee', 'ada']],
    ['lead.see', ['sam', 'sue', 'max', 'moe', 'mia', 'mel', 'dee', 'ada']],
    ['lead.list_of_teams', ['sam', 'sue', 'max', 'moe', 'mia', 'mel']],
    ['lead.list_untouched', ['sam', 'max', 'mia', 'mel', 'dee', 'ada']],
    ['lead.list_nurtured', ['sam', 'sue', 'max', 'moe', 'mia', 'mel', 'ada']],
    ['lead.breaches', ['max', 'dee', 'ada']],
    ['definition.edit', ['max', 'mel', 'dee', 'ada']],
    ['team.manage', ['max', 'moe', 'mel', 'dee', 'ada']],
    ['setting.change_protected', ['ada']],
    ['baton.health', ['dee', 'ada']],
    ['library.add', ['mia', 'mel', 'ada']],
    ['library.suggestion', ['mia', 'mel', 'ada']],
    ['library.change', ['sue', 'mia', 'mel', 'ada']],
    ['rehearsal.play', ['sam', 'max', 'dee', 'ada']],
    ['slack.event', []],
  ])('%s', async (rule, expected) => {
    const place = await where();
    const subject: Subject = { teamId: north, ownerId: 'sue' };
    const allowed = await Promise.all(Object.values(people).map((person) => may(place, rule, person, subject)));
    expect(Object.keys(people).filter((_, index) => allowed[index])).toEqual(expected);
  });

  /** Roles for things of the north that Olli owns, and for things of the south; written down again, apart from the code. */
  const seller = ['colleague', 'seller', 'otherSeller'];
  const cells: Record<string, { any: string[]; north: string[]; south: string[] }> = {
    sam: { any: seller, north: ['seller'], south: [] },
    sue: { any: seller, north: [], south: ['seller'] },
    max: { any: [...seller, 'manager'], north: ['seller', 'manager'], south: [] },
    moe: { any: [...seller, 'manager'], north: [], south: ['seller', 'manager'] },
    mia: { any: ['colleague', 'marketer'], north: [], south: [] },
    mel: { any: ['colleague', 'marketer', 'manager', 'marketingManager'], north: [], south: [] },
    col: { any: ['colleague'], north: ['colleague'], south: [] },
    dee: { any: ['colleague', 'deputy'], north: [], south: [] },
    ada: { any: ['colleague', 'admin'], north: [], south: [] },
  };

  test('in every cell, with an own thing, one of another team, and none', async () => {
    const place = await where();
    const things: [name: 'north' | 'south' | 'none', subject: Subject | undefined][] = [
      ['north', { teamId: north, ownerId: 'col' }],
      ['south', { teamId: north + 1, ownerId: 'other' }],
      ['none', undefined],
    ];
    for (const rule of Object.keys(permissions) as Rule[]) {
      const reaches = Object.entries(permissions[rule].may);
      for (const [id, roles] of Object.entries(cells)) {
        for (const [name, subject] of things) {
          const own = name === 'none' ? [] : roles[name];
          const expected = reaches.some(([role, reach]) => (reach === 'any' ? roles.any : own).includes(role));
          expect([rule, id, name, await may(place, rule, people[id] as Person, subject)]).toEqual([
            rule,
            id,
            name,
            expected,
          ]);
        }
      }
    }
  });

  test.each(['read', 'hidden'] as const)(
    'and lists agree who sees a lead, with other teams’ leads %s',
    async (value) => {
      const place = await where();
      await createWriter(place.db)((tx) => changeSetting(tx, { setting: otherTeamsLeads, value, by: 'ada' }, NOW));
      for (const person of Object.values(people)) {
        const sight = await sightOf(place, person);
        for (const ownerId of [null, 'sue', 'col']) {
          const lead = { teamId: north, ownerId, handedOffBy: 'moe' };
          expect([person.id, ownerId, await may(place, 'lead.see', person, lead)]).toEqual([
            person.id,
            ownerId,
            seesLead(sight, lead),
          ]);
        }
      }
    },
  );

  test('grants no ownership where no object is named, or where its team is gone', async () => {
    const place = await where();
    const sam = people.sam as Person;
    expect(await may(place, 'lead.accept', sam)).toBe(false);
    expect(await may(place, 'lead.accept', sam, { teamId: 999, ownerId: null })).toBe(false);
  });

  test('grants nothing to a guest who is an admin and owns the object', async () => {
    const place = await where();
    const guest = personOf('gus', { isAdmin: true, isDeputy: true, isMember: false, standing: 'a guest' });
    for (const rule of Object.keys(permissions) as Rule[]) {
      expect(await may(place, rule, guest, { teamId: north, ownerId: 'gus' }), rule).toBe(false);
      await expect(permit(place, rule, 'gus', { teamId: north, ownerId: 'gus' })).rejects.toThrow('You are a guest');
    }
  });

  test('a refusal names the people who may, with the team’s channel', async () => {
    const place = await where();
    await expect(permit(place, 'lead.accept', 'col', { teamId: north })).rejects.toThrow('the sales team of <#north>');
  });

  /** Each person as the domain sees them: `col` handed the lead off and requested the content. */
  const relationOf = (id: string) => ({
    id,
    isSeller: ['sam', 'max'].includes(id),
    isMaker: ['mia', 'mel'].includes(id),
    isManager: ['dee', 'ada'].includes(id),
    isMarketer: ['mia', 'mel', 'col'].includes(id),
    isVoter: id === 'col',
    teamChannelId: 'north',
  });

  test('the rules of leads let no one do what a route forbids', async () => {
    const place = await where();
    const lead = { teamId: north, ownerId: 'sue', handedOffBy: 'col' } as Lead;
    for (const [act, relations] of Object.entries(leadPermissions)) {
      for (const person of Object.values(people)) {
        const { id } = person;
        const actor: LeadActor = { ...relationOf(id), isManager: ['max', 'dee', 'ada'].includes(id) };
        const isAllowed = relations.every((relation) => leadRules[relation].may(lead, actor));
        const rule = `lead.${act}` as Rule;
        if (isAllowed) expect([rule, id, await may(place, rule, person, lead)]).toEqual([rule, id, true]);
      }
    }
  });

  test('the rules of requests let no one do what a route forbids', async () => {
    const place = await where();
    const request = { teamId: marketing, ownerId: 'sue', requestedBy: 'col' } as ContentRequest;
    for (const [act, relations] of Object.entries(requestPermissions)) {
      for (const person of Object.values(people)) {
        const { id } = person;
        const actor: RequestActor = { ...relationOf(id), isManager: ['mel', 'dee', 'ada'].includes(id) };
        const isAllowed = relations.every((relation) => requestRules[relation].may(request, actor));
        const rule = `request.${act}` as Rule;
        if (isAllowed) expect([rule, id, await may(place, rule, person, request)]).toEqual([rule, id, true]);
      }
    }
  });

  test('a route refuses the people whom no state of a lead or request would allow', async () => {
    const place = await where();
    const forbidden = async (rule: Rule, subject: Subject) => {
      const allowed = await Promise.all(Object.values(people).map((person) => may(place, rule, person, subject)));
      return Object.keys(people).filter((_, index) => !allowed[index]);
    };
    expect(await forbidden('lead.accept', { teamId: north, ownerId: null })).toEqual([
      'sue',
      'moe',
      'mia',
      'mel',
      'col',
    ]);
    expect(await forbidden('lead.wake', { teamId: north, ownerId: null })).toEqual(['sue', 'moe', 'col']);
    expect(await forbidden('request.deliver', { teamId: marketing, ownerId: null })).toEqual([
      'sam',
      'sue',
      'max',
      'moe',
      'col',
    ]);
    for (const rule of ['request.vote', 'request.answer', 'request.cancel', 'request.reopen'] as const) {
      expect(await forbidden(rule, { teamId: marketing, ownerId: null })).toEqual([]);
    }
  });
});
