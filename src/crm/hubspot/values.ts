/** Texts in the form in which HubSpot gives them back. */

/** Without line breaks and double spaces; null for nothing. */
export function oneLine(text: string | null | undefined): string | null {
  const line = (text ?? '').replaceAll(/\s+/g, ' ').trim();
  return line || null;
}

/** HubSpot stores addresses in lower case. */
export const emailText = (text: string | null | undefined): string | null => oneLine(text)?.toLowerCase() ?? null;

/** Digits alone, for comparing numbers of any spelling. */
export const digitsOf = (text: string | null | undefined): string => (text ?? '').replaceAll(/\D/g, '');

/** A contact property with unique values that the admin may add: the number of the lead. */
export const EXTERNAL_ID = 'baton_lead_id';
