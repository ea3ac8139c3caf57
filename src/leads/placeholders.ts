/** Values for what a lead lacks, that no person typed. The real ones replace them as soon as they are known. */
import type { Lead } from './table.ts';

type Contact = Pick<Lead, 'email' | 'phone'>;

/** Longest name of a lead. */
const LONGEST_NAME = 80;
const NO_COMPANY = 'Unknown';

export const placeholderName = ({ email, phone }: Contact): string => (email ?? phone ?? '').slice(0, LONGEST_NAME);

export const placeholderCompany = (companyDomain: string | null): string => companyDomain ?? NO_COMPANY;

const isDomainOf = (company: string, email: string | null): boolean =>
  email !== null && `.${email.slice(email.lastIndexOf('@') + 1)}`.endsWith(`.${company}`);

/** The same with null for a name and a company that are placeholders. */
export function withoutPlaceholders<L extends Contact & Pick<Lead, 'name' | 'company'>>(
  lead: L,
): Omit<L, 'name' | 'company'> & { name: string | null; company: string | null } {
  const { name, company, email, phone } = lead;
  const names = [placeholderName({ email, phone }), placeholderName({ email: null, phone })];
  return {
    ...lead,
    name: names.includes(name) ? null : name,
    company: company === NO_COMPANY || isDomainOf(company, email) ? null : company,
  };
}
