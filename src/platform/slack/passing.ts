import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { NotYet, Stopping } from '../errors.ts';
import { errorName } from '../log.ts';
import { outcomeOf } from './api-errors.ts';

/** A cause of failure that may pass without a change to Baton or to the event. */
export interface PassingCause {
  /** A code of Slack, the network, the system or the database, never content. */
  reason: string;
  /** Slack takes the method again after this time. */
  seconds?: number;
}

/** Failures that end once the network, Slack, the token or the machine works. */
const PASSING_FAILURES = new Set(['limited', 'pending', 'unsent', 'unknown', 'auth']);
const PASSING_CODES =
  /^(?:E(?:NOSPC|DQUOT|MFILE|NFILE|AGAIN|BUSY|IO|CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NETDOWN|NOTFOUND|AI_AGAIN)|UND_ERR_\w+|SQLITE_(?:BUSY|LOCKED|FULL|IOERR)\w*)$/;
const PASSING_NAMES = new Set(['AbortError', 'TimeoutError']);

/** The cause that may pass; undefined for a fault that stays, such as a bug or a refused argument. */
export function passingCause(error: unknown): PassingCause | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof NotYet || error instanceof Stopping) return { reason: error.name };
  if (isOfSlack(error)) {
    const failure = outcomeOf(error);
    if (!PASSING_FAILURES.has(failure.kind)) return undefined;
    return { reason: failure.error, ...(failure.kind === 'limited' && { seconds: failure.seconds }) };
  }
  if ('code' in error && typeof error.code === 'string' && PASSING_CODES.test(error.code))
    return { reason: error.code };
  if (PASSING_NAMES.has(error.name)) return { reason: error.name };
  // Several listeners failed: the event needs the longest of their pauses.
  const causes = error instanceof AggregateError ? error.errors : [error.cause];
  const passing = causes.flatMap((each) => passingCause(each) ?? []);
  return passing.toSorted((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0))[0];
}

const isOfSlack = (error: Error) =>
  error instanceof WebAPIRateLimitedError ||
  error instanceof WebAPIPlatformError ||
  error instanceof WebAPIHTTPError ||
  error instanceof WebAPIRequestError;

/** The reason that an admin reads for a fault that stays: a code of Slack, or the name of the error, never content. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error && isOfSlack(error) ? outcomeOf(error).error : errorName(error);
}
