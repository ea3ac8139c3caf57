/**
 * Endpoints of the account, of associations and of lists. Sources: descriptions *Account Info*, *Crm Owners*, *Properties*,
 * *Pipelines*, *Associations*, *Lists*, all in the folders `2026-09`.
 */
import { type ObjectType, objectTypes } from './catalogue.ts';
import { notFound } from './problem.ts';
import { bodies, queries } from './requests.ts';
import { batchReply, ok, paged, parse, type Reply, type Route, VERSION } from './route.ts';
import { linked, type World } from './world.ts';

const contactsOrDeals = ['crm.objects.contacts.read', 'crm.objects.deals.read'];

export function accountRoutes(world: World): Route[] {
  const types = objectTypes.join('|');
  return [
    {
      method: 'GET',
      path: new RegExp(`^/account-info/${VERSION}/details$`),
      scopes: [],
      answer: ({ query }) => {
        parse(queries.none, query);
        return ok({
          ...world.account,
          portalName: 'Acme',
          accountType: 'STANDARD',
          uiDomain: 'app-eu1.hubspot.com',
          dataHostingLocation: 'eu1',
          utcOffset: '+01:00',
          utcOffsetMilliseconds: 3_600_000,
        });
      },
    },
    {
      method: 'GET',
      path: new RegExp(`^/account-info/${VERSION}/api-usage/daily/private-apps$`),
      scopes: [],
      answer: () =>
        ok({
          results: [
            {
              name: 'private-apps',
              currentUsage: 1200,
              usageLimit: 250_000,
              fetchStatus: 'SUCCESS',
              collectedAt: world.now().toISOString(),
              resetsAt: world.now().toISOString(),
            },
          ],
        }),
    },
    {
      method: 'GET',
      path: new RegExp(`^/crm/owners/${VERSION}$`),
      scopes: ['crm.objects.owners.read'],
      answer: ({ query }) => {
        const { limit = 100, after = '0', archived = 'false' } = parse(queries.owners, query);
        const at = new Date(0).toISOString();
        const all = world.owners
          .filter((owner) => String(owner.archived) === archived)
          .map((owner) => ({
            ...owner,
            type: 'PERSON',
            userId: Number(owner.id) + 1000,
            createdAt: at,
            updatedAt: at,
            teams: [],
          }));
        return ok(paged(all, limit, Number(after)));
      },
    },
    {
      method: 'GET',
      path: new RegExp(`^/crm/properties/${VERSION}/(${types})$`),
      scopes: contactsOrDeals,
      answer: (_call, [type]) => ok({ results: world.properties[type as ObjectType] }),
    },
    {
      method: 'GET',
      path: new RegExp(`^/crm/pipelines/${VERSION}/deals$`),
      scopes: contactsOrDeals,
      answer: () =>
        ok({
          results: world.pipelines.map((pipeline, displayOrder) => ({
            ...pipeline,
            displayOrder,
            archived: false,
            stages: pipeline.stages.map((stage, place) => ({
              ...stage,
              displayOrder: place,
              archived: false,
              metadata: {},
            })),
          })),
        }),
    },
    {
      method: 'POST',
      path: new RegExp(`^/crm/associations/${VERSION}/(${types})/(${types})/batch/read$`),
      scopes: ['crm.objects.contacts.read'],
      answer: ({ body }, [from, to]) =>
        associationsReply(world, from as ObjectType, to as ObjectType, parse(bodies.associations, body).inputs),
    },
  ];
}

const ASSOCIATIONS_ON_PAGE = 500;

/** A record without associations is an error of its own. Source: recorded answers of version 4, which the description keeps. */
function associationsReply(
  world: World,
  from: ObjectType,
  to: ObjectType,
  inputs: readonly { id: string; after?: string | undefined }[],
): Reply {
  const results: object[] = [];
  const errors: object[] = [];
  for (const { id, after = '0' } of inputs) {
    const { results: page, paging } = paged(linked(world, from, id, to), ASSOCIATIONS_ON_PAGE, Number(after));
    if (page.length === 0) {
      errors.push({
        status: 'error',
        category: 'OBJECT_NOT_FOUND',
        subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        message: `No ${to} is associated with ${from} ${id}.`,
        context: { fromObjectId: [id] },
      });
      continue;
    }
    const to_ = page.map((toObjectId) => ({
      toObjectId,
      associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: null }],
    }));
    results.push({ from: { id }, to: to_, ...(paging && { paging }) });
  }
  return batchReply({ status: errors.length > 0 ? 207 : 200, results, ...(errors.length > 0 && { errors }) });
}

export function listRoutes(world: World): Route[] {
  const scopes = ['crm.lists.read'];
  const listOf = (id: string | undefined) => {
    const list = world.lists.find((each) => each.id === id);
    if (!list) throw notFound();
    return list;
  };
  return [
    {
      method: 'POST',
      path: new RegExp(`^/crm/lists/${VERSION}/search$`),
      scopes,
      answer: ({ body }) => {
        const { offset, count = 20 } = parse(bodies.lists, body);
        const all = world.lists.map(({ id, name }) => ({
          listId: id,
          name,
          objectTypeId: '0-1',
          processingType: 'DYNAMIC',
        }));
        const lists = all.slice(offset, offset + count);
        return ok({ lists, offset: offset + lists.length, hasMore: offset + count < all.length, total: all.length });
      },
    },
    {
      method: 'GET',
      path: new RegExp(`^/crm/lists/${VERSION}/([^/]+)/memberships/join-order$`),
      scopes,
      answer: ({ query }, [id]) => {
        const { limit = 100, after = '0' } = parse(queries.members, query);
        const members = listOf(id).members.map(({ recordId, at }) => ({
          recordId,
          membershipTimestamp: new Date(at).toISOString(),
        }));
        return ok(paged(members, limit, Number(after)));
      },
    },
    {
      method: 'POST',
      path: new RegExp(`^/crm/lists/${VERSION}/records/memberships/batch/read$`),
      scopes,
      answer: ({ body }) =>
        batchReply({
          status: 200,
          results: parse(bodies.memberships, body).inputs.map(({ objectTypeId, recordId }) => ({
            objectTypeId,
            recordId,
            recordListMemberships: world.lists
              .filter(({ members }) => members.some((member) => member.recordId === recordId))
              .map(({ id }) => ({ listId: id, listVersion: 1, isPublicList: true })),
          })),
        }),
    },
  ];
}
