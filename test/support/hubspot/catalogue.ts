/**
 * Properties of a new account, as far as the tests use them.
 * Sources: HubSpot's knowledge base, *default contact properties* and *default deal properties*; the guides *Notes*, *Calls*,
 * *Meetings*, *Emails*.
 */
export type ObjectType = 'contacts' | 'deals' | 'notes' | 'calls' | 'emails' | 'meetings';
export const objectTypes: readonly ObjectType[] = ['contacts', 'deals', 'notes', 'calls', 'emails', 'meetings'];

export interface PropertyDefinition {
  name: string;
  label: string;
  type: 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool';
  fieldType: string;
  options: { label: string; value: string; displayOrder: number; hidden: boolean }[];
  hubspotDefined: boolean;
  calculated: boolean;
  hidden: boolean;
  archived: boolean;
  hasUniqueValue: boolean;
  groupName: string;
  description: string;
  modificationMetadata: { archivable: boolean; readOnlyDefinition: boolean; readOnlyValue: boolean };
}

type Further = Partial<
  Pick<PropertyDefinition, 'label' | 'hubspotDefined' | 'hidden' | 'hasUniqueValue' | 'fieldType'>
> & {
  isReadOnly?: boolean;
  options?: readonly (string | [value: string, label: string])[];
};

const fieldTypes = {
  string: 'text',
  number: 'number',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  bool: 'booleancheckbox',
};

export function property(name: string, type: PropertyDefinition['type'], further: Further = {}): PropertyDefinition {
  const { isReadOnly = false, options = [], hubspotDefined = true, ...rest } = further;
  return {
    name,
    label: name,
    type,
    fieldType: fieldTypes[type],
    options: options.map((option, displayOrder) => {
      const [value, label] = typeof option === 'string' ? [option, option] : option;
      return { value, label, displayOrder, hidden: false };
    }),
    hubspotDefined,
    calculated: false,
    hidden: false,
    archived: false,
    hasUniqueValue: false,
    groupName: 'information',
    description: '',
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyValue: isReadOnly,
    },
    ...rest,
  };
}

const readOnly = { isReadOnly: true };
const texts = (...names: string[]) => names.map((name) => property(name, 'string'));
const ofAll = [property('hs_object_id', 'number', readOnly), property('hubspot_owner_id', 'enumeration')];
const ofOthers = [
  ...ofAll,
  property('hs_createdate', 'datetime', readOnly),
  property('hs_lastmodifieddate', 'datetime', readOnly),
];

export const lifecycleStages: readonly [string, string][] = [
  ['subscriber', 'Subscriber'],
  ['lead', 'Lead'],
  ['marketingqualifiedlead', 'Marketing Qualified Lead'],
  ['salesqualifiedlead', 'Sales Qualified Lead'],
  ['opportunity', 'Opportunity'],
  ['customer', 'Customer'],
];

const leadStatuses: readonly [string, string][] = [
  ['NEW', 'New'],
  ['OPEN', 'Open'],
  ['IN_PROGRESS', 'In Progress'],
  ['CONNECTED', 'Connected'],
  ['UNQUALIFIED', 'Unqualified'],
];

export const usualProperties = (): Record<ObjectType, PropertyDefinition[]> => ({
  contacts: [
    ...ofAll,
    ...texts(
      'firstname',
      'lastname',
      'email',
      'phone',
      'mobilephone',
      'company',
      'jobtitle',
      'country',
      'company_size',
      'message',
    ),
    property('numemployees', 'enumeration', { options: ['1-5', '5-25', '25-50'] }),
    property('lifecyclestage', 'enumeration', {
      label: 'Lifecycle Stage',
      fieldType: 'radio',
      options: lifecycleStages,
    }),
    property('hs_lead_status', 'enumeration', { label: 'Lead Status', fieldType: 'radio', options: leadStatuses }),
    property('hs_analytics_source', 'enumeration', { ...readOnly, options: ['ORGANIC_SEARCH', 'PAID_SEARCH'] }),
    property('hs_analytics_first_touch_converting_campaign', 'string', readOnly),
    property('hs_analytics_last_touch_converting_campaign', 'string', readOnly),
    property('hs_additional_emails', 'string', readOnly),
    property('hs_merged_object_ids', 'string', readOnly),
    property('hs_searchable_calculated_phone_number', 'string', readOnly),
    property('hs_searchable_calculated_mobile_number', 'string', readOnly),
    property('hubspotscore', 'number', readOnly),
    property('createdate', 'datetime', readOnly),
    property('lastmodifieddate', 'datetime', readOnly),
  ],
  deals: [
    ...ofOthers,
    ...texts('dealname', 'description'),
    property('pipeline', 'enumeration'),
    property('dealstage', 'enumeration'),
    property('amount', 'number'),
    property('deal_currency_code', 'enumeration'),
    property('closedate', 'datetime'),
    property('createdate', 'datetime', readOnly),
  ],
  notes: [...ofOthers, property('hs_timestamp', 'datetime'), ...texts('hs_note_body')],
  calls: [
    ...ofOthers,
    property('hs_timestamp', 'datetime'),
    ...texts('hs_call_body', 'hs_call_title'),
    property('hs_call_status', 'enumeration', { options: ['COMPLETED', 'NO_ANSWER'] }),
    property('hs_call_direction', 'enumeration', { options: ['INBOUND', 'OUTBOUND'] }),
  ],
  meetings: [
    ...ofOthers,
    property('hs_timestamp', 'datetime'),
    ...texts('hs_meeting_body', 'hs_meeting_title'),
    property('hs_meeting_outcome', 'enumeration', { options: ['SCHEDULED', 'COMPLETED', 'NO_SHOW'] }),
    property('hs_meeting_start_time', 'datetime'),
    property('hs_meeting_end_time', 'datetime'),
  ],
  emails: [
    ...ofOthers,
    property('hs_timestamp', 'datetime'),
    ...texts('hs_email_text', 'hs_email_subject'),
    property('hs_email_direction', 'enumeration', { options: ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL'] }),
    property('hs_email_status', 'enumeration', { options: ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT'] }),
  ],
});

/** Source: *Using object APIs*, required properties to create records. */
export const requiredToCreate: Record<ObjectType, readonly string[]> = {
  contacts: [],
  deals: ['dealname', 'dealstage', 'pipeline'],
  notes: ['hs_timestamp'],
  calls: ['hs_timestamp'],
  meetings: ['hs_timestamp'],
  emails: ['hs_timestamp', 'hs_email_direction'],
};

/** Source: *Associate records*, association type id values. */
export const associationTypes: Partial<Record<ObjectType, Partial<Record<ObjectType, number>>>> = {
  deals: { contacts: 3 },
  notes: { contacts: 202, deals: 214 },
  calls: { contacts: 194, deals: 206 },
  emails: { contacts: 198, deals: 210 },
  meetings: { contacts: 200, deals: 212 },
};
