/**
 * A Monday at nine: 5,000 events in ten seconds and 200 hand-offs, while the digests of all teams are posted and the scoreboard
 * counts all days of a million leads. Slack keeps its limits. `PROOF=short` is a smaller company. Memory is measured on Linux.
 */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call, Delivered, SeenModal } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { median, percentile } from '../../bench/measure/statistics.ts';
import { tempFolder } from '../support/temp-database.ts';
import { type Act, actsOf, type Flood } from './acts.ts';
import { type Company, createCompany, marketerAt, type Size } from './company.ts';
import { faultsAtEnd } from './end.ts';

const isShort = process.env.PROOF === 'short';
const SIZE: Size = isShort
  ? { leads: 20_000, teams: 5, open: 32, marketers: 16 }
  : { leads: 1_000_000, teams: 20, open: 60, marketers: 200 };
const FLOOD: Flood = isShort ? { seconds: 6, events: 600, taken: 30 } : { seconds: 10, events: 5_000, taken: 120 };
const MOST_MB = 512;
/** Its knowledge of teams from then is minutes old at nine, as on any day. */
const BEFORE_NINE = '2026-11-23T07:55:00Z';
/** The digests, the post of the scoreboard and the daily summaries come in the middle of the flood. */
const BEGIN = `2026-11-23T07:59:${60 - FLOOD.seconds / 2}Z`;
const A_MOMENT_BEFORE = `2026-11-23T07:59:${54 - FLOOD.seconds / 2}Z`;

/** views.open takes a hundred at once and then a hundred a minute; some are left for the flood. */
const FORMS_AT_ONCE = 60;
const FORM_MS = 650;
/** Until Slack takes enough of them again. */
const REST_MS = isShort ? 0 : 45_000;

/** Each marketer has filled in a form. */
async function openForms({ slack }: Company): Promise<SeenModal[]> {
  const forms: SeenModal[] = [];
  for (let number = 0; number < SIZE.marketers; number += 1) {
    if (number >= FORMS_AT_ONCE) await sleep(FORM_MS);
    const who = slack.as(marketerAt(number));
    await who.command('/handoff', { in: '#marketing' });
    const form = await who.modal('Hand off a lead');
    const contact = { Name: `Jane ${number}`, Company: `Acme ${number}`, Email: `jane@acme${number}.example` };
    await form.fill({ ...contact, 'Hand off to': `Team ${1 + (number % SIZE.teams)}`, 'What do they need?': 'A demo' });
    forms.push(form);
  }
  return forms;
}

/** The largest that it ever was. */
const memoryMb = (pid: number) =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function play(acts: readonly Act[]): Promise<void> {
  const begin = performance.now();
  const running: unknown[] = [];
  for (const { atMs, run } of acts) {
    const earlyMs = begin + atMs - performance.now();
    if (earlyMs > 1) await sleep(earlyMs);
    running.push(run());
  }
  await Promise.all(running);
}

test.runIf(process.platform === 'linux').each(['http', 'socket'] as const)(
  'a flood on a Monday at nine is answered, and all cards are right, over %s',
  { timeout: 1_800_000 },
  async (mode) => {
    const company = await createCompany(SIZE, { mode, folder: tempFolder(), at: BEFORE_NINE });
    const { slack } = company;
    try {
      const seen = watch(company);
      const pid = await company.start();
      const forms = await openForms(company);
      await sleep(REST_MS);
      const acts = actsOf(company, FLOOD, { cards: company.openCards, forms });
      await company.setTime(A_MOMENT_BEFORE);
      await sleep(new Date(BEGIN).getTime() - company.now().getTime());
      company.countAgain();
      seen.deliveries.length = 0;
      const own = monitorEventLoopDelay({ resolution: 1 });
      own.enable();
      await play(acts);
      own.disable();
      const until = company.now();
      const days = company.uncounted();
      // Baton hears of its own messages too.
      await company.tell('idle');
      await slack.settled();
      const loopMs = await company.tell('idle');
      const mb = memoryMb(pid);
      await company.stop();
      const faults = [
        ...faultsAtEnd(company, { ...FLOOD, handOffs: forms.length }),
        ...company.errors(),
        ...slack.problems,
      ];
      const flood = seen.deliveries.filter(({ at }) => at <= until);
      const acks = flood.map(({ tookMs = 0 }) => tookMs);
      const lost = seen.deliveries.filter(({ acked }) => !acked);
      console.log(
        `${mode}, ${SIZE.leads.toLocaleString('en')} leads: ${acts.length} acts in ${FLOOD.seconds} s, ` +
          `${flood.length} events, acknowledged after ${median(acks)} ms, p99 ${percentile(acks, 0.99)} ms, ` +
          `at most ${Math.max(...acks)} ms; ${forms.length} hand-offs; the loop held for ${loopMs} ms at most, that of Slack for ${(own.max / 1e6).toFixed(0)}; ` +
          `${mb.toFixed(0)} MB at most; ${days} days of the scoreboard left after the flood; ` +
          `429s: ${seen.refused.length}; lost: ${lost.length}; faults: ${faults.length}`,
      );
      expect.soft(lost.map(({ what, error }) => `${what}: ${error}`)).toEqual([]);
      expect.soft(faults).toEqual([]);
      expect.soft(seen.refused.map(({ method }) => method)).toEqual([]);
      expect(mb).toBeLessThan(MOST_MB);
    } finally {
      await company.close();
    }
  },
);

/** Events of Slack from now on, and each call that it refused for a limit. */
function watch({ slack }: Company) {
  const seen = { deliveries: [] as Delivered[], refused: [] as Call[] };
  slack.traffic.listen((entry) => {
    if (entry.tookMs === undefined) return;
    if (entry.kind === 'delivery') seen.deliveries.push(entry);
    else if (entry.status === 429) seen.refused.push(entry);
  });
  return seen;
}
