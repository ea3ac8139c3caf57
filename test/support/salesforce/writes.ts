/** Creates and changes records by the rules of the SOAP and REST API Developer Guides. */
import type { FieldDef } from './objects.ts';
import { Refusal } from './refusals.ts';
import type { Store, Stored, ValidationRule, Value } from './store.ts';

export interface Hands {
  store: Store;
  userId: string;
  rules: ValidationRule[];
  /** Field-level security and object permissions. */
  isHidden: (object: string, field: string) => boolean;
  isReadOnly: (object: string, field: string) => boolean;
  isForbidden: (object: string, right: 'create' | 'edit') => boolean;
  duplicates: () => 'off' | 'alert' | 'block';
  /** Shared with the user for reading only. */
  isShared: (id: string) => boolean;
  /** Ids that another transaction holds. */
  isLocked: (id: string) => boolean;
}

export interface Result {
  id?: string;
  success: boolean;
  created?: boolean;
  errors: { statusCode: string; message: string; fields: string[] }[];
}

type Given = Record<string, unknown>;

/** One record by itself: its refusal is its own. */
export function asResult(work: () => { id: string; created?: boolean }): Result {
  try {
    return { ...work(), success: true, errors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { success: false, errors: [{ statusCode: error.code, message: error.message, fields: error.fields }] };
  }
}

export function create(hands: Hands, object: string, given: Given, allowSave: boolean): Stored {
  const { store, userId } = hands;
  if (store.defOf(object).isSetup || hands.isForbidden(object, 'create')) throw noAccess();
  const values = checked(hands, object, given, true);
  refuseDuplicates(hands, object, values, allowSave);
  return store.add(object, { ...defaults(object), ...values }, userId);
}

export function update(hands: Hands, record: Stored, object: string, given: Given): void {
  if (hands.isForbidden(object, 'edit')) throw noAccess();
  if (record.IsDeleted) throw new Refusal('ENTITY_IS_DELETED', 'entity is deleted');
  if (record.IsConverted) throw new Refusal('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  if (!hands.isShared(record.Id)) throw noAccess();
  if (hands.isLocked(record.Id)) {
    throw new Refusal(
      'UNABLE_TO_LOCK_ROW',
      `unable to obtain exclusive access to this record or 1 records: ${record.Id}`,
    );
  }
  const values = checked(hands, object, given, false, record);
  hands.store.change(record, values);
}

export function upsert(hands: Hands, object: string, key: string, given: Given, allowSave: boolean) {
  const field = hands.store.defOf(object).fields[key];
  if (!field?.isExternalId)
    throw new Refusal(
      'INVALID_FIELD',
      `Field name provided, ${key} does not match an External ID, Salesforce Id, or indexed field for ${object}`,
    );
  const found = hands.store.of(object).filter((record) => record[key] === given[key] && !record.IsDeleted);
  if (found.length > 1) throw new Refusal('DUPLICATE_EXTERNAL_ID', `Duplicate external id specified: ${given[key]}`);
  const [record] = found;
  if (!record) return { id: create(hands, object, given, allowSave).Id, created: true };
  update(hands, record, object, given);
  return { id: record.Id, created: false };
}

const noAccess = () => new Refusal('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');

/** Picklists with a default, as a new account has them. */
const defaults = (object: string): Record<string, Value> =>
  object === 'Lead' ? { Status: 'Open - Not Contacted' } : {};

function checked(hands: Hands, object: string, given: Given, isNew: boolean, before: Stored | undefined = undefined) {
  const { fields } = hands.store.defOf(object);
  const values: Record<string, Value> = {};
  for (const [name, value] of Object.entries(given)) {
    const field = fields[name];
    if (!field || hands.isHidden(object, name)) {
      throw new Refusal('INVALID_FIELD', `No such column '${name}' on sobject of type ${object}`, { fields: [] });
    }
    if (field.isSystem || (field.isFixed && !isNew) || hands.isReadOnly(object, name)) {
      throw new Refusal(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        { fields: [name] },
      );
    }
    values[name] = fitting(hands.store, name, field, value);
  }
  const after = { ...before, ...values };
  const missing = Object.keys(fields).filter((name) => fields[name]?.isRequired && (after[name] ?? '') === '');
  if (missing.length > 0) {
    throw new Refusal('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, {
      fields: missing,
    });
  }
  const broken = hands.rules.find((rule) => rule.object === object && rule.isBroken(after));
  if (broken) {
    throw new Refusal('FIELD_CUSTOM_VALIDATION_EXCEPTION', broken.message, {
      fields: broken.field ? [broken.field] : [],
    });
  }
  return values;
}

const EMAIL = /^[^\s@,;]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

function fitting(store: Store, name: string, field: FieldDef, value: unknown): Value {
  if (value === null || value === '') return null;
  const is = (type: 'string' | 'number' | 'boolean') => {
    const own: string = typeof value;
    if (own !== type)
      throw new Refusal('JSON_PARSER_ERROR', `Cannot deserialize instance of ${field.type} from ${own}`);
  };
  if (field.type === 'int' || field.type === 'currency') is('number');
  else if (field.type === 'boolean') is('boolean');
  else is('string');
  const text = String(value);
  if (field.length && text.length > field.length) {
    const words = `${name}: data value too large: ${text} (max length=${field.length})`;
    throw new Refusal('STRING_TOO_LONG', words, { fields: [name] });
  }
  if (field.type === 'email' && !EMAIL.test(text)) {
    throw new Refusal('INVALID_EMAIL_ADDRESS', `${name}: invalid email address: ${text}`, { fields: [name] });
  }
  if (field.type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(text))
    throw new Refusal('JSON_PARSER_ERROR', `Cannot deserialize instance of date from VALUE_STRING value ${text}`);
  if (field.type === 'datetime' && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text))
    throw new Refusal('JSON_PARSER_ERROR', `Cannot deserialize instance of datetime from VALUE_STRING value ${text}`);
  if (field.isRestricted && !field.options?.includes(text)) {
    const words = `${name}: bad value for restricted picklist field: ${text}`;
    throw new Refusal('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', words, { fields: [name] });
  }
  if (field.type === 'reference') checkReference(store, name, text);
  return value as Value;
}

function checkReference(store: Store, name: string, id: string): void {
  const found = store.get(id);
  if (id.startsWith('00G') && name === 'OwnerId') return;
  if (!found || found.IsDeleted)
    throw new Refusal('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', { fields: [name] });
  if (name === 'OwnerId' && !found.IsActive) {
    throw new Refusal('OP_WITH_INACTIVE_USER_EXCEPTION', `Operation performed with inactive user [${id}] as owner`);
  }
}

/** A rule of the account: the same address. An alert lets a program save that says so (REST API Developer Guide, Duplicate Rule Header). */
function refuseDuplicates(
  { store, duplicates }: Hands,
  object: string,
  values: Record<string, Value>,
  allowSave: boolean,
) {
  const mode = duplicates();
  if (mode === 'off' || !['Lead', 'Contact'].includes(object) || !values.Email || (mode === 'alert' && allowSave))
    return;
  const isSame = (record: Stored) => record.Email === values.Email && !record.IsDeleted && !record.IsConverted;
  if ([...store.of('Lead'), ...store.of('Contact')].some(isSame)) {
    const words = "You're creating a duplicate record. We recommend you use an existing record instead.";
    throw new Refusal('DUPLICATES_DETECTED', words);
  }
}
