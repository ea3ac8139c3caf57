import { readablePhone } from '../../src/leads/contact.ts';
import { countryName } from '../../src/leads/country.ts';
import type { ChangeDetails, RecordChange } from '../../src/leads/types.ts';
import { conjunction } from '../../src/platform/list-format.ts';
import { fieldWords } from './field-words.ts';

const recordWords: Record<RecordChange, (crm: string) => string> = {
  linked: (crm) => `Linked with its record in ${crm}`,
  added: (crm) => `Added to ${crm}`,
  merged: (crm) => `Its record in ${crm} was merged into another one`,
  converted: (crm) => `Converted to a contact in ${crm}`,
  gone: (crm) => `Its record in ${crm} was deleted. Nothing is sent there any more`,
};

const nameOf = (field: string): string => fieldWords[field] ?? field;

const saidIn = (field: string, value: string): string => {
  if (field === 'phone') return readablePhone(value);
  return field === 'country' && value.length === 2 ? countryName(value) : value;
};

const lines = (values: Record<string, string> | undefined, line: (field: string, value: string) => string): string[] =>
  Object.entries(values ?? {}).map(([field, value]) => line(nameOf(field), saidIn(field, value)));

/** A sync with the CRM in words: a line for each value that is not the lead's any more, or never was. */
export function syncedWords({ crm, record, took = [], was, lost, differs, why }: ChangeDetails['synced']): string[] {
  const taken = took.length > 0 ? [`${crm} changed the ${conjunction.format(took.map(nameOf))}`] : [];
  const said = [
    ...(record ? [recordWords[record](crm)] : []),
    ...taken,
    ...lines(was, (field, value) => `The ${field} was: ${value}`),
    ...lines(lost, (field, value) => `Kept Baton’s ${field}; ${crm} said: ${value}`),
    ...lines(differs, (field, value) => `${crm} keeps another ${field}: ${value}`),
    ...(why ? [why] : []),
  ];
  return [said.join('\n') || `In step with ${crm}`];
}
