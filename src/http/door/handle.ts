/** From a request to its answer. */
import type { IncomingMessage } from 'node:http';
import { hasLostSecret } from '../../intake/keys.ts';
import { isProved, withoutKey } from '../../intake/proof.ts';
import { sourceBySlug } from '../../intake/queries.ts';
import { createRateLimit } from '../../intake/rate.ts';
import { receive } from '../../intake/receive.ts';
import { requestKeyOf } from '../../intake/request-key.ts';
import type { Source } from '../../intake/table.ts';
import { formIn } from '../../intake/take-in.ts';
import { cardOf } from '../../leads/card-place.ts';
import { nameOfSeller } from '../../leads/routing/queries.ts';
import { createEventLoopSlices } from '../../platform/event-loop.ts';
import type { Services } from '../../platform/services.ts';
import { bodyOf } from '../../platform/slack/http-request.ts';
import { messageLink } from '../../platform/slack/mrkdwn.ts';
import { preferencesOf } from '../../preferences/queries.ts';
import { type Answer, answerOf } from './answers.ts';
import { contentTypeOf, readBody } from './body.ts';
import { Refusal } from './refusal.ts';
import type { Refusals } from './refusals.ts';
import { BODY_LIMIT, checkLength, headersOf, notFound, targetOf, tooLong } from './request.ts';

export interface DoorDeps extends Pick<Services, 'db' | 'write' | 'keys' | 'now'> {
  /** `https://<domain>.slack.com/`, for links to cards. */
  workspaceUrl: string;
  /** Whether links to leads lead here: PUBLIC_URL. */
  hasLinks?: boolean;
}

const AGAIN_S = { 'retry-after': '300' };

/** Takes a lead in. The answer comes after the commit. @throws Refusal for a request without effect. */
export function createHandler(deps: DoorDeps, refusals: Refusals): (request: IncomingMessage) => Promise<Answer> {
  const { db, write, keys, now } = deps;
  const limit = createRateLimit();
  const myTurn = createEventLoopSlices();
  const shown = {
    nameOf: (userId: string) => nameOfSeller(db, userId),
    bookingLinkOf: (userId: string) => preferencesOf(db, userId).bookingLink ?? undefined,
    linkOf: (leadId: number) => {
      const card = cardOf(db, leadId);
      return card && messageLink(deps.workspaceUrl, card);
    },
  };

  return async (request) => {
    const { slug, query } = targetOf(request);
    const source = sourceBySlug(db, slug);
    if (!source) throw notFound();
    try {
      return await answerTo(request, source, query);
    } catch (error) {
      if (error instanceof Refusal) refusals.note(slug, error, now());
      throw error;
    }
  };

  async function answerTo(request: IncomingMessage, source: Source, query: URLSearchParams): Promise<Answer> {
    checkLength(request);
    const headers = headersOf(request, source);
    const type = contentTypeOf(headers['content-type'], headers['content-encoding']);
    const sent = { headers, query, raw: Buffer.alloc(0) as Buffer, body: undefined as unknown };
    // As early as possible: of a stranger, nothing is read that is not needed for the proof.
    const { kind } = source.auth;
    if (kind === 'header' || kind === 'query') requireProof(source, sent);
    const raw = await bodyOf(request, BODY_LIMIT);
    if (!raw) throw tooLong();
    await myTurn();
    sent.raw = raw;
    if (kind === 'signature') requireProof(source, sent);
    sent.body = await readBody(raw, type);
    if (kind === 'field') requireProof(source, sent);
    const waitS = limit.waitS(source.id, source.perMinute, performance.now());
    if (waitS > 0)
      throw new Refusal(429, `This source may send ${source.perMinute} requests in a minute.`, {
        'retry-after': String(waitS),
      });
    if (!source.isOn) throw new Refusal(503, 'This source is switched off in Baton.', AGAIN_S);
    const body = withoutKey(source, sent.body);
    if (query.get('dry_run') === 'true') return dryRun(source, body);
    const key = requestKeyOf(keys, source.auth, sent);
    const outcome = await write((tx) => {
      // Read again: an admin may have changed it meanwhile.
      const current = sourceBySlug(tx, source.slug);
      if (!current) throw notFound();
      return receive(tx, current, body, key, now());
    });
    if (outcome.kind === 'conflict') throw new Refusal(409, 'Another body came with this key.');
    if (outcome.kind === 'full') throw new Refusal(503, 'Too much waits for an admin of Baton.', AGAIN_S);
    return answerOf(outcome, shown);
  }

  function requireProof(source: Source, sent: Parameters<typeof isProved>[2]): void {
    if (isProved(deps, source, sent, now())) return;
    // The sender is right, and tries again until an admin has given it a new secret.
    if (hasLostSecret(db, keys, source, now()))
      throw new Refusal(503, 'Baton cannot open its secret for this source. It needs a new one.', AGAIN_S);
    throw new Refusal(401, 'The key or signature is missing, wrong or too old.', { 'www-authenticate': 'Bearer' });
  }

  function dryRun(source: Source, body: unknown): Answer {
    const read = formIn(db, source, body);
    if ('form' in read) return { status: 200, body: { status: 'dry_run', lead: { ...read.form } } };
    return { status: 200, body: { status: 'dry_run', reasons: 'reasons' in read ? read.reasons : [read.ignored] } };
  }
}
