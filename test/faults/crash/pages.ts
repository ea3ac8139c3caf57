/** Pages that people open by a command, and what stands in the database behind them. */
import type { SeenModal } from '@baton/sandbox';
import type { Company } from './company.ts';
import { press } from './people.ts';
import type { Step } from './scenario.ts';

/** A person who comes back opens things again. */
export async function closeAll(company: Company, who: string): Promise<void> {
  for (const modal of company.as(who).modals().reverse()) await modal.close({ all: true });
}

export async function page(
  company: Company,
  who: string,
  command: string,
  title: string,
  channel = '#general',
): Promise<SeenModal> {
  await closeAll(company, who);
  await company.as(who).command(command, { in: channel });
  return company.as(who).modal(title);
}

/** The first column of the first row. */
export const oneOf = (company: Company, query: string): unknown => company.db().$client.prepare(query).pluck().get();

export const rowsOf = (company: Company, query: string): unknown[] => company.db().$client.prepare(query).raw().all();

/** Whether a query finds a row. */
export const finds =
  (query: string): Step['isDone'] =>
  (company) =>
    oneOf(company, `select exists (${query})`) === 1;

/** A button of a page that a command opens. */
export const pressedOn = (
  who: string,
  [command, title, button]: readonly [command: string, title: string, button: string],
  isDone: Step['isDone'],
): Step => ({
  act: async (company) => press(company, who, await page(company, who, command, title), button),
  isDone,
});
