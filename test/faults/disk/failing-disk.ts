/** People at work while the disk of Baton fails, and what holds afterwards. */
import { expect } from 'vitest';
import {
  faultsOfDatabase,
  faultsOfLog,
  faultsOfMessages,
  faultsOfOwners,
  faultsOfWaiting,
} from '../../support/invariants.ts';
import { webhookReceiver } from '../../support/webhook-receiver.ts';
import { type Company, type CompanySpec, createCompany } from '../crash/company.ts';
import { accepted, handedOff, JANES_WORDS, posts } from '../crash/people.ts';
import type { Step } from '../crash/scenario.ts';

export type Child = Awaited<ReturnType<Company['startChild']>>;

/** A lead on its way, in two acts. */
export const STEPS = [handedOff, accepted];

export async function onCompany(
  spec: CompanySpec,
  run: (company: Company, child: Child) => Promise<void>,
): Promise<void> {
  const company = await createCompany(spec, await webhookReceiver());
  try {
    const child = await company.startChild();
    await company.travel(company.now().toISOString());
    await run(company, child);
  } finally {
    await company.close();
  }
}

/** Everything that people were told is done is there once, in the process that met the fault and in the next one. */
export async function expectWhole(company: Company, child: Child): Promise<void> {
  await company.drain();
  await child.kill();
  await company.startSuccessor();
  await expectSound(company);
}

/** In the process after it. */
export async function expectSound(company: Company): Promise<void> {
  await company.drain();
  const db = company.db();
  expect([
    ...faultsOfDatabase(db),
    ...faultsOfOwners(db),
    ...faultsOfWaiting(db, company.now()),
    ...faultsOfMessages(db, company.slack),
    ...faultsOfLog(company.log(), JANES_WORDS),
  ]).toEqual([]);
  expect(posts(company, '#sales', 'Jane Doe · ')).toHaveLength(1);
}

const REFUSED = 'nothing was saved';

/** Whether the person was told nothing else than that it is done. */
export async function wasTaken(company: Company, step: Step): Promise<boolean> {
  let isDone = true;
  try {
    await step.act(company);
  } catch {
    isDone = false;
  }
  await company.settled();
  const { slack } = company;
  const ephemerals = slack.store.ephemerals.splice(0).map(({ text }) => text);
  const notices = ['mia', 'sam'].flatMap((who) =>
    slack
      .as(who)
      .modals()
      .map((modal) => modal.text()),
  );
  return isDone && ![...ephemerals, ...notices].some((text) => text.includes(REFUSED));
}

async function closeNotices({ slack }: Company): Promise<void> {
  for (const who of ['mia', 'sam'])
    for (const modal of slack.as(who).modals().reverse()) if (modal.text().includes(REFUSED)) await modal.close();
}

/** The disk works again: what was taken is done, and people do the rest again. */
export async function expectDone(company: Company, taken: readonly boolean[], when: string): Promise<void> {
  for (const [at, step] of STEPS.entries()) {
    await company.drain();
    if (taken[at]) expect(step.isDone(company), `step ${at + 1}, ${when}`).toBe(true);
    if (step.isDone(company)) continue;
    await closeNotices(company);
    await step.act(company);
    await company.settled();
    expect(step.isDone(company), `step ${at + 1}, ${when}, once more`).toBe(true);
  }
}
