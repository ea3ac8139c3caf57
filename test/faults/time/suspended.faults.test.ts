/** A machine that sleeps over the night, as a laptop does or a virtual machine that is moved: the process stands still, the clock goes on. */
import { expect, test } from 'vitest';
import { faultsOfDatabase, faultsOfMessages, faultsOfOwners, faultsOfWaiting } from '../../support/invariants.ts';
import { webhookReceiver } from '../../support/webhook-receiver.ts';
import { createCompany } from '../crash/company.ts';
import { accepted, card, handedOff, posts, showsOneOf } from '../crash/people.ts';
import { noteFigures } from '../figures.ts';

test.each(['socket', 'http'] as const)(
  'a machine that slept over the night does its work once, over %s: the morning comes once, and a click counts',
  { timeout: 60_000 },
  async (mode) => {
    const company = await createCompany({ mode }, await webhookReceiver());
    try {
      const child = await company.startChild();
      await company.drain();
      await handedOff.act(company);
      await company.settled();

      child.signal('SIGSTOP');
      // No one answers. Slack keeps what Sam did, and its reaction can be read from the card.
      company.as('sam').react(card(company), 'white_check_mark');
      const morning = company.travel('2026-11-20T08:20:00Z');
      child.signal('SIGCONT');
      await morning;
      await company.drain();
      await expect.poll(() => showsOneOf(company, ['owns this']), { timeout: 20_000 }).toBe(true);
      await company.drain();

      const digests = posts(company, '#sales', ':wave:');
      expect(digests.length).toBeLessThan(2);
      for (const { text } of digests) expect(text).toContain('Posted late');
      await child.kill();
      const db = await company.startSuccessor();
      await company.drain();
      expect(accepted.isDone(company)).toBe(true);
      expect(posts(company, '#sales', ':wave:')).toHaveLength(digests.length);
      expect([
        ...faultsOfDatabase(db),
        ...faultsOfOwners(db),
        ...faultsOfWaiting(db, company.now()),
        ...faultsOfMessages(db, company.slack),
      ]).toEqual([]);
      noteFigures({ name: `a night asleep, over ${mode}`, tried: 1, survived: 1 });
    } finally {
      await company.close();
    }
  },
);

test('a clock that steps by an hour, both ways and twice, around the digest: it comes once each day', {
  timeout: 60_000,
}, async () => {
  const company = await createCompany({}, await webhookReceiver());
  try {
    await company.startChild();
    await company.drain();
    await handedOff.act(company);
    const digests = () => posts(company, '#sales', ':wave:').length;
    for (const time of ['08:59:50', '09:59:50', '08:00:10', '09:00:10', '08:05:00', '07:30:00', '08:00:20']) {
      await company.travel(`2026-11-20T${time}Z`);
      await company.drain();
    }
    expect(digests()).toBe(1);
    await company.travel('2026-11-23T08:00:30Z');
    await company.drain();
    expect(digests()).toBe(2);
    noteFigures({ name: 'a clock that steps', tried: 1, survived: 1 });
  } finally {
    await company.close();
  }
});
