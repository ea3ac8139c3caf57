/** Shared by the endpoints. */
import type { z } from 'zod';
import type { Batch } from './objects.ts';
import { badInput } from './problem.ts';

export const VERSION = '2026-09';

export interface Call {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

export interface Reply {
  status: number;
  body: unknown;
}

export interface Route {
  method: string;
  path: RegExp;
  scopes: readonly string[];
  isSearch?: boolean;
  answer: (call: Call, parts: string[]) => Reply;
}

export const parse = <T>(schema: z.ZodType<T>, given: unknown): T => {
  const { data, error } = schema.safeParse(given);
  if (error) throw badInput(error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  return data as T;
};

export const ok = (body: unknown, status = 200): Reply => ({ status, body });
export const batchReply = ({ status, results, errors }: Batch): Reply => {
  const at = new Date(0).toISOString();
  return ok(
    {
      status: 'COMPLETE',
      startedAt: at,
      completedAt: at,
      results,
      ...(errors && { errors, numErrors: errors.length }),
    },
    status,
  );
};
export const listed = (text: string | undefined) => (text ? text.split(',') : []);
export const paged = <T>(all: readonly T[], limit: number, start: number) => ({
  results: all.slice(start, start + limit),
  ...(start + limit < all.length && {
    paging: { next: { after: String(start + limit), link: 'https://api.hubapi.com/' } },
  }),
});
