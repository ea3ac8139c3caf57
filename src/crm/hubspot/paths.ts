/**
 * Addresses of HubSpot's API. Versions are dates; one is supported for 18 months.
 * Source: HubSpot's public OpenAPI descriptions, folders `2026-09`.
 */
export const API = 'https://api.hubapi.com';
const VERSION = '2026-09';

/** Objects by their names in paths. */
export type ObjectType = 'contacts' | 'deals' | 'notes' | 'calls' | 'emails' | 'meetings';

/** The id of contacts among the types of objects. */
export const CONTACT_TYPE = '0-1';

export const paths = {
  account: `/account-info/${VERSION}/details`,
  usage: `/account-info/${VERSION}/api-usage/daily/private-apps`,
  owners: `/crm/owners/${VERSION}`,
  properties: `/crm/properties/${VERSION}/contacts`,
  pipelines: `/crm/pipelines/${VERSION}/deals`,
  lists: `/crm/lists/${VERSION}/search`,
  members: (listId: string) =>
    `/crm/lists/${VERSION}/${encodeURIComponent(listId.toWellFormed())}/memberships/join-order`,
  memberships: `/crm/lists/${VERSION}/records/memberships/batch/read`,
  objects: (type: ObjectType) => `/crm/objects/${VERSION}/${type}`,
  object: (type: ObjectType, id: string) => `/crm/objects/${VERSION}/${type}/${encodeURIComponent(id.toWellFormed())}`,
  search: (type: ObjectType) => `/crm/objects/${VERSION}/${type}/search`,
  batch: (type: ObjectType, act: 'read' | 'create' | 'update') => `/crm/objects/${VERSION}/${type}/batch/${act}`,
  associations: (from: ObjectType, to: ObjectType) => `/crm/associations/${VERSION}/${from}/${to}/batch/read`,
};

/** Records of one batch request. */
export const BATCH = 100;

export const chunks = <T>(all: readonly T[], size: number = BATCH): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
