import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/**
 * The meaning of a failed call to Slack for the message. `error` is a code of Slack's or of the network, never content.
 */
export type Failure =
  /** Not done. Slack takes this method again after `seconds`. */
  | { kind: 'limited'; seconds: number; error: string }
  /** Accepted by Slack, visible a little later. */
  | { kind: 'pending'; error: string }
  /** Not done; a later attempt may succeed. */
  | { kind: 'unsent'; error: string }
  /** Done or not done: unknown. */
  | { kind: 'unknown'; error: string }
  /** Slack refuses the token. */
  | { kind: 'auth'; error: string }
  /** This channel or person takes no messages. */
  | { kind: 'unreachable_place'; error: string }
  /** The message to edit, or the thread to reply in, no longer exists. */
  | { kind: 'gone'; error: string }
  /** A bug of Baton's: Slack will never take it as it is. `where` holds JSON pointers into the blocks. */
  | { kind: 'refused'; error: string; where?: string[] };

/** For `ratelimited` in a body without seconds. */
const UNTOLD_WAIT_S = 30;

/**
 * Codes of chat.postMessage, chat.update, chat.postEphemeral and files.* (docs.slack.dev). A code that is missing here
 * is `refused`.
 */
const PLATFORM_ERRORS: Record<string, 'unsent' | 'unknown' | 'auth' | 'unreachable_place' | 'gone'> = {
  invalid_auth: 'auth',
  not_authed: 'auth',
  account_inactive: 'auth',
  token_revoked: 'auth',
  token_expired: 'auth',
  missing_scope: 'auth',
  not_allowed_token_type: 'auth',
  two_factor_setup_required: 'auth',

  channel_not_found: 'unreachable_place',
  not_in_channel: 'unreachable_place',
  user_not_in_channel: 'unreachable_place',
  is_archived: 'unreachable_place',
  is_inactive: 'unreachable_place',
  access_denied: 'unreachable_place',
  no_permission: 'unreachable_place',
  restricted_action: 'unreachable_place',
  restricted_action_read_only_channel: 'unreachable_place',
  restricted_action_thread_only_channel: 'unreachable_place',
  restricted_action_non_threadable_channel: 'unreachable_place',
  team_not_found: 'unreachable_place',
  // Of one workspace of an organisation, while the token works in the others.
  team_access_not_granted: 'unreachable_place',
  user_not_found: 'unreachable_place',
  user_disabled: 'unreachable_place',
  user_not_visible: 'unreachable_place',
  users_not_found: 'unreachable_place',
  cannot_dm_bot: 'unreachable_place',
  invalid_channel: 'unreachable_place',
  posting_to_channel_denied: 'unreachable_place',
  messages_tab_disabled: 'unreachable_place',

  message_not_found: 'gone',
  thread_not_found: 'gone',
  cannot_reply_to_message: 'gone',
  cant_update_message: 'gone',
  edit_window_closed: 'gone',

  // "It's possible some aspect of the operation succeeded before the error was raised", says their documentation.
  fatal_error: 'unknown',
  internal_error: 'unknown',
  service_unavailable: 'unknown',
  update_failed: 'unknown',
  file_update_failed: 'unknown',

  request_timeout: 'unsent',
  team_added_to_org: 'unsent',
  org_login_required: 'unsent',
  external_channel_migrating: 'unsent',
  streaming_state_conflict: 'unsent',
  ekm_access_denied: 'unsent',
  accesslimited: 'unsent',
  message_limit_exceeded: 'unsent',
};

/** Network errors that occur before anything is sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Sorts the rejection of a WebClient call into the kinds that are handled differently. */
export function outcomeOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'limited', seconds: error.retryAfter, error: 'ratelimited' };
  }
  if (error instanceof WebAPIPlatformError) return platformFailure(error);
  if (error instanceof WebAPIHTTPError) {
    if (error.statusCode === 413) return { kind: 'refused', error: 'http_413' };
    return { kind: 'unknown', error: `http_${error.statusCode}` };
  }
  if (error instanceof WebAPIRequestError) {
    const code = networkCode(error.original);
    return { kind: NEVER_CONNECTED.has(code) ? 'unsent' : 'unknown', error: code };
  }
  // A reset or time-out in the middle of the answer's body arrives as the raw error of fetch.
  return { kind: 'unknown', error: networkCode(error) };
}

function platformFailure({ data }: WebAPIPlatformError): Failure {
  // An answer that is not JSON, such as a proxy's page, becomes the error text as a whole.
  if (!/^[a-z0-9_]{1,80}$/.test(data.error)) return { kind: 'unknown', error: 'not_json' };
  if (data.error === 'ratelimited' || data.error === 'rate_limited') {
    return { kind: 'limited', seconds: data.response_metadata?.retryAfter ?? UNTOLD_WAIT_S, error: 'ratelimited' };
  }
  const kind = PLATFORM_ERRORS[data.error];
  if (kind) return { kind, error: data.error };
  return { kind: 'refused', error: data.error, where: pointersIn(data) };
}

/** Only the pointers: the sentences around them may quote content. */
function pointersIn(data: WebAPIPlatformError['data']): string[] {
  const errors = 'errors' in data && Array.isArray(data.errors) ? data.errors : [];
  const told = [...(data.response_metadata?.messages ?? []), ...errors];
  return [...new Set(told.flatMap((line) => /\[json-pointer:([\w/]+)\]/.exec(String(line))?.[1] ?? []))];
}

function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string' && /^\w{1,64}$/.test(error.code)) return error.code;
  return error.cause === undefined ? error.name : networkCode(error.cause);
}
