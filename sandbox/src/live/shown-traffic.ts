import type { Json } from '../json.ts';
import { isObject, objects, str, textOf } from '../json.ts';
import type { TrafficDetail, TrafficEntry } from '../protocol.ts';
import type { Store } from '../state/store.ts';
import type { Call, Delivered } from '../traffic.ts';
import { asReadableJson, unpacked } from './readable-json.ts';

const LONGEST_DETAIL = 160;
/** The longest JSON of one entry on the page; a person does not read more. */
const LONGEST_JSON = 200_000;

const POINTER = /^(.*?)\s*\[json-pointer:([^\]]*)\]$/;

/** The validation faults of an answer, with their pointers. */
function faultsIn(answer: unknown): TrafficDetail['faults'] {
  if (!isObject(answer) || answer.ok !== false) return [];
  const { errors, response_metadata: metadata } = answer;
  const lines = Array.isArray(errors) ? errors : isObject(metadata) ? metadata.messages : [];
  return (Array.isArray(lines) ? lines : []).map((line) => {
    const text = str(line).replace(/^\[ERROR\]\s*/, '');
    const [, words = text, pointer = ''] = POINTER.exec(text) ?? [];
    return { pointer, text: words };
  });
}

const channelWords = (store: Store, id: string): string => {
  const channel = store.channels.get(id);
  if (channel && channel.kind !== 'im') return `#${channel.name}`;
  const names = channel?.members.filter((each) => each !== store.app.botUserId).map((each) => personWords(store, each));
  return names ? names.join(' ') : /^[UW]/.test(id) ? personWords(store, id) : id;
};

const personWords = (store: Store, id: string): string => {
  const person = store.people.get(id);
  return person ? `@${person.name}` : id;
};

const plainKeys = ['ts', 'thread_ts', 'name', 'emoji', 'view_id', 'external_id', 'file', 'filename', 'cursor', 'limit'];

function callDetail(store: Store, args: Json): string {
  const view = unpacked(args.view);
  const parts = [
    str(args.channel) && channelWords(store, str(args.channel)),
    str(args.user) && personWords(store, str(args.user)),
    str(args.user_id) && personWords(store, str(args.user_id)),
    ...plainKeys.map((key) => (args[key] === undefined ? '' : `${key} ${String(args[key])}`)),
    isObject(view) && `“${textOf(view.title) || str(view.type)}”`,
    str(args.text) && `“${str(args.text)}”`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** A summary of the event, the interaction or the command. */
function deliveryDetail(store: Store, payload: Json): string {
  const event = isObject(payload.event) ? payload.event : payload;
  const [action] = objects(payload.actions);
  const item = isObject(event.item) ? event.item : {};
  const inner = isObject(event.message) ? event.message : {};
  const idOf = (value: unknown): string => (isObject(value) ? str(value.id) : str(value));
  const user = idOf(event.user) || str(event.user_id) || str(inner.user);
  const channel = idOf(event.channel) || str(event.channel_id) || str(item.channel);
  const view = isObject(event.view) ? event.view : undefined;
  const words = textOf(event.text) || textOf(inner.text);
  const parts = [
    user && personWords(store, user),
    channel && channelWords(store, channel),
    str(event.subtype),
    str(event.reaction) && `:${str(event.reaction)}:`,
    action && (textOf(action.text) ? `“${textOf(action.text)}”` : str(action.action_id)),
    view && `“${textOf(view.title) || str(view.type)}”`,
    str(event.callback_id),
    words && `“${words}”`,
  ];
  return parts.filter(Boolean).join(' · ');
}

const cut = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1)}…` : line;
};

function callOutcome(call: Call): Pick<TrafficEntry, 'state' | 'outcome'> {
  const { answer, status, fault, retryAfter } = call;
  if (fault === 'down' || fault === 'reset') return { state: 'failed', outcome: 'connection reset' };
  if (fault === 'hang') return { state: 'failed', outcome: 'no answer' };
  if (status === 0) return { state: 'under_way', outcome: '' };
  if (status === 429) return { state: 'failed', outcome: `429 · wait ${retryAfter ?? 'unknown'}` };
  if (status >= 400) return { state: 'failed', outcome: isObject(answer) ? str(answer.error) : `HTTP ${status}` };
  if (!isObject(answer)) return { state: 'failed', outcome: 'no JSON' };
  return answer.ok === false ? { state: 'failed', outcome: str(answer.error) } : { state: 'ok', outcome: 'ok' };
}

function deliveryOutcome(delivery: Delivered): Pick<TrafficEntry, 'state' | 'outcome'> {
  const { acked, error, answer, tookMs } = delivery;
  if (acked) {
    const action = isObject(answer) ? str(answer.response_action) : '';
    return { state: 'ok', outcome: action ? `ack · ${action}` : 'ack' };
  }
  return tookMs === undefined
    ? { state: 'under_way', outcome: '' }
    : { state: 'failed', outcome: error ?? 'not acknowledged' };
}

export function trafficEntry(store: Store, entry: Call | Delivered): TrafficEntry {
  const common = { id: entry.id, atMs: entry.at.getTime(), tookMs: entry.tookMs };
  if (entry.kind === 'call')
    return {
      ...common,
      kind: 'call',
      name: entry.method,
      detail: cut(callDetail(store, entry.args)),
      ...callOutcome(entry),
      attempt: 0,
      fault: entry.fault,
      invalid: faultsIn(entry.answer).length,
    };
  return {
    ...common,
    kind: 'delivery',
    name: entry.what,
    detail: cut(deliveryDetail(store, entry.payload)),
    ...deliveryOutcome(entry),
    attempt: entry.attempt,
    invalid: 0,
  };
}

export function trafficDetail(entry: Call | Delivered): TrafficDetail {
  const sent = entry.kind === 'call' ? entry.args : entry.payload;
  return {
    sent: asReadableJson(sent).slice(0, LONGEST_JSON),
    answer: entry.answer === undefined ? undefined : asReadableJson(entry.answer).slice(0, LONGEST_JSON),
    faults: faultsIn(entry.answer),
  };
}
