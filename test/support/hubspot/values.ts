/** Which values a property takes, and how HubSpot stores them. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { lifecycleStages, type ObjectType, requiredToCreate } from './catalogue.ts';
import { badInput, invalid, missingRequired, type ValueFault } from './problem.ts';
import type { Values, World } from './world.ts';

const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text);

/** @throws Refusal with all that is wrong. `had` is undefined for a new object. */
export function storedValues(
  world: World,
  type: ObjectType,
  given: Record<string, unknown>,
  had: Values | undefined,
): Values {
  const faults: ValueFault[] = [];
  const stored: Values = {};
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string') throw badInput(`properties.${name} is not a text`);
    const result = storedValue(world, type, name, value);
    if (typeof result === 'object' && result !== null) faults.push(result);
    else stored[name] = result;
  }
  if (faults.length > 0) throw invalid(...faults);
  keepStage(stored, had);
  const after = { ...had, ...stored };
  const missing = [
    ...(had ? [] : requiredToCreate[type].filter((name) => !after[name])),
    ...world.required
      .filter((rule) => rule.type === type && !after[rule.property] && (rule.when?.(after) ?? !had))
      .map((rule) => rule.property),
  ];
  if (missing.length > 0) throw missingRequired(missing);
  return { ...stored, ...(type === 'contacts' ? phoneValues(after) : {}) };
}

function storedValue(world: World, type: ObjectType, name: string, value: string): string | null | ValueFault {
  const definition = world.properties[type].find((property) => property.name === name);
  const fault = (error: string, message: string): ValueFault => ({ name, error, message });
  if (!definition) return fault('PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  if (definition.modificationMetadata.readOnlyValue)
    return fault('READ_ONLY_VALUE', `"${name}" is a read only property`);
  const text = value.trim();
  if (text === '') return null;
  if (name === 'email' && type === 'contacts')
    return isEmail(text) ? text.toLowerCase() : fault('INVALID_EMAIL', `Email address ${text} is invalid`);
  if (name === 'hubspot_owner_id')
    return world.owners.some(({ id }) => id === text) ? text : fault('INVALID_OWNER_ID', `${text} is no owner`);
  const options = optionsOf(world, name) ?? definition.options.map((option) => option.value);
  switch (definition.type) {
    case 'enumeration':
      return options.includes(text)
        ? text
        : fault('INVALID_OPTION', `${text} was not one of the allowed options: ${options.join(', ')}`);
    case 'bool':
      return ['true', 'false'].includes(text) ? text : fault('INVALID_OPTION', `${text} is not true or false`);
    case 'number':
      return Number.isFinite(Number(text))
        ? String(Number(text))
        : fault('INVALID_INTEGER', `${text} was not a valid number`);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : fault('INVALID_DATE', `${text} was not a valid date`);
    case 'datetime': {
      const at = Date.parse(text);
      return Number.isNaN(at) ? fault('INVALID_DATE', `${text} was not a valid date`) : new Date(at).toISOString();
    }
    case 'string':
      return text;
  }
}

function optionsOf({ pipelines, account }: World, name: string): string[] | undefined {
  if (name === 'pipeline') return pipelines.map(({ id }) => id);
  if (name === 'dealstage') return pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
  if (name === 'deal_currency_code') return [account.companyCurrency, ...account.additionalCurrencies];
  return undefined;
}

/** Source: *Contacts*, update: the stage moves only forward, unless it is cleared first. The value stays, without an error. */
function keepStage(stored: Values, had: Values | undefined): void {
  const [wanted, own] = [stored.lifecyclestage, had?.lifecyclestage];
  const place = (stage: string) => lifecycleStages.findIndex(([value]) => value === stage);
  if (wanted && own && place(wanted) < place(own)) stored.lifecyclestage = own;
}

/** Source: *Search the CRM*, phone numbers: without the country code. */
function phoneValues(values: Values): Values {
  const searchable = (phone: string | null | undefined) =>
    phone
      ? (parsePhoneNumberFromString(phone.replace(/^00/, '+'))?.nationalNumber ?? phone.replaceAll(/\D/g, ''))
      : null;
  return {
    hs_searchable_calculated_phone_number: searchable(values.phone),
    hs_searchable_calculated_mobile_number: searchable(values.mobilephone),
  };
}
