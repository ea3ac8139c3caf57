import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiFault, FaultPlan } from '../faults.ts';
import type { Json } from '../json.ts';
import type { Call } from '../traffic.ts';
import type { World } from '../world.ts';
import { complain } from '../world.ts';
import type { Method } from './method.ts';
import type { RateLimits } from './rate-limits.ts';
import { requireScope, scopesOf } from './scopes.ts';
import { SlackError } from './slack-error.ts';

/** The response to write to the connection. */
export type Outcome =
  | { kind: 'answer'; status: number; headers: Record<string, string>; body: string }
  | { kind: 'hang' }
  | { kind: 'reset'; partOf?: string };

export interface ApiDeps {
  world: World;
  registry: Map<string, Method>;
  plan: () => FaultPlan;
  rateLimits: RateLimits;
}

const JSON_TYPE = 'application/json; charset=utf-8';

const answer = (status: number, body: Json, headers: Record<string, string> = {}): Outcome => ({
  kind: 'answer',
  status,
  headers: { 'content-type': JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

function retryAfter(fault: Extract<ApiFault, { kind: 'rate_limited' }>): Record<string, string> {
  if (fault.retryAfter === 'none') return {};
  if (typeof fault.retryAfter === 'number') return { 'retry-after': String(fault.retryAfter) };
  return { 'retry-after': new Date(Date.now() + fault.retryAfter.httpDateInSeconds * 1000).toUTCString() };
}

function played(fault: ApiFault, stored: Json | undefined): Outcome {
  switch (fault.kind) {
    case 'rate_limited':
      return answer(429, { ok: false, error: 'ratelimited' }, retryAfter(fault));
    case 'status':
      return {
        kind: 'answer',
        status: fault.status,
        headers: { 'content-type': 'text/plain' },
        body: 'upstream failure',
      };
    case 'html':
      return {
        kind: 'answer',
        status: 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><title>Something went wrong</title>',
      };
    case 'hang':
      return { kind: 'hang' };
    case 'reset':
      return { kind: 'reset', partOf: fault.inBody ? JSON.stringify(stored ?? { ok: true }) : undefined };
    case 'error':
      return answer(200, { ok: false, error: fault.error });
  }
}

const missing = (name: string): string =>
  name.startsWith('assistant.') || name.startsWith('agents.')
    ? 'is for assistants and agents: the sandbox has none'
    : 'the sandbox does not implement';

function checkToken(deps: ApiDeps, method: Method, token: string | undefined): void {
  if (method.token === 'none') return;
  if (!token) throw new SlackError('not_authed');
  const authError = deps.plan().authError;
  if (authError) throw new SlackError(authError);
  const { botToken, appToken } = deps.world.credentials;
  if (token !== botToken && token !== appToken) throw new SlackError('invalid_auth');
  if (!deps.world.store.app.installed && token === botToken) throw new SlackError('account_inactive');
  if (token !== (method.token === 'app' ? appToken : botToken)) throw new SlackError('not_allowed_token_type');
}

async function run(deps: ApiDeps, name: string, method: Method, args: Json, token: string | undefined): Promise<Json> {
  try {
    checkToken(deps, method, token);
    if (method.scope) requireScope(deps.world, method.scope);
    return { ok: true, ...(await method.handle(deps.world, args)) };
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code, ...error.extra };
    complain(deps.world, `${name} broke: ${error instanceof Error ? error.stack : error}`);
    return { ok: false, error: 'internal_error' };
  }
}

/** Answers one Web API call, applying the planned fault if there is one. */
export async function callMethod(
  deps: ApiDeps,
  name: string,
  request: { args: Json; token: string | undefined },
): Promise<Outcome> {
  const { world } = deps;
  const entry = world.traffic.add<Call>({
    kind: 'call',
    at: world.store.clock.now(),
    method: name,
    args: request.args,
    status: 0,
  });
  try {
    const outcome = await outcomeOf(deps, entry, request);
    const delayMs = deps.plan().delayMs(name, request.args);
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    return finish(entry, outcome);
  } finally {
    world.traffic.ended(entry);
  }
}

async function outcomeOf(
  deps: ApiDeps,
  entry: Call,
  request: { args: Json; token: string | undefined },
): Promise<Outcome> {
  const { world } = deps;
  const name = entry.method;
  if (deps.plan().isDown) {
    entry.fault = 'down';
    return { kind: 'reset' };
  }
  const method = deps.registry.get(name);
  if (!method) {
    complain(world, `the app called ${name}, which ${missing(name)}.`);
    return answer(200, { ok: false, error: 'unknown_method', req_method: name });
  }
  const fault = deps.plan().take(name, request.args);
  if (fault) entry.fault = fault.kind;
  const hasEffect = !fault || ('stored' in fault && fault.stored === true);
  if (!hasEffect) return played(fault, undefined);
  const waitSeconds = world.rateLimits ? deps.rateLimits(name, method, request.args) : undefined;
  if (waitSeconds !== undefined)
    return answer(429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(waitSeconds) });
  const result = await run(deps, name, method, request.args, request.token);
  if (fault) return played(fault, result);
  return answer(200, result, { 'x-oauth-scopes': scopesOf(world).join(',') });
}

/** Logs the response, if one was sent. */
function finish(entry: Call, outcome: Outcome): Outcome {
  if (outcome.kind !== 'answer') return outcome;
  entry.status = outcome.status;
  entry.retryAfter = outcome.headers['retry-after'];
  try {
    entry.answer = JSON.parse(outcome.body);
  } catch {
    // Only a planned fault has a body that is not JSON.
  }
  return outcome;
}
