import { once } from 'node:events';
import type { WebSocket } from 'ws';

/**
 * Sends every event over Socket Mode, `atOnce` unacknowledged at a time. Resolves with the milliseconds from sending to
 * acknowledgement of each event.
 */
export async function deliver(
  socket: WebSocket,
  events: readonly Record<string, unknown>[],
  atOnce: number,
): Promise<number[]> {
  const envelopes = events.map((payload, number) =>
    JSON.stringify({
      envelope_id: String(number),
      payload,
      type: 'events_api',
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
    }),
  );
  const sentAt: number[] = [];
  const latencies: number[] = [];
  const all = Promise.withResolvers<void>();
  const send = () => {
    const envelope = envelopes[sentAt.length];
    if (envelope === undefined) return;
    sentAt.push(performance.now());
    socket.send(envelope);
  };
  const hear = (data: unknown) => {
    const { envelope_id: id } = JSON.parse(String(data)) as { envelope_id: string };
    latencies.push(performance.now() - (sentAt[Number(id)] ?? Number.NaN));
    if (latencies.length === envelopes.length) all.resolve();
    else send();
  };
  socket.on('message', hear);
  const broken = once(socket, 'close').then(() => {
    throw new Error('The connection was closed.');
  });
  for (let i = 0; i < atOnce; i += 1) send();
  try {
    await Promise.race([all.promise, broken]);
  } finally {
    broken.catch(() => {});
    socket.off('message', hear);
  }
  return latencies;
}
