/** A company that works in a CRM as well. */
import { connectCrm, keepCheck, setPlan, switchOn } from '../../../src/crm/connection.ts';
import type { CrmPlan } from '../../../src/crm/crm.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import type { CompanySpec } from './company.ts';
import { databaseIn } from './options.ts';

interface Account {
  url: string;
  close(): Promise<void>;
}

interface Work<Its extends Account> {
  kind: 'hubspot' | 'salesforce';
  open: (now: () => Date) => Promise<Its>;
  credentials: (account: Its) => Record<string, string>;
  plan: Omit<CrmPlan, 'teamId' | 'marketerId'>;
}

/** The account of the present company is that of `account`. */
export function inCrm<Its extends Account>({ kind, open, credentials, plan }: Work<Its>) {
  let opened: Its | undefined;
  const account = (): Its => {
    if (!opened) throw new Error('There is no CRM.');
    return opened;
  };
  const spec = {
    // Work of a sync begins a minute after the last one.
    tickMs: 61_000,
    openCrm: async (now) => {
      opened = await open(now);
      return opened;
    },
    seed: (tx, { slack, folder }, now) => {
      const by = slack.ids.people.ada ?? '';
      const [team] = teamsOfKind(tx, 'sales');
      const given = { kind, credentials: credentials(account()), by };
      connectCrm(tx, createKeys(databaseIn(folder)), given, now);
      keepCheck(tx, { account: 'Northwind', missing: [], notes: [] }, now);
      setPlan(tx, { plan: { ...plan, teamId: team?.id ?? 0, marketerId: slack.ids.people.mia ?? '' }, by }, now);
      switchOn(tx, { by }, now);
    },
  } satisfies CompanySpec;
  return { account, spec };
}
