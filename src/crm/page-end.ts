import { CrmError } from './crm.ts';

/** Far more than the largest account has. */
const MOST_PAGES = 1_000;

/**
 * Watches the pages of one reading, which the CRM itself continues.
 * @returns what to call with the place of each page. It throws CrmError if the pages have no end.
 */
export function pageEnd(): (place: string) => void {
  const seen = new Set<string>();
  return (place) => {
    if (seen.has(place) || seen.size === MOST_PAGES) throw new CrmError('away', 'The pages of an answer have no end.');
    seen.add(place);
  };
}
