import type { Credentials, Crm, CrmOptions } from '../crm.ts';
import { accountAnswer } from './answers.ts';
import { changesOf } from './changes.ts';
import { checkAccount } from './check.ts';
import { findContacts } from './find.ts';
import { createHub } from './hub.ts';
import { contactIn, contactLink } from './links.ts';
import { offersOf } from './offers.ts';
import { listOwners } from './owners.ts';
import type { Tuning } from './pace.ts';
import { API, paths } from './paths.ts';
import { readRecords } from './read.ts';
import { createSender } from './send.ts';
import { createUsage } from './usage.ts';
import { writeRecords } from './write.ts';

/** Asks HubSpot for the account: links need its id, and close dates its time zone. */
export async function openHubSpot({ key = '' }: Credentials, options: CrmOptions, tuning: Tuning): Promise<Crm> {
  const { proxies, signal, now, address = API } = options;
  const sender = createSender({ key, address, proxies, signal, ...tuning });
  try {
    const account = await sender.send({ method: 'GET', path: paths.account, kind: 'read' }, accountAnswer);
    const hub = createHub(sender, account, now);
    const usage = createUsage(hub);
    return {
      check: async () => {
        const check = await checkAccount(hub);
        await usage.refresh();
        return check;
      },
      offers: () => offersOf(hub),
      changes: async (plan, cursor) => {
        const page = await changesOf(hub, plan, cursor);
        if (page.isEnd) await usage.refresh();
        return page;
      },
      read: (plan, ids) => readRecords(hub, plan, ids),
      find: (plan, contact) => findContacts(hub, plan, contact),
      write: (plan, writes) => writeRecords(hub, plan, writes),
      owners: () => listOwners(hub),
      linkOf: (id) => contactLink(account, id),
      recordIn: (link) => contactIn(account, link),
      left: () => usage.left(),
      close: () => sender.close(),
    };
  } catch (error) {
    await sender.close();
    throw error;
  }
}
