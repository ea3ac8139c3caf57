import type { Sandbox } from '../../src/index.ts';

export type Answer = Record<string, unknown> & { ok: boolean; error?: string };

/** One API call as the SDK sends it: a form, with nested values as JSON. */
export async function call(
  sandbox: Sandbox,
  method: string,
  args: Record<string, unknown> = {},
  token: string | null = sandbox.botToken,
): Promise<Answer> {
  const form = Object.entries(args).map(([key, value]): [string, string] => [
    key,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  const response = await fetch(`${sandbox.apiUrl}${method}`, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(form),
  });
  return (await response.json()) as Answer;
}

/** The error of a call; undefined when it succeeded. */
export const errorOf = async (...args: Parameters<typeof call>): Promise<string | undefined> =>
  (await call(...args)).error;
