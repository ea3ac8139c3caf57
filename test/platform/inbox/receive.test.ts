import { describe, expect, test } from 'vitest';
import { MAX_ATTEMPTS, markHandled, pruneInbox } from '../../../src/platform/inbox/queries.ts';
import { asEvent } from '../../../src/platform/inbox/receive.ts';
import { event, setting } from './fixtures.ts';

describe('the inbox', () => {
  test('an event is stored before it is handled', async () => {
    const { open, rows } = setting();
    const inbox = open();
    const handled: string[] = [];
    await inbox.start(async (body) => void handled.push(body.event_id));
    await expect(inbox.take(event('Ev1', { user: 'U1' }))).resolves.toBe('stored');
    expect(rows()).toMatchObject([{ eventId: 'Ev1', handledAt: null, body: expect.stringContaining('U1') }]);
    expect(handled).toEqual([]);
    await inbox.idle();
    expect(handled).toEqual(['Ev1']);
  });

  test('the text of people is deleted once it was handled', async () => {
    const { open, rows } = setting();
    const inbox = open();
    await inbox.start(async () => {});
    await inbox.take(event('Ev1', { text: 'secret words' }));
    await inbox.idle();
    expect(rows()).toMatchObject([{ body: '', handledAt: expect.any(Date) }]);
  });

  test('a token that comes with an event is stored nowhere', async () => {
    const { open, rows } = setting();
    await open().take(event('Ev1', { function_execution_id: 'Fx1', bot_access_token: 'xwfp-secret' }));
    expect(rows()).toMatchObject([{ body: expect.stringContaining('Fx1') }]);
    expect(JSON.stringify(rows())).not.toContain('xwfp');
  });

  test('an event that comes four times is handled once', async () => {
    const { open } = setting();
    const inbox = open();
    let handled = 0;
    await inbox.start(async () => {
      handled += 1;
    });
    const together = await Promise.all([1, 2, 3].map(() => inbox.take(event('Ev1'))));
    await inbox.idle();
    const later = await inbox.take(event('Ev1'));
    await inbox.idle();
    expect([...together, later]).toEqual(['stored', 'known', 'known', 'known']);
    expect(handled).toBe(1);
  });

  test('an event that its handler marks in its own commit needs no other commit', async () => {
    const { open, write, rows } = setting();
    const inbox = open();
    await inbox.start((body) => write((tx) => markHandled(tx, body.event_id, new Date())));
    let commits = 0;
    write.onCommit(() => {
      commits += 1;
    });
    await inbox.take(event('Ev1'));
    await inbox.idle();
    // One stored it.
    expect(commits).toBe(2);
    expect(rows()).toMatchObject([{ body: '', handledAt: expect.any(Date) }]);
  });

  test('events start in order of arrival', async () => {
    const { open } = setting();
    const inbox = open({ concurrency: 1 });
    const handled: string[] = [];
    await inbox.start(async (body) => void handled.push(body.event_id));
    const ids = Array.from({ length: 30 }, (_, n) => `Ev${n}`);
    await Promise.all(ids.map((id) => inbox.take(event(id))));
    await inbox.idle();
    expect(handled).toEqual(ids);
  });

  test('a slow event delays no other', async () => {
    const { open } = setting();
    const inbox = open({ concurrency: 2 });
    const slow = Promise.withResolvers<void>();
    const handled: string[] = [];
    await inbox.start(async (body) => {
      if (body.event_id === 'slow') await slow.promise;
      handled.push(body.event_id);
    });
    await inbox.take(event('slow'));
    await inbox.take(event('quick'));
    await expect.poll(() => handled).toEqual(['quick']);
    slow.resolve();
    await inbox.idle();
    expect(handled).toEqual(['quick', 'slow']);
  });

  test('no more events than the limit are handled at once', async () => {
    const { open } = setting();
    const inbox = open({ concurrency: 3 });
    let running = 0;
    let most = 0;
    await inbox.start(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
    });
    await Promise.all(Array.from({ length: 12 }, (_, n) => inbox.take(event(`Ev${n}`))));
    await inbox.idle();
    expect(most).toBe(3);
  });

  test('a failed event is retried with the same body until it works', async () => {
    const { open, rows } = setting();
    const inbox = open();
    const bodies: unknown[] = [];
    await inbox.start(async (body) => {
      bodies.push(body);
      if (bodies.length < 4) throw new Error('not yet');
    });
    await inbox.take(event('Ev1', { user: 'U1' }));
    await inbox.idle();
    expect(bodies).toEqual([1, 2, 3, 4].map(() => event('Ev1', { user: 'U1' })));
    expect(rows()).toMatchObject([{ attempts: 3, handledAt: expect.any(Date) }]);
  });

  test('an event that keeps failing is dead-lettered: kept, logged, and not retried after a restart', async () => {
    const { open, rows, lines } = setting();
    let attempts = 0;
    const failing = async () => {
      attempts += 1;
      throw new Error('never');
    };
    const inbox = open();
    await inbox.start(failing);
    await inbox.take(event('Ev1'));
    await inbox.idle();
    expect(attempts).toBe(MAX_ATTEMPTS);
    expect(rows()).toMatchObject([{ handledAt: null, body: expect.stringContaining('Ev1') }]);
    expect(lines.lines('error')).toMatchObject([{ eventId: 'Ev1', attempts: MAX_ATTEMPTS }]);
    const next = open();
    await next.start(failing);
    await next.idle();
    expect(attempts).toBe(MAX_ATTEMPTS);
  });

  test('events of an earlier process are handled at the next start, oldest first, before new ones', async () => {
    const { open } = setting();
    const before = open();
    for (const id of ['b', 'a', 'c']) await before.take(event(id));
    const inbox = open({ concurrency: 8 });
    const handled: string[] = [];
    await inbox.take(event('new'));
    await inbox.start(async (body) => {
      handled.push(body.event_id);
      await new Promise(setImmediate);
    });
    await inbox.idle();
    expect(handled).toEqual(['b', 'a', 'c', 'new']);
  });

  test('an event that crashes the process each time is dead-lettered in the end', async () => {
    const { open, lines } = setting();
    await open().take(event('poison'));
    const starts: number[] = [];
    const over = Promise.withResolvers<void>();
    for (let start = 0; start < MAX_ATTEMPTS + 3; start += 1) {
      // A handler that never returns, in a process that ends first.
      void open().start(async () => {
        starts.push(start);
        await over.promise;
      });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    over.resolve();
    expect(starts).toHaveLength(MAX_ATTEMPTS);
    expect(lines.lines('error')).toContainEqual(expect.objectContaining({ deadLettered: 1 }));
  });

  test('a stop waits for running events, and starts no more', async () => {
    const { open, rows } = setting();
    const inbox = open({ concurrency: 1 });
    const gate = Promise.withResolvers<void>();
    const handled: string[] = [];
    await inbox.start(async (body) => {
      await gate.promise;
      handled.push(body.event_id);
    });
    await inbox.take(event('running'));
    await inbox.take(event('waiting'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = inbox.stop();
    gate.resolve();
    await stopped;
    expect(handled).toEqual(['running']);
    expect(rows().map(({ handledAt }) => handledAt === null)).toEqual([false, true]);
  });

  test('an event that could not be stored is not accepted', async () => {
    const { open, db } = setting();
    const inbox = open();
    let handled = 0;
    await inbox.start(async () => {
      handled += 1;
    });
    db.$client.pragma(`max_page_count = ${db.$client.pragma('page_count', { simple: true })}`);
    await expect(inbox.take(event('Ev1', { text: 'x'.repeat(100_000) }))).rejects.toThrow('disk is full');
    db.$client.pragma('max_page_count = 1073741823');
    await inbox.idle();
    expect(handled).toBe(0);
    await expect(inbox.take(event('Ev1'))).resolves.toBe('stored');
  });

  test('a handled event that cannot be marked is not handled again while the process lives', async () => {
    const { db, write, open, rows } = setting();
    let handled = 0;
    let refusals = 3;
    const inbox = open({
      write: (change) =>
        write((tx) => {
          const result = change(tx);
          if (handled > 0 && refusals > 0) {
            refusals -= 1;
            throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
          }
          return result;
        }),
    });
    await inbox.start(async () => {
      handled += 1;
    });
    await inbox.take(event('Ev1'));
    await inbox.idle();
    expect(refusals).toBe(0);
    expect(handled).toBe(1);
    expect(rows()).toMatchObject([{ handledAt: expect.any(Date) }]);
    expect(db.$client.inTransaction).toBe(false);
  });
});

test('handled and dead-lettered events are kept for 14 days, and waiting ones until they are handled', async () => {
  const { open, write, db, rows } = setting();
  const inbox = open();
  for (const id of ['handled long ago', 'handled lately', 'dead-lettered long ago', 'waiting'])
    await inbox.take(event(id));
  const ago = (days: number) => Date.now() - days * 86_400_000;
  const set = (id: string, columns: string, ...values: number[]) =>
    db.$client.prepare(`update inbox set ${columns} where event_id = ?`).run(...values, id);
  set('handled long ago', 'handled_at = ?', ago(15));
  set('handled lately', 'handled_at = ?', ago(13));
  set('dead-lettered long ago', 'attempts = ?, received_at = ?', MAX_ATTEMPTS, ago(15));
  set('waiting', 'received_at = ?', ago(100));
  await write((tx) => pruneInbox(tx, new Date()));
  expect(rows().map(({ eventId }) => eventId)).toEqual(['waiting', 'handled lately']);
});

test.each([
  ['nothing', undefined],
  ['text', 'event_callback'],
  ['a list', [event('Ev1')]],
  ['no id', { type: 'event_callback', event: { type: 'message' } }],
  ['an empty id', event('')],
  ['an id that is a number', { ...event('Ev1'), event_id: 7 }],
  ['no event', { type: 'event_callback', event_id: 'Ev1' }],
  ['an event without a type', { type: 'event_callback', event_id: 'Ev1', event: {} }],
  ['a rate limit', { type: 'app_rate_limited', team_id: 'T1' }],
])('%s is not an event', (_, body) => {
  expect(asEvent(body)).toBeUndefined();
});
