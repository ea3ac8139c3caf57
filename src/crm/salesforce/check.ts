import { type CrmCheck, CrmError } from '../crm.ts';
import type { Api } from './api.ts';
import { type Described, hasOwnId, OWN_ID } from './describe.ts';
import { convertedStatuses } from './offers.ts';
import { cellOf, textOf } from './soql.ts';

type Right = 'Read' | 'Create' | 'Edit';

/** Object permissions, one by one, and the fields whose security has to allow the same. */
const NEEDED: { object: string; label: string; rights: Right[]; fields: string[] }[] = [
  {
    object: 'Lead',
    label: 'Leads',
    rights: ['Read', 'Create', 'Edit'],
    fields: ['FirstName', 'LastName', 'Company', 'Email', 'Phone', 'Title', 'Status', 'OwnerId'],
  },
  {
    object: 'Contact',
    label: 'Contacts',
    rights: ['Read', 'Create', 'Edit'],
    fields: ['FirstName', 'LastName', 'Email', 'Phone', 'Title', 'OwnerId'],
  },
  { object: 'Account', label: 'Accounts', rights: ['Read', 'Create', 'Edit'], fields: [] },
  {
    object: 'Opportunity',
    label: 'Opportunities',
    rights: ['Read', 'Create', 'Edit'],
    fields: ['Name', 'StageName', 'Amount', 'CloseDate'],
  },
  { object: 'Task', label: 'Tasks', rights: ['Read', 'Create'], fields: ['Subject', 'Description', 'Status', 'WhoId'] },
  { object: 'User', label: 'Users', rights: ['Read'], fields: ['Name', 'Email'] },
];

function missingOf(described: Described | undefined, { label, object, rights, fields }: (typeof NEEDED)[number]) {
  if (!described) return rights.map((right) => `${label}: ${right}`);
  const may: Record<Right, boolean> = { Read: true, Create: described.createable, Edit: described.updateable };
  const missing = rights.filter((right) => !may[right]).map((right) => `${label}: ${right}`);
  for (const name of fields) {
    const field = described.fields.get(name);
    if (!field) missing.push(`${object}.${name}: Read Access`);
    else if (rights.includes('Edit') && described.updateable && !field.updateable) {
      missing.push(`${object}.${name}: Edit Access`);
    }
  }
  return missing;
}

/** Permissions of a user that no object shows (Object Reference, UserPermissionAccess). */
async function permissionOf(api: Api, name: string): Promise<boolean | undefined> {
  try {
    const [row] = await api.query(`SELECT ${name} FROM UserPermissionAccess LIMIT 1`);
    return row && cellOf(row, name) === true;
  } catch (error) {
    if (error instanceof CrmError && error.fault === 'right') return undefined;
    throw error;
  }
}

export async function checkAccount(api: Api): Promise<CrmCheck> {
  const { scopes } = await api.session();
  const missing = scopes.includes('api') || scopes.includes('full') ? [] : ['OAuth scope: api'];
  let lead: Described | undefined;
  for (const need of NEEDED) {
    const described = await api.describe(need.object);
    if (need.object === 'Lead') lead = described;
    missing.push(...missingOf(described, need));
  }
  if ((await permissionOf(api, 'PermissionsConvertLeads')) === false) missing.push('Convert Leads');
  return { account: await accountOf(api), missing, notes: await notesOf(api, lead) };
}

async function accountOf(api: Api): Promise<string> {
  const [row] = await api.query('SELECT Name, IsSandbox FROM Organization LIMIT 1');
  const name = (row && textOf(row, 'Name')) ?? new URL(api.address).host;
  return row && cellOf(row, 'IsSandbox') === true ? `${name} (sandbox)` : name;
}

async function notesOf(api: Api, lead: Described | undefined): Promise<string[]> {
  const notes: string[] = [];
  if (lead && !hasOwnId(lead)) {
    notes.push(
      `Leads have no field ${OWN_ID}. Without it, Baton finds a lead that it added by its values after a broken connection. Add a text field with "External ID" and "Unique" to be sure.`,
    );
  }
  if ((await permissionOf(api, 'PermissionsViewAllData')) === false) {
    notes.push(
      'The user sees only records that are shared with it. "View All Records" on leads and contacts shows the rest.',
    );
  }
  if (lead && (await convertedStatuses(api)).length === 0) {
    notes.push('There is no lead status for converted leads, so Baton cannot convert a qualified lead.');
  }
  if (!(await api.describe('Campaign'))) {
    notes.push('The user may not read campaigns, so leads come without their campaign.');
  }
  return notes;
}
