import { createAdmin } from '../admin.ts';
import type { ApiFault, CallMatch } from '../faults.ts';
import type { FaultSpec, ShownFault } from '../protocol.ts';
import type { World } from '../world.ts';

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`);

const faultWords = (fault: ApiFault): string => {
  const stored = 'stored' in fault && fault.stored ? ', after taking effect' : '';
  switch (fault.kind) {
    case 'rate_limited':
      if (fault.retryAfter === 'none') return '429 without Retry-After';
      if (typeof fault.retryAfter === 'number') return `429, Retry-After ${fault.retryAfter}`;
      return '429, Retry-After as a date';
    case 'status':
      return `HTTP ${fault.status}${stored}`;
    case 'html':
      return `an HTML page${stored}`;
    case 'hang':
      return `no answer${stored}`;
    case 'reset':
      return `connection reset${stored}`;
    case 'error':
      return fault.error;
  }
};

const planWords = (fault: ApiFault, match: CallMatch, left: number): string =>
  `${faultWords(fault)} on the next ${left === 1 ? 'call' : `${left} calls`}${match.method ? ` of ${match.method}` : ''}`;

/** The active faults in words, each with the id that lifts it. */
export function activeFaults(world: World): ShownFault[] {
  const { store } = world;
  const { calls, slowCalls, authError, isDown, socketsRefused, socketsFrozen, events } = world.faults.active();
  const found: (ShownFault | false | undefined)[] = [
    isDown && { id: 'down', text: 'Slack is down: every connection is reset' },
    authError !== undefined && { id: 'auth', text: `Every call fails with ${authError}` },
    ...calls.map(({ id, fault, match, left }) => ({ id: `calls:${id}`, text: planWords(fault, match, left) })),
    ...slowCalls.map(({ id, ms, method }) => ({
      id: `slow:${id}`,
      text: `${method ?? 'Every call'} is answered ${seconds(ms)} late`,
    })),
    socketsRefused && { id: 'sockets_refused', text: 'New sockets are refused' },
    socketsFrozen && { id: 'sockets_frozen', text: 'Sockets are open but silent' },
    (events.copies ?? 1) > 1 && { id: 'duplicates', text: `Every event arrives ${events.copies} times` },
    (events.lateMs ?? 0) > 0 && { id: 'late', text: `Every event arrives ${seconds(events.lateMs ?? 0)} late` },
    !store.app.installed && { id: '', text: 'The app was uninstalled; this cannot be undone' },
    ...[...store.channels.values()]
      .filter(({ isArchived, id }) => isArchived && !world.before.archived.has(id))
      .map(({ id, name }) => ({ id: `channel:${id}`, text: `#${name} is archived` })),
    ...[...store.people.values()]
      .filter(({ deleted, id }) => deleted && !world.before.deactivated.has(id))
      .map(({ id, realName }) => ({ id: `person:${id}`, text: `${realName} is deactivated` })),
  ];
  return found.filter((each) => each !== false && each !== undefined);
}

const isCount = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most;

const MOST_CALLS = 1000;
const LONGEST_S = 3600;
const MOST_COPIES = 20;

/** Starts a fault. Returns the reason when it cannot. */
export function startFault(world: World, spec: FaultSpec): string | undefined {
  const { faults, store } = world;
  switch (spec.kind) {
    case 'calls': {
      if (!isCount(spec.times, MOST_CALLS)) return `Enter a number of calls from 1 to ${MOST_CALLS}.`;
      const { fault } = spec;
      if (fault.kind === 'rate_limited' && fault.retryAfter !== 'none' && !isCount(fault.retryAfter, LONGEST_S))
        return `Enter a wait of 1 to ${LONGEST_S} seconds.`;
      faults.calls(fault, { times: spec.times, method: spec.method || undefined });
      return undefined;
    }
    case 'down':
      faults.down();
      return undefined;
    case 'auth':
      faults.auth(spec.error);
      return undefined;
    case 'drop_sockets':
      faults.dropSockets(spec.reason);
      return undefined;
    case 'sockets_refused':
      faults.refuseSockets();
      return undefined;
    case 'sockets_frozen':
      faults.freezeSockets();
      return undefined;
    case 'duplicates':
      if (!isCount(spec.copies, MOST_COPIES)) return `Enter a number of copies from 1 to ${MOST_COPIES}.`;
      faults.events({ ...faults.active().events, copies: spec.copies });
      return undefined;
    case 'late':
      if (!isCount(spec.lateMs, LONGEST_S * 1000)) return `Enter a delay of up to ${LONGEST_S} seconds.`;
      faults.events({ ...faults.active().events, lateMs: spec.lateMs });
      return undefined;
    case 'archive': {
      const channel = store.channels.get(spec.channel);
      if (!channel || channel.kind === 'im') return 'There is no such channel.';
      createAdmin(world).archive(channel.name);
      return undefined;
    }
    case 'deactivate': {
      const person = store.people.get(spec.person);
      if (!person || person.isBot) return 'There is no such person.';
      createAdmin(world).deactivate(person.key);
      return undefined;
    }
    default:
      return 'Unknown fault.';
  }
}

/** Lifts one fault of `activeFaults`; a fault that is no longer active is ignored. */
export function liftFault(world: World, id: string): void {
  const { faults, store } = world;
  const [kind = '', which = ''] = id.split(':');
  const { events } = faults.active();
  switch (kind) {
    case 'calls':
      for (const each of faults.active().calls) if (String(each.id) === which) each.lift();
      return;
    case 'slow':
      for (const each of faults.active().slowCalls) if (String(each.id) === which) each.lift();
      return;
    case 'down':
      faults.lift('isDown');
      return;
    case 'auth':
      faults.lift('authError');
      return;
    case 'sockets_refused':
      faults.lift('socketsRefused');
      return;
    case 'sockets_frozen':
      faults.lift('socketsFrozen');
      return;
    case 'duplicates':
      faults.events({ ...events, copies: 1 });
      return;
    case 'late':
      faults.events({ ...events, lateMs: 0 });
      return;
    case 'channel': {
      const channel = store.channels.get(which);
      if (channel?.isArchived) createAdmin(world).unarchive(channel.name);
      return;
    }
    case 'person': {
      const person = store.people.get(which);
      if (person?.deleted) createAdmin(world).reactivate(person.key);
      return;
    }
  }
}

/** Lifts all faults. */
export function clearFaults(world: World): void {
  for (const { id } of activeFaults(world)) liftFault(world, id);
  world.faults.clear();
}
