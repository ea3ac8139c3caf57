/** Whether the address of a source reaches Baton from where Baton runs, by a request without a key. */
const PATIENCE_MS = 2_000;
const MOST_BYTES = 2_000;

export type AddressTest =
  /** Baton refused the request for its key: the way is open. */
  | { kind: 'open' }
  /** Baton answers, and knows no such source. */
  | { kind: 'unknown' }
  /** Another program answers. */
  | { kind: 'other'; status: number }
  /** The sender would not follow. */
  | { kind: 'redirect'; to: string }
  | { kind: 'closed'; code: string };

export async function tryAddress(address: string): Promise<AddressTest> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = (await answer.text()).slice(0, MOST_BYTES);
    if (answer.status >= 300 && answer.status < 400)
      return { kind: 'redirect', to: (answer.headers.get('location') ?? 'elsewhere').slice(0, 200) };
    const isOurs =
      answer.headers.get('content-type')?.startsWith('application/problem+json') && text.includes('"detail"');
    if (!isOurs) return { kind: 'other', status: answer.status };
    return answer.status === 404 ? { kind: 'unknown' } : { kind: 'open' };
  } catch (error) {
    return { kind: 'closed', code: codeOf(error) };
  }
}

/** `ECONNREFUSED`, `ENOTFOUND`, `TimeoutError`. */
function codeOf(error: unknown): string {
  const { cause, name } = error instanceof Error ? error : new Error('unknown');
  return cause instanceof Error && 'code' in cause ? String(cause.code) : name;
}
