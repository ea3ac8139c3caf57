import { keptMonths } from '../platform/settings/retention.ts';

/** Months after which a request that has ended loses its words; null keeps all. */
export const keepRequestsMonths = keptMonths('requests.keep_ended_months');
