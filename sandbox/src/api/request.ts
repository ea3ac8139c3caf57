import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { SlackError } from './slack-error.ts';

const bearer = (header: string | undefined): string | undefined => /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];

async function readBody(request: Request): Promise<Json> {
  const type = request.headers.get('content-type') ?? '';
  if (request.method === 'GET' || request.body === null) return {};
  if (type.includes('application/json')) {
    const text = await request.text();
    let value: unknown;
    try {
      value = JSON.parse(text || '{}');
    } catch {
      throw new SlackError('invalid_json');
    }
    if (!isObject(value)) throw new SlackError('json_not_object');
    return value;
  }
  if (type.includes('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(await request.text()));
  if (type.includes('multipart/form-data')) {
    const form = await request.formData();
    return Object.fromEntries([...form.entries()].filter(([, value]) => typeof value === 'string'));
  }
  if ((await request.text()) === '') return {};
  throw new SlackError('invalid_post_type');
}

/** A client's id and secret, which Slack takes in a header as well as in the arguments. */
function basic(header: string | undefined): Json {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (!encoded) return {};
  const [, id, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return { client_id: id, client_secret: password };
}

/** The arguments of a call and its token, from the header or from the arguments. */
export async function readRequest(request: Request): Promise<{ args: Json; token: string | undefined }> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const header = request.headers.get('authorization') ?? undefined;
  const { token, ...args } = { ...basic(header), ...query, ...(await readBody(request)) };
  return { args, token: bearer(header) ?? (token ? String(token) : undefined) };
}
