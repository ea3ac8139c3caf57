/** Plausible names: the same number gives the same name. */
const words = (text: string) => text.split(' ');
const FIRST = words(
  'Ada Ben Cleo Dan Eva Finn Gina Hugo Ida Jane Karl Lena Max Nina Otto Pia Quinn Rosa Sven Tina Udo Vera',
);
const BEGIN = words('Al Ber Car Dor El Fal Gar Hol In Jor Kel Lan Mar Nor Or Per Quan Ros Sal Tor Ur Vol Wes Yar Zan');
const MIDDLE = words('a be co di en fa gi lo ma ne o ra se ti u vi');
const END = words('berg cker dottir ez feld ham ini kowski lund man nen ova quist rath son ton ulos ville wald zek');
const KIND = words('Inc GmbH Ltd SA Works Systems Foods Logistics');

/** Scatters consecutive numbers (the finalizer of MurmurHash3). */
function scattered(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const pick = (from: readonly string[], number: number): string => from[scattered(number) % from.length] ?? '';

const surname = (number: number): string =>
  pick(BEGIN, number) + pick(MIDDLE, number + 0x1000_0000) + pick(END, number + 0x2000_0000);

export interface Contact {
  name: string;
  company: string;
  email: string;
  domain: string;
}

const COLLEAGUES = 50;

/** A person at a company; each company has about fifty people. */
export function contact(number: number): Contact {
  const [first, last] = [pick(FIRST, number + 0x3000_0000), surname(number)];
  const company = Math.floor(number / COLLEAGUES);
  const firm = surname(company + 0x4000_0000);
  const domain = `${firm.toLowerCase()}${company}.example`;
  return {
    name: `${first} ${last}`,
    company: `${firm} ${pick(KIND, company)}`,
    email: `${first}.${last}@${domain}`.toLowerCase(),
    domain,
  };
}
