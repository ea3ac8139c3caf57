import type { CrmOwner } from '../crm.ts';
import { pageEnd } from '../page-end.ts';
import { ownersAnswer } from './answers.ts';
import type { Hub } from './hub.ts';
import { paths } from './paths.ts';
import { emailText, oneLine } from './values.ts';

const MOST_ON_PAGE = '100';

/** Those that were deactivated are asked for by themselves; their records keep them. */
export async function listOwners(hub: Hub): Promise<CrmOwner[]> {
  return [...(await ownersThat(hub, false)), ...(await ownersThat(hub, true))];
}

async function ownersThat({ send }: Hub, archived: boolean): Promise<CrmOwner[]> {
  const owners: CrmOwner[] = [];
  const reach = pageEnd();
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    reach(after ?? '');
    const query = { limit: MOST_ON_PAGE, archived: String(archived), ...(after !== undefined && { after }) };
    const { results, paging } = await send({ method: 'GET', path: paths.owners, query, kind: 'read' }, ownersAnswer);
    for (const { id, email, firstName, lastName } of results)
      owners.push({
        id,
        name: oneLine(`${firstName ?? ''} ${lastName ?? ''}`) ?? email ?? id,
        email: emailText(email),
        isActive: !archived,
      });
    after = paging?.next?.after;
  }
  return owners;
}
