/** Time in the scenarios. It passes whether Baton lives or not, so a moment is a step of its own. */
import type { Company } from './company.ts';
import type { Step } from './scenario.ts';

/** A moment that comes, and what Baton then does by itself. */
export const moment = (at: string, isDone: Step['isDone'] = () => true): Step => ({
  act: (company) => company.travel(at),
  isDone: (company) => company.now() >= new Date(at) && isDone(company),
});

/** Work begins in Berlin in winter. Messages that waited for it come five minutes later. */
export const morning = (day: string, isDone: Step['isDone']): Step[] => [
  moment(`${day}T08:00:30Z`, isDone),
  moment(`${day}T08:06:00Z`),
];

/** A night passes in which nothing falls due, so that its work and that of the morning are no part of the same moment. */
export const night =
  (day: string) =>
  (company: Company): Promise<void> =>
    company.travel(`${day}T02:00:30Z`);
