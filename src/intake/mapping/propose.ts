/** Proposes a mapping from examples: what a person would choose, for that person to confirm. */
import { validEmail } from '../../leads/contact.ts';
import { hasLegalForm, isOfDomain } from '../../leads/reading/companies.ts';
import { knownLabel } from '../../leads/reading/labels.ts';
import type { ReadingContext } from '../../leads/reading/lead-guess.ts';
import { belongsTo, cleanName, nameLine } from '../../leads/reading/names.ts';
import { isLocalNumber, phonesIn } from '../../leads/reading/phones.ts';
import {
  type LeadField,
  type Mapping,
  mapping,
  type Path,
  type Place,
  type Rule,
  type Spot,
  spotsOf,
} from './mapping.ts';
import { isAboutTheForm, type Meaning, meaningOf, wordsOf } from './meanings.ts';
import { type FoundPlace, placesOf } from './places.ts';
import { presetOf } from './presets.ts';

type Candidate = FoundPlace & { meaning: Meaning | undefined };

/** A longer text is a message: no name, company or number. */
const LONGEST = 500;
const MOST_PLACES = 4;
const MOST_ANSWERS = 20;

/** @param bodies of one source, the newest first. Fields that are found nowhere have no rule. */
export function proposeMapping(bodies: readonly unknown[], context: ReadingContext = {}): Mapping {
  const candidates = placesOf(bodies).map((place) => ({
    ...place,
    text: place.text?.slice(0, LONGEST),
    meaning: meaningOf(place),
  }));
  const theirs = candidates.filter(({ meaning }) => meaning !== 'ours');
  const email = theirs.find(isEmail) ?? theirs.find(hasAddress);
  const near = theirs.filter(({ path }) => email === undefined || isNear(path, email.path));
  const preset = bodies.map(presetOf).find((known) => known !== undefined);
  const fields: Mapping['fields'] = {};
  const add = (field: LeadField, rule: Rule | undefined) => {
    if (rule !== undefined) fields[field] = rule;
  };
  add('email', firstOf(filledFirst(theirs.filter((one) => one === email || isEmail(one) || one.meaning === 'email'))));
  add('phone', firstOf(phones(theirs)));
  add('name', nameRule(near, email?.text));
  add('company', firstOf(companies(theirs, email?.text, context)));
  for (const field of PLAIN) add(field, firstOf(filledFirst(theirs.filter(({ meaning }) => meaning === field))));
  Object.assign(fields, preset?.fields);
  if (preset?.fields.need === undefined) add('need', needRule(near, theirs, fields));
  return mapping.parse({ fields, ...(preset?.ignored && { ignored: preset.ignored }) });
}

const PLAIN = ['role', 'source', 'campaign', 'temperature', 'stage', 'score', 'country', 'companySize'] as const;

/** Places with something in them come before empty ones. */
const filledFirst = (found: Candidate[]): Candidate[] => [
  ...found.filter(({ text }) => text !== undefined),
  ...found.filter(({ text }) => text === undefined),
];

function firstOf(found: readonly Candidate[]): Rule | undefined {
  const places = found.slice(0, MOST_PLACES).map(({ path }): Place => ({ path }));
  return places.length > 0 ? { places } : undefined;
}

const hasAddress = ({ text }: FoundPlace): boolean => text !== undefined && validEmail(text) !== undefined;

/** `Contact` may have a name or an address. */
const isEmail = (one: Candidate): boolean =>
  hasAddress(one) && (one.meaning === 'email' || (one.meaning === undefined && !isAboutTheForm(one)));

/** Answers of the same form are in the same object or list, or below it. */
function isNear(path: Path, email: Path): boolean {
  const home = email.slice(0, -1);
  return home.every((step, index) => JSON.stringify(step) === JSON.stringify(path[index]));
}

/** Labelled ones, else values that are dialled, under keys that say nothing, such as `3`. */
function phones(found: Candidate[]): Candidate[] {
  const labelled = filledFirst(found.filter(({ meaning }) => meaning === 'phone'));
  if (labelled.length > 0) return labelled;
  return found.filter(
    (one) => isUnnamed(one) && (isLocalNumber(one.text ?? '') || phonesIn(one.text ?? '').length > 0),
  );
}

/** Gravity Forms sends the numbers of fields, others `field_3` or `text-450`. */
const isUnnamed = ({ meaning, label }: Candidate): boolean =>
  meaning === undefined &&
  /^(?:\d+(?:[._]\d+)*|(?:q|f|id|text|input|field|question|wpforms|fields?)[ _-]?[\d._-]+[\p{L}\d]*)$/iu.test(label);

const bareSpot = ({ path }: FoundPlace): Spot => ({ path });

function nameRule(near: Candidate[], email: string | undefined): Rule | undefined {
  const named = near.filter((one) => !hasAddress(one));
  const of = (meaning: Meaning) =>
    named.find((one) => one.meaning === meaning && one.text !== undefined) ??
    named.find((one) => one.meaning === meaning);
  const [first, last, whole] = [of('first'), of('last'), of('name')];
  // `Vorname` and `Name`: the second one is the last name.
  const parts = first && (last ?? whole) ? [first, last ?? whole] : [first ?? last];
  const joined = parts.flatMap((one) => (one ? [one] : []));
  const places: (Place | undefined)[] = [
    joined.length > 0 ? { join: joined.map(bareSpot), with: ' ' } : undefined,
    whole && !(first && !last) ? { path: whole.path } : undefined,
  ];
  if (joined.every(({ text }) => text === undefined)) places.reverse();
  const labelled = places.filter((place) => place !== undefined);
  if (labelled.length > 0) return { places: labelled };
  const parted = partedName(near);
  if (parted) return { places: [{ join: parted.map(bareSpot), with: ' ' }] };
  const guessed =
    near.find((one) => isUnnamed(one) && email !== undefined && belongsTo(one.text ?? '', email)) ??
    near.find((one) => isUnnamed(one) && nameLine(one.text ?? '') !== undefined);
  return guessed && { places: [{ path: guessed.path }] };
}

/** The parts of a name in Gravity Forms: `1.2` prefix, `1.3` first, `1.4` middle, `1.6` last, `1.8` suffix. Addresses have such keys too. */
function partedName(near: Candidate[]): Candidate[] | undefined {
  for (const first of near) {
    const [, field] = /^(\d+)\.3$/.exec(first.label) ?? [];
    const part = (id: number) => near.find(({ label }) => label === `${field}.${id}`);
    const last = part(6);
    if (field === undefined || !last?.text || !first.text) continue;
    if (part(1)?.text === undefined && cleanName(`${first.text} ${last.text}`))
      return [first, part(4), last].filter((one) => one !== undefined);
  }
  return undefined;
}

function companies(found: Candidate[], email: string | undefined, context: ReadingContext): Candidate[] {
  const labelled = filledFirst(found.filter(({ meaning }) => meaning === 'company'));
  if (labelled.length > 0) return labelled;
  const unnamed = found.filter(
    (one) =>
      isUnnamed(one) &&
      one.text !== undefined &&
      one.text !== email &&
      one.text.length <= 60 &&
      !one.text.includes('@'),
  );
  return unnamed.filter(({ text = '' }) => hasLegalForm(text) || isOfDomain(text, email, context)).slice(0, 1);
}

/** The message, and every other answer with its question: what a person wrote must not get lost. */
function needRule(near: Candidate[], theirs: Candidate[], fields: Mapping['fields']): Rule | undefined {
  const taken = new Set(
    Object.values(fields)
      .flatMap(({ places }) => places.flatMap(spotsOf))
      .map(({ path }) => JSON.stringify(path)),
  );
  const free = (found: Candidate[]) => found.filter(({ path }) => !taken.has(JSON.stringify(path)));
  const asked = free(theirs).filter(({ meaning }) => meaning === 'need');
  const [messages, questions] = [asked.filter(isMessage), asked.filter((one) => !isMessage(one))];
  const others = free(answersOf(near, theirs)).filter((one) => !asked.includes(one));
  const [only, ...more] = [...messages, ...questions, ...others];
  if (only === undefined) return undefined;
  if (more.length === 0 && only.meaning === 'need') return { places: [bareSpot(only)] };
  return {
    places: [
      {
        join: filledFirst([only, ...more])
          .slice(0, MOST_ANSWERS)
          .map(spotOf),
        with: '\n',
      },
    ],
  };
}

const isMessage = ({ label }: FoundPlace) => knownLabel(wordsOf(label)) === 'need';

const OF_THE_PERSON = new Set<Meaning | undefined>(['first', 'last', 'name', 'email']);

/** Where a form has a list of answers, they are the answers; otherwise what stands next to the email address. */
function answersOf(near: Candidate[], theirs: Candidate[]): Candidate[] {
  const listed = theirs.filter(({ isAnswer }) => isAnswer);
  const answers = (listed.length > 0 ? listed : near).filter(({ meaning }) => !OF_THE_PERSON.has(meaning));
  const numbered = answers.filter(isUnnamed);
  return (numbered.length > 0 ? numbered : answers).filter((one) => !isAboutTheForm(one));
}

/** A message needs no question before it. A key that says nothing is not a question. */
export const spotOf = (one: FoundPlace): Spot =>
  isUnnamed({ ...one, meaning: meaningOf(one) }) || isMessage(one)
    ? bareSpot(one)
    : { path: one.path, label: labelOf(one).slice(0, 200) };

const labelOf = ({ label, isAnswer }: FoundPlace): string => {
  const words = isAnswer && /\s/.test(label) ? label : wordsOf(label);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
