/**
 * A year of a company with a moved clock, in one process of Baton: every job, ritual and backup, and the work of each working day. It
 * has a 29 February, both changes of the clock and an end of a year. `PROOF=short` plays three weeks. Open files are counted on Linux.
 */
import { readdirSync, statSync } from 'node:fs';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { type Company, createCompany, type Sizes } from '../faults/crash/company.ts';
import { backupsIn, databaseIn } from '../faults/crash/options.ts';
import { post, press, submit } from '../faults/crash/people.ts';
import { sendJane, withSource } from '../faults/crash/sender.ts';
import { faultsOfDatabase, faultsOfMessages, faultsOfOwners, faultsOfWaiting } from '../support/invariants.ts';
import { webhookReceiver } from '../support/webhook-receiver.ts';

const ZONE = 'Europe/Berlin';
const FIRST = DateTime.fromISO('2027-12-01', { zone: ZONE });
const DAYS = process.env.PROOF === 'short' ? 21 : 366;
/** Caches fill, code is compiled. */
const WARM_DAYS = Math.ceil(DAYS / 4);
/** More than the noise of a garbage collection, and far less than a leak of a kilobyte for each act. */
const MOST_HEAP_MB = 12;
const MOST_WAL_BYTES = 16 * 2 ** 20;

const at = (company: Company, day: DateTime, hour: number, minute: number, second = 0) =>
  company.travel(day.set({ hour, minute, second }).toUTC().toISO() ?? '');

/** A lead is handed off, accepted, contacted, and decided on: a lead of each week is won, one is declined, one is forgotten. */
async function work(company: Company, number: number): Promise<void> {
  const name = `Lead ${number}`;
  const contact = { Name: name, Company: `Company ${number}`, Email: `lead@company${number}.example` };
  await submit(company, 'mia', 'Hand off a lead', { ...contact, 'What do they need?': 'A demo' }, () =>
    company.as('mia').command('/handoff', { in: '#marketing' }),
  );
  await company.settled();
  for (const modal of company.as('mia').modals()) await modal.close();
  const card = () => post(company, '#sales', `${name} · `);
  if (number % 5 === 4) return;
  if (number % 5 === 3) {
    await submit(company, 'sue', 'Decline', { Reason: 'No budget' }, () => press(company, 'sue', card(), 'Decline'));
    return company.settled();
  }
  await press(company, 'sam', card(), 'Accept');
  await submit(company, 'sam', 'Log contact', {}, () => press(company, 'sam', card(), 'Log contact'));
  await company.settled();
  if (number % 5 !== 0) return;
  await submit(company, 'sam', 'Qualify', { 'Deal value': '5000', Currency: 'EUR' }, () =>
    press(company, 'sam', card(), 'Qualify'),
  );
  await company.settled();
  await submit(company, 'sam', 'Mark as won', {}, () => press(company, 'sam', card(), 'Mark won'));
  await company.settled();
}

/** A night with its backup and erasures, and a day with its messages. */
async function play(company: Company, day: DateTime, number: number): Promise<void> {
  await at(company, day, 3, 10);
  await at(company, day, 5, 0);
  await at(company, day, 9, 0, 30);
  await at(company, day, 9, 6);
  await at(company, day, 11, 0);
  if (day.weekday <= 5) {
    await work(company, number);
    if (day.weekday === 1) expect(await sendJane(company)).toBeLessThan(300);
  }
  await at(company, day, 17, 30);
  // Ends with the webhooks of the last tick.
  await at(company, day, 17, 31);
}

/** A leak of one a day is five in each third of three weeks after the warm-up. */
const MOST_LEAKED = 2;

/**
 * How much the least of a third of the days grows to the next third, both times. A leak makes it grow each time. A thread that starts once
 * makes it grow once, and a connection that is kept for the next request makes the most grow, but not the least.
 */
function growthOfLeast(counts: number[]): number {
  const days = counts.length / 3;
  const [first = 0, second = 0, third = 0] = [0, 1, 2].map((part) =>
    Math.min(...counts.slice(Math.floor(part * days), Math.floor((part + 1) * days))),
  );
  return Math.min(second - first, third - second);
}

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test.runIf(process.platform === 'linux')(
  'a company works for a long time: each message once, and nothing grows but its history',
  {
    timeout: 7_200_000,
  },
  async () => {
    const company = await createCompany(
      {
        at: FIRST.minus({ days: 1 }).set({ hour: 16 }).toUTC().toISO() ?? '',
        nodeArgs: ['--expose-gc'],
        seed: (tx, its, now) => {
          withSource(tx, its, now);
          changeSetting(tx, { setting: sharedChannel, value: its.slack.ids.channels.general ?? '', by: 'test' }, now);
        },
      },
      await webhookReceiver(),
    );
    try {
      const child = await company.startChild();
      await company.travel(company.now().toISOString());
      const sizes: (Sizes & { walMb: number })[] = [];
      for (let day = 0; day < DAYS; day += 1) {
        await play(company, FIRST.plus({ days: day }), day);
        const wal = statSync(`${databaseIn(company.folder)}-wal`).size;
        expect(wal, `the write-ahead log on day ${day}`).toBeLessThan(MOST_WAL_BYTES);
        sizes.push({ ...(await company.sizes(child)), walMb: wal / 2 ** 20 });
        company.slack.traffic.clear();
      }
      const warm = sizes.slice(WARM_DAYS);
      const [early, late] = [warm.slice(0, warm.length / 3), warm.slice((-warm.length * 2) / 3)];
      const grown = (what: keyof Sizes) => middle(late.map((one) => one[what])) - middle(early.map((one) => one[what]));
      const leaked = (what: keyof Sizes) => growthOfLeast(warm.map((one) => one[what]));
      const backups = readdirSync(backupsIn(company.folder));
      const errors = company.log().filter((line) => /"level":[56]0/.test(line));
      const events = company.receiver.got.length;
      await child.kill();
      const db = await company.startSuccessor();
      await company.travel(company.now().toISOString());
      const faults = [
        ...faultsOfDatabase(db),
        ...faultsOfOwners(db),
        ...faultsOfWaiting(db, company.now()),
        ...faultsOfMessages(db, company.slack),
        ...repeats(company),
        ...company.slack.problems,
      ];
      const last = sizes.at(-1);
      console.log(
        `${DAYS} days, ${db.$client.prepare('select count(*) from leads').pluck().get()} leads, ${events} webhooks, ` +
          `${messages(company).length} messages; heap ${last?.heapMb.toFixed(1)} MB (${grown('heapMb').toFixed(1)} more after warm-up), ` +
          `${last?.files} open files (${leaked('files')} leaked), ${last?.sockets} connections (${leaked('sockets')} leaked), ` +
          `${last?.timers} timers (${leaked('timers')} leaked), ` +
          `log ${Math.max(...sizes.map(({ walMb }) => walMb)).toFixed(1)} MB at most, ${backups.length} backups; lost: ${faults.length}`,
      );
      expect(errors).toEqual([]);
      expect(faults).toEqual([]);
      expect(backups.length).toBe(3);
      expect(grown('heapMb')).toBeLessThan(MOST_HEAP_MB);
      for (const what of ['files', 'sockets', 'timers'] as const) {
        const each = sizes.map((one) => one[what]).join(' ');
        expect(leaked(what), `${what} at the end of each day: ${each}`).toBeLessThanOrEqual(MOST_LEAKED);
      }
    } finally {
      await company.close();
    }
  },
);

const messages = ({ slack }: Company) =>
  [...slack.store.messages.values()].flat().filter(({ user }) => user === slack.botUserId);

/** Nothing is said twice on a day in one place. */
function repeats(company: Company): string[] {
  const said = messages(company)
    .filter(({ threadTs }) => threadTs === undefined)
    .map(
      ({ channel, ts, text }) => `${DateTime.fromSeconds(Number(ts), { zone: ZONE }).toISODate()} ${channel} ${text}`,
    );
  return said.filter((one, index) => said.indexOf(one) !== index).map((one) => `said twice: ${one}`);
}
