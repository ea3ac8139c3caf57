/** The body of a request as plain data: JSON, a form, or a form in parts. */
import { Refusal } from './refusal.ts';
import { checkFields, checkShape } from './shape.ts';

const FORM = 'application/x-www-form-urlencoded';
const PARTS = 'multipart/form-data';

interface ContentType {
  kind: 'json' | 'form' | 'parts';
  charset: string;
  /** As sent, with its parameters. */
  full: string;
}

/** @throws Refusal for a type that no form has. Checked before the body is read. */
export function contentTypeOf(header: string | undefined, encoding: string | undefined): ContentType {
  const [type = ''] = (header ?? '').toLowerCase().split(';');
  const essence = type.trim();
  const kind = essence === FORM ? 'form' : essence === PARTS ? 'parts' : isJson(essence) ? 'json' : undefined;
  if (!kind) throw new Refusal(415, `Send JSON, ${FORM} or ${PARTS}, and say so in Content-Type.`);
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new Refusal(415, 'Send the body without compression.');
  const charset = /;\s*charset="?([\w.:-]+)"?/i.exec(header ?? '')?.[1] ?? 'utf-8';
  return { kind, charset, full: header ?? '' };
}

const isJson = (type: string): boolean => type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type);

/**
 * An object with fields, or a list of one. Keys such as `__proto__` are plain keys.
 * @throws Refusal for a body that is broken, or is no form.
 */
export async function readBody(raw: Buffer, type: ContentType): Promise<unknown> {
  if (type.kind === 'parts') return objectOf(await partsIn(raw, type.full));
  const text = textIn(raw, type.charset);
  if (type.kind === 'form') return objectOf(pairsIn(text));
  checkShape(text);
  return oneLead(parsed(text));
}

function textIn(raw: Buffer, charset: string): string {
  const decoder = decoderOf(charset);
  try {
    return decoder.decode(raw);
  } catch {
    throw new Refusal(400, `The body is not ${decoder.encoding.toUpperCase()}.`);
  }
}

function decoderOf(charset: string) {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw new Refusal(415, 'The charset of Content-Type is not known. Send UTF-8.');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not valid JSON.');
  }
}

function oneLead(body: unknown): unknown {
  if (Array.isArray(body) && body.length !== 1)
    throw new Refusal(400, `Send one lead per request. This list has ${body.length}.`);
  const [only] = Array.isArray(body) ? body : [body];
  if (typeof only !== 'object' || only === null || Array.isArray(only))
    throw new Refusal(400, 'The body has to be an object with fields.');
  return body;
}

type Pair = [name: string, value: string];

function pairsIn(text: string): Pair[] {
  checkFields(text.split('&').length);
  return [...new URLSearchParams(text)];
}

/** Files are left out: a lead is not refused because of an attachment. */
async function partsIn(raw: Buffer, contentType: string): Promise<Pair[]> {
  try {
    const form = await new Response(raw, { headers: { 'content-type': contentType } }).formData();
    const pairs = [...form].filter((pair): pair is Pair => typeof pair[1] === 'string');
    checkFields(pairs.length);
    return pairs;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, `The body is not valid ${PARTS}.`);
  }
}

/** A name that comes several times, such as those of check boxes, has a list. */
function objectOf(pairs: readonly Pair[]): Record<string, unknown> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of pairs) {
    const before = fields.get(name);
    if (Array.isArray(before)) before.push(value);
    else fields.set(name, before === undefined ? value : [before, value]);
  }
  if (fields.size === 0) throw new Refusal(400, 'The body has no fields.');
  return Object.fromEntries(fields);
}
