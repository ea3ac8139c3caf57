import { describe, expect, test } from 'vitest';
import { connected } from './connected.ts';

describe.each(['socket', 'http'])('over %s', (mode) => {
  test('an event is stored, acknowledged and handled', async () => {
    const { app, react, sandbox, inbox, rows } = await connected(mode);
    const seen: string[] = [];
    app.event('reaction_added', async ({ event }) => void seen.push(event.reaction));
    react('tada');
    await expect.poll(() => seen).toEqual(['tada']);
    await inbox.idle();
    expect(sandbox.traffic.deliveries('reaction_added')).toMatchObject([{ acked: true }]);
    expect(rows()).toMatchObject([{ handledAt: expect.any(Date), body: '' }]);
  });

  test('an event that comes four times has one effect, and all four are acknowledged', async () => {
    const { app, react, sandbox, inbox } = await connected(mode);
    let effects = 0;
    app.event('reaction_added', async () => {
      effects += 1;
    });
    sandbox.faults.events({ copies: 4 });
    react();
    await expect.poll(() => sandbox.traffic.deliveries('reaction_added').filter(({ acked }) => acked)).toHaveLength(4);
    await inbox.idle();
    expect(effects).toBe(1);
  });

  test('an event is acknowledged only when it is on the disk; Slack resends it until then', async () => {
    const { app, react, sandbox, db } = await connected(mode);
    let effects = 0;
    app.event('reaction_added', async () => {
      effects += 1;
    });
    db.$client.pragma('query_only = ON');
    react();
    await expect.poll(() => sandbox.traffic.deliveries('reaction_added').length).toBeGreaterThan(1);
    expect(sandbox.traffic.deliveries('reaction_added').some(({ acked }) => acked)).toBe(false);
    db.$client.pragma('query_only = OFF');
    await expect.poll(() => effects).toBe(1);
    expect(sandbox.traffic.deliveries('reaction_added').at(-1)).toMatchObject({ acked: true });
  });

  test('Baton retries a failed handler, not Slack', async () => {
    const { app, react, sandbox, inbox } = await connected(mode);
    let tries = 0;
    app.event('reaction_added', async () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
    });
    react();
    await expect.poll(() => tries).toBe(3);
    await inbox.idle();
    expect(sandbox.traffic.deliveries('reaction_added')).toMatchObject([{ acked: true }]);
  });

  test('a command is handled directly, with its answer', async () => {
    const { app, ann, sandbox } = await connected(mode);
    app.command('/work', async ({ ack }) => ack('done'));
    await ann.command('/work');
    expect(sandbox.traffic.deliveries('/work')).toMatchObject([{ acked: true, answer: expect.anything() }]);
  });

  test('a stop lets a running command finish, with its acknowledgement, and accepts no new one', async () => {
    const { app, ann, stop, sandbox, arrived } = await connected(mode);
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    app.command('/work', async ({ ack }) => {
      begun += 1;
      await gate.promise;
      await ack();
    });
    const running = ann.command('/work');
    await expect.poll(() => begun).toBe(1);
    const stopped = stop();
    const late = ann.command('/work');
    await expect.poll(arrived).toBe(2);
    gate.resolve();
    await Promise.all([running, late.catch(() => {}), stopped]);
    expect(begun).toBe(1);
    expect(sandbox.traffic.deliveries('/work')).toMatchObject([{ acked: true }, { acked: false }]);
  });

  test('an event that comes during a stop is kept for the next start', async () => {
    const { app, ann, stop, sandbox, react, rows } = await connected(mode);
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    app.command('/work', async ({ ack }) => {
      begun += 1;
      await gate.promise;
      await ack();
    });
    const running = ann.command('/work');
    await expect.poll(() => begun).toBe(1);
    const stopped = stop();
    react();
    await expect.poll(() => sandbox.traffic.deliveries('reaction_added')).toMatchObject([{ acked: true }]);
    gate.resolve();
    await Promise.all([running, stopped]);
    expect(rows()).toHaveLength(1);
  });

  test('the log has no text of people', async () => {
    const { app, ann, inbox, lines } = await connected(mode, ['message.channels']);
    const canary = 'canary-51c9';
    let tries = 0;
    app.event('message', async ({ event }) => {
      if (!('text' in event) || event.text !== canary) return;
      tries += 1;
      if (tries < 3) throw new Error(`cannot take ${event.text}`);
    });
    app.command('/work', async ({ ack, command }) => {
      await ack(command.text);
      await ack(command.text);
      throw new TypeError(command.text);
    });
    ann.say('#sales', canary);
    await ann.command(`/work ${canary}`);
    await expect.poll(() => tries).toBe(3);
    await inbox.idle();
    expect(lines.text()).toContain('tried again');
    expect(lines.text()).not.toContain(canary);
  });

  test('a warning about too many events, and unknown envelopes, do not crash it', async () => {
    const { app, react, sandbox, inbox, lines } = await connected(mode);
    let effects = 0;
    app.event('reaction_added', async () => {
      effects += 1;
    });
    sandbox.faults.rateLimitEvents();
    sandbox.faults.sendUnknownEnvelope();
    await expect.poll(() => lines.lines('warn').length).toBeGreaterThan(0);
    react();
    await expect.poll(() => effects).toBe(1);
    await inbox.idle();
  });

  test('a late acknowledgement is not a failure of the handler', async () => {
    const { app, ann, lines } = await connected(mode, [], {}, 100);
    const late = Promise.withResolvers<void>();
    let finished = 0;
    app.command('/work', async ({ ack }) => {
      await late.promise;
      await ack();
      finished += 1;
    });
    await ann.command('/work').catch(() => {});
    // Over HTTP, Slack already got the answer that no handler acknowledged.
    if (mode === 'http') await expect.poll(() => lines.text()).toContain('not acknowledged in time');
    late.resolve();
    await expect.poll(() => finished).toBe(1);
    expect(lines.text()).not.toContain('a handler failed');
  });
});
