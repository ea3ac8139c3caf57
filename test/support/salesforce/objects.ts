/**
 * The objects of the fake account, as the Object Reference for the Salesforce Platform describes them: only the fields that Baton knows,
 * and the ones that make it fail if it forgets them.
 */
export interface FieldDef {
  type:
    | 'id'
    | 'string'
    | 'textarea'
    | 'email'
    | 'phone'
    | 'url'
    | 'picklist'
    | 'reference'
    | 'boolean'
    | 'int'
    | 'currency'
    | 'date'
    | 'datetime';
  length?: number;
  /** REQUIRED_FIELD_MISSING without it. */
  isRequired?: boolean;
  /** Written by Salesforce alone. */
  isSystem?: boolean;
  /** Create, but no Update. */
  isFixed?: boolean;
  to?: string;
  options?: string[];
  isRestricted?: boolean;
  isExternalId?: boolean;
  /** A long text area cannot be filtered (SOQL and SOSL Reference, "SOQL Limits on Objects"). */
  isUnfiltered?: boolean;
}

export interface ObjectDef {
  prefix: string;
  fields: Record<string, FieldDef>;
  /** Name of the relationship, its object, and the field that points here. */
  children?: Record<string, [object: string, field: string]>;
  /** Setup data: read only. */
  isSetup?: boolean;
}

const text = (length: number, more: Partial<FieldDef> = {}): FieldDef => ({ type: 'string', length, ...more });
const to = (object: string, more: Partial<FieldDef> = {}): FieldDef => ({ type: 'reference', to: object, ...more });
const system = (type: FieldDef['type'], more: Partial<FieldDef> = {}): FieldDef => ({ type, isSystem: true, ...more });
const long: FieldDef = { type: 'textarea', length: 32_000, isUnfiltered: true };

const common: Record<string, FieldDef> = {
  Id: system('id'),
  IsDeleted: system('boolean'),
  CreatedDate: system('datetime'),
  CreatedById: system('reference', { to: 'User' }),
  LastModifiedDate: system('datetime'),
  SystemModstamp: system('datetime'),
};

export const LEAD_STATUSES = ['Open - Not Contacted', 'Working - Contacted', 'Qualified', 'Unqualified'];
export const CONVERTED_STATUS = 'Closed - Converted';
export const STAGES = ['Prospecting', 'Negotiation', 'Closed Won', 'Closed Lost'];

const person: Record<string, FieldDef> = {
  ...common,
  MasterRecordId: system('reference'),
  FirstName: text(40),
  LastName: text(80, { isRequired: true }),
  Email: { type: 'email', length: 80 },
  Phone: { type: 'phone', length: 40 },
  MobilePhone: { type: 'phone', length: 40 },
  Title: text(128),
  LeadSource: { type: 'picklist', options: ['Web', 'Trade Show'] },
  Description: long,
  OwnerId: to('User'),
};

export const objectDefs: Record<string, ObjectDef> = {
  Lead: {
    prefix: '00Q',
    fields: {
      ...person,
      Company: text(255, { isRequired: true }),
      Country: text(80),
      NumberOfEmployees: { type: 'int' },
      Status: { type: 'picklist', options: [...LEAD_STATUSES, CONVERTED_STATUS] },
      IsConverted: system('boolean'),
      ConvertedContactId: system('reference', { to: 'Contact' }),
      ConvertedAccountId: system('reference', { to: 'Account' }),
      ConvertedOpportunityId: system('reference', { to: 'Opportunity' }),
      Baton_Link__c: { type: 'url', length: 255 },
      Accepted_At__c: { type: 'datetime' },
      Contacts__c: { type: 'int' },
      Temperature__c: { type: 'picklist', options: ['hot', 'warm', 'cold'], isRestricted: true },
    },
    children: { CampaignMembers: ['CampaignMember', 'LeadId'] },
  },
  Contact: {
    prefix: '003',
    fields: {
      ...person,
      AccountId: to('Account'),
      MailingCountry: text(80),
      Baton_Link__c: { type: 'url', length: 255 },
    },
    children: {
      CampaignMembers: ['CampaignMember', 'ContactId'],
      OpportunityContactRoles: ['OpportunityContactRole', 'ContactId'],
    },
  },
  Account: {
    prefix: '001',
    fields: {
      ...common,
      Name: text(255, { isRequired: true }),
      NumberOfEmployees: { type: 'int' },
      OwnerId: to('User'),
    },
  },
  Opportunity: {
    prefix: '006',
    fields: {
      ...common,
      Name: text(120, { isRequired: true }),
      StageName: { type: 'picklist', options: STAGES, isRequired: true },
      CloseDate: { type: 'date', isRequired: true },
      Amount: { type: 'currency' },
      AccountId: to('Account'),
      OwnerId: to('User'),
    },
    children: { OpportunityContactRoles: ['OpportunityContactRole', 'OpportunityId'] },
  },
  OpportunityContactRole: {
    prefix: '00K',
    fields: {
      ...common,
      OpportunityId: to('Opportunity', { isRequired: true, isFixed: true }),
      ContactId: to('Contact', { isRequired: true }),
      IsPrimary: { type: 'boolean' },
    },
  },
  Task: {
    prefix: '00T',
    fields: {
      ...common,
      Subject: text(255),
      Description: long,
      WhoId: to('Lead'),
      OwnerId: to('User'),
      Status: { type: 'picklist', options: ['Open', 'Completed'] },
      ActivityDate: { type: 'date' },
      TaskSubtype: {
        type: 'picklist',
        options: ['Task', 'Call', 'Email', 'ListEmail'],
        isRestricted: true,
        isFixed: true,
      },
    },
  },
  Campaign: {
    prefix: '701',
    fields: { ...common, Name: text(80, { isRequired: true }), IsActive: { type: 'boolean' } },
  },
  CampaignMember: {
    prefix: '00v',
    fields: { ...common, CampaignId: to('Campaign'), LeadId: to('Lead'), ContactId: to('Contact') },
  },
  User: {
    prefix: '005',
    isSetup: true,
    fields: {
      ...common,
      Name: text(121),
      Email: { type: 'email' },
      IsActive: { type: 'boolean' },
      UserType: text(40),
      Username: text(80),
    },
  },
  ...Object.fromEntries(
    Object.entries({
      LeadStatus: ['01J', ['IsConverted']],
      OpportunityStage: ['01J', ['IsActive', 'IsWon', 'IsClosed']],
      TaskStatus: ['01J', ['IsClosed']],
    } as Record<string, [string, string[]]>).map(([name, [prefix, flags]]): [string, ObjectDef] => [
      name,
      {
        prefix,
        isSetup: true,
        fields: {
          ...common,
          ApiName: text(255),
          MasterLabel: text(255),
          SortOrder: { type: 'int' },
          ...Object.fromEntries(flags.map((flag): [string, FieldDef] => [flag, { type: 'boolean' }])),
        },
      },
    ]),
  ),
  ListView: {
    prefix: '00B',
    isSetup: true,
    fields: { ...common, Name: text(80), SobjectType: text(40), IsSoqlCompatible: { type: 'boolean' }, Query: long },
  },
  Organization: {
    prefix: '00D',
    isSetup: true,
    fields: { ...common, Name: text(80), IsSandbox: { type: 'boolean' } },
  },
  UserPermissionAccess: {
    prefix: '0PA',
    isSetup: true,
    fields: {
      ...common,
      PermissionsConvertLeads: { type: 'boolean' },
      PermissionsViewAllData: { type: 'boolean' },
    },
  },
};
