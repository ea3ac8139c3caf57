/** The endpoints. Each names its scopes; one of them is enough. Source: descriptions, `security`; guides of the activities. */

import { accountRoutes, listRoutes } from './account-routes.ts';
import { type ObjectType, objectTypes } from './catalogue.ts';
import * as objects from './objects.ts';
import { notFound } from './problem.ts';
import { bodies, queries } from './requests.ts';
import { batchReply, listed, ok, parse, type Route, VERSION } from './route.ts';
import { createSearch } from './search.ts';
import { everything, type World } from './world.ts';

/** Activities have the scopes of contacts; emails need one more to be read. Source: guides *Notes*, *Emails*. */
const scopesOf = (type: ObjectType, act: 'read' | 'write'): string[] => {
  if (type === 'emails' && act === 'read') return ['sales-email-read'];
  return [`crm.objects.${type === 'deals' ? 'deals' : 'contacts'}.${act}`];
};

export function routesOf(world: World): Route[] {
  const search = createSearch(world);
  const ofType = (type: ObjectType): Route[] => {
    const at = (rest: string) => new RegExp(`^/crm/objects/${VERSION}/${type}${rest}$`);
    const [read, write] = [scopesOf(type, 'read'), scopesOf(type, 'write')];
    return [
      {
        method: 'GET',
        path: at(''),
        scopes: read,
        answer: ({ query }) => {
          const { limit = 10, after = '0', properties } = parse(queries.list, query);
          const all = everything(world, type).filter(({ id }) => Number(id) >= Number(after));
          const page = all.slice(0, limit).map((thing) => objects.shown(world, type, thing, listed(properties)));
          const next = all[limit];
          return ok({ results: page, ...(next && { paging: { next: { after: next.id } } }) });
        },
      },
      {
        method: 'POST',
        path: at(''),
        scopes: write,
        answer: ({ body }) => ok(objects.create(world, type, parse(bodies.create, body)), 201),
      },
      {
        method: 'POST',
        path: at('/search'),
        scopes: read,
        isSearch: true,
        answer: ({ body }) => ok(search(type, parse(bodies.search, body))),
      },
      {
        method: 'POST',
        path: at('/batch/read'),
        scopes: read,
        answer: ({ body }) => {
          const { inputs, properties, idProperty } = parse(bodies.batchRead, body);
          return batchReply(objects.batchRead(world, type, inputs, properties, idProperty));
        },
      },
      {
        method: 'POST',
        path: at('/batch/create'),
        scopes: write,
        answer: ({ body }) => batchReply(objects.batchCreate(world, type, parse(bodies.batchCreate, body).inputs)),
      },
      {
        method: 'POST',
        path: at('/batch/update'),
        scopes: write,
        answer: ({ body }) => batchReply(objects.batchUpdate(world, type, parse(bodies.batchUpdate, body).inputs)),
      },
      {
        method: 'GET',
        path: at('/([^/]+)'),
        scopes: read,
        answer: ({ query }, [id = '']) => {
          const { properties, idProperty } = parse(queries.object, query);
          const thing = objects.byProperty(world, type, id, idProperty);
          if (!thing) throw notFound();
          return ok(objects.shown(world, type, thing, listed(properties)));
        },
      },
      {
        method: 'PATCH',
        path: at('/([^/]+)'),
        scopes: write,
        answer: ({ body }, [id = '']) =>
          ok(objects.change(world, type, { id, properties: parse(bodies.change, body).properties })),
      },
    ];
  };
  return [...accountRoutes(world), ...listRoutes(world), ...objectTypes.flatMap(ofType)];
}
