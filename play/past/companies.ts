/** The people who became leads in the weeks before the story. */
import type { Chance } from './chance.ts';

/** Each name is used once; the order is that of their hand-offs. */
const FIRST =
  'Amara Aino Anders Beatriz Bruno Camille Carlos Chiara Dagmar Daniel Edith Elif Emil Esther Farid Femke Filip Freya Giulia Hamid Helena Henrik Imani Irina Ivo Jana Joao Judith Kai Katarina Kofi Lars Leonor Linus Magda Malik Mateo Mina Nadia Nils Nora Olga Oskar Paolo Petra Rafael Rosa Selma Silas Sofia Stefan Tarek Tessa Tilda Tomas Ulrike Vera Viktor Wanda Yara Yusuf Zoe'.split(
    ' ',
  );
const LAST =
  'Albrecht Andrade Baptista Bekele Berger Bosman Calderon Carlsen Conti Costa Dahl Demir Dubois Eriksson Faber Ferrari Fischer Fontaine Galli Garnier Hansen Heikkinen Horvat Ibrahim Jansen Kaplan Keller Kovacs Kruse Laurent Lehmann Lopes Lund Maes Marchetti Meyer Moreira Mwangi Navarro Novak Nyberg Olsen Osei Petrov Pires Quist Reuter Rossi Sandberg Santos Schubert Silva Sorensen Suarez Takacs Thorsen Urban Valente Verhoeven Wagner Weiss Yilmaz Zanetti'.split(
    ' ',
  );
const PLACES =
  'Alster Aurora Bellevue Birkenhof Bergstad Castello Cobalt Corvus Delta Eikenhof Elbufer Falkenberg Fjordland Gavea Granit Harbour Hochfeld Isar Juniper Kestrel Kronborg Lago Lumen Maas Meridian Mistral Montara Nordsee Oakline Olmo Orion Palma Pinheiro Quarz Riva Rosengarten Saimaa Solvang Tejo Tilia Umbra Valmar Vesta Weser Zenit'.split(
    ' ',
  );

interface Industry {
  /** Ends the company’s name. */
  suffixes: readonly string[];
  roles: readonly string[];
  needs: readonly string[];
}

const INDUSTRIES: readonly Industry[] = [
  {
    suffixes: ['Logistics', 'Freight', 'Couriers'],
    roles: ['Head of Dispatch', 'Operations Manager'],
    needs: [
      'Plans 35 drivers on a whiteboard, and loses two hours each morning.',
      'Rest times are checked by hand. Wants to see how we do that.',
    ],
  },
  {
    suffixes: ['Hotels', 'Resorts', 'Inns'],
    roles: ['General Manager', 'HR Director'],
    needs: [
      'Three hotels share their staff. Needs one plan for all of them.',
      'Wants to fill the weekend shifts earlier. Compares us with one other vendor.',
    ],
  },
  {
    suffixes: ['Care', 'Clinics', 'Hospital'],
    roles: ['Head Nurse', 'Head of Administration'],
    needs: [
      'Plans four wards in spreadsheets, and asks for a demo with the head nurses.',
      'Asks where the data is stored, and for a reference from a hospital.',
    ],
  },
  {
    suffixes: ['Foods', 'Bakeries', 'Retail'],
    roles: ['Head of Stores', 'Managing Director'],
    needs: [
      'Forty shops, each with its own plan. Wants shop managers to swap shifts themselves.',
      'Opens ten shops next year, and looks for a price per shop.',
    ],
  },
  {
    suffixes: ['Metalworks', 'Print', 'Components'],
    roles: ['Head of Production', 'Plant Manager'],
    needs: [
      'Two plants, three shifts. The works council wants to see the product first.',
      'Overtime is up by a fifth. Asked for the case study of a manufacturer.',
    ],
  },
  {
    suffixes: ['Energy', 'Facility Services', 'Security'],
    roles: ['COO', 'Head of Field Service'],
    needs: [
      'Ninety technicians on call. Wants to leave the current tool when its contract ends.',
      'Needs single sign-on, and an offer in writing.',
    ],
  },
];

export interface Person {
  name: string;
  company: string;
  email: string;
  phone: string | null;
  role: string;
  need: string;
}

/** `index` counts leads from 0; no two have the same name or company. */
export function personOf(index: number, chance: Chance): Person {
  const industry = INDUSTRIES[index % INDUSTRIES.length] as Industry;
  const first = FIRST[(index * 7) % FIRST.length] as string;
  const last = LAST[(index * 11) % LAST.length] as string;
  const place = PLACES[index % PLACES.length] as string;
  const suffix = industry.suffixes[Math.floor(index / PLACES.length) % industry.suffixes.length] as string;
  const domain = `${place}-${suffix}`.toLowerCase().replace(/ /g, '-');
  return {
    name: `${first} ${last}`,
    company: `${place} ${suffix}`,
    email: `${first}.${last}@${domain}.example`.toLowerCase(),
    phone: chance.is(0.4) ? `+49 30 23125 ${String(100 + index)}` : null,
    role: chance.any(industry.roles),
    need: chance.any(industry.needs),
  };
}
