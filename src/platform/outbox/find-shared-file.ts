import type { WebClient } from '@slack/web-api';

/** Where a file stands; undefined when Slack took it and shows it nowhere yet. `file_not_found` when it took none. */
export async function findShare(web: WebClient, file: string): Promise<{ channel: string; ts: string } | undefined> {
  const answer = await web.files.info({ file });
  const { public: open = {}, private: closed = {} } = (answer.file?.shares ?? {}) as Shares;
  const shares = Object.entries({ ...open, ...closed }).flatMap(([channel, all]) =>
    all.flatMap(({ ts }) => (ts === undefined ? [] : [{ channel, ts }])),
  );
  // Whoever passed it on did so after us.
  const [first] = shares.toSorted((a, b) => Number(a.ts) - Number(b.ts));
  return first;
}

type Shares = Partial<Record<'public' | 'private', Record<string, { ts?: string }[]>>>;
