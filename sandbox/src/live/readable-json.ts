import { isObject } from '../json.ts';

/** Parses a nested value that a form carries as a JSON string. Returns any other value unchanged. */
export function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const HIDDEN = '(hidden)';
const SECRET_KEY = /^(?:token|bot_access_token|access_token|refresh_token|client_secret|signing_secret)$/;
/** Tokens, the ticket of a socket or of an upload, and the secret part of a response_url. */
const SECRETS = [/\bx(?:ox[a-z]|app)-[\w-]+/g, /(?<=[?&]ticket=)[^&\s"]+/g, /(?<=\/(?:response|upload)\/)[^/\s"?]+/g];

const withoutSecrets = (text: string): string =>
  SECRETS.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);

/** The value as JSON indented by two spaces, with nested JSON strings parsed and secrets removed. */
export function asReadableJson(value: unknown): string {
  const readable = (each: unknown, isTop: boolean): unknown => {
    if (typeof each === 'string') return withoutSecrets(each);
    if (Array.isArray(each)) return each.map((one) => readable(one, false));
    if (!isObject(each)) return each;
    return Object.fromEntries(
      Object.entries(each).map(([key, one]) => [
        key,
        SECRET_KEY.test(key) ? HIDDEN : readable(isTop ? unpacked(one) : one, false),
      ]),
    );
  };
  return JSON.stringify(readable(value, true), null, 2) ?? '';
}
