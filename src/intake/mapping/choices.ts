/** Between a mapping and what a person chooses in a form: for each field some places, in order. */
import { type LeadField, leadFields, type Mapping, type Path, type Rule, spotsOf } from './mapping.ts';
import { isAboutTheForm } from './meanings.ts';
import { type FoundPlace, placeKey, placesOf } from './places.ts';
import { spotOf } from './propose.ts';
import { placeName, textOfPlace } from './read.ts';

/** Of a rule, see mapping.ts. */
const MOST_PLACES = 10;

/** Several places of these are joined. Of the other fields, the first place with a value counts. */
export const isJoined = (field: LeadField): boolean => field === 'name' || field === 'need';

/** The keys of the chosen places, see `placeKey`. */
export type Chosen = Partial<Record<LeadField, string[]>>;

/** Values of the sender, each with the one that the lead gets, by field. */
export type Translations = Partial<Record<LeadField, Record<string, string>>>;

/**
 * All places to choose from: those of the examples, and those of the mapping that the examples lack. Answers come first, and
 * what the sender says about the form comes last.
 */
export function choicesOf(bodies: readonly unknown[], { fields }: Mapping): FoundPlace[] {
  const places = placesOf(bodies);
  const known = new Set(places.map(({ path }) => placeKey(path)));
  const others = Object.values(fields).flatMap(({ places: chosen }) => chosen.flatMap(spotsOf));
  for (const { path } of others) {
    if (known.has(placeKey(path))) continue;
    known.add(placeKey(path));
    places.push({ path, label: placeName(path), around: [], isAnswer: false, text: undefined });
  }
  const rank = (place: FoundPlace) => (isAboutTheForm(place) ? 2 : place.text === undefined ? 1 : 0);
  return places.toSorted((one, other) => rank(one) - rank(other));
}

/** Some of what a body says, for a list of bodies. */
export const aboutBody = (body: unknown): string =>
  choicesOf([body], { fields: {} })
    .flatMap(({ text }) => text ?? [])
    .slice(0, 4)
    .map((text) => text.replace(/\s+/g, ' ').slice(0, 60))
    .join(' · ');

/** The places that a form shows as chosen. Of alternatives for a joined field, the one with a value in the example. */
export function chosenIn(rule: Rule | undefined, field: LeadField, example: unknown): Path[] {
  const places = rule?.places ?? [];
  if (!isJoined(field)) return places.flatMap(spotsOf).map(({ path }) => path);
  const shown = places.find((place) => textOfPlace(place, example) !== undefined) ?? places[0];
  return shown === undefined ? [] : spotsOf(shown).map(({ path }) => path);
}

/** The values that a mapping translates. */
export const translationsOf = ({ fields }: Mapping): Translations =>
  Object.fromEntries(
    leadFields.flatMap((field) => {
      const values = fields[field]?.values;
      return values === undefined ? [] : [[field, values]];
    }),
  );

/** A mapping, with the proposed places for each field that it does not find in a body: its form was changed. */
export function withProposed(mapping: Mapping, proposed: Mapping, body: unknown): Mapping {
  const fields = { ...mapping.fields };
  for (const field of leadFields) {
    const [own, other] = [fields[field], proposed.fields[field]];
    if (other === undefined || own?.places.some((place) => textOfPlace(place, body) !== undefined)) continue;
    if (other.places.every((place) => textOfPlace(place, body) === undefined)) continue;
    fields[field] =
      own === undefined ? other : { ...own, places: [...own.places, ...other.places].slice(0, MOST_PLACES) };
  }
  return { ...mapping, fields };
}

interface Form {
  base: Mapping;
  chosen: Chosen;
  translations: Translations;
  bodies: readonly unknown[];
}

/** The mapping of a form. A field that was left as it was keeps its rule, with all that the form does not show. */
export function mappingOf({ base, chosen, translations, bodies }: Form): Mapping {
  const places = choicesOf(bodies, base);
  const byKey = new Map(places.map((place) => [placeKey(place.path), place]));
  const fields: Mapping['fields'] = {};
  for (const field of leadFields) {
    const former = base.fields[field];
    const found = (chosen[field] ?? []).flatMap((key) => byKey.get(key) ?? []);
    const wasShown = chosenIn(former, field, bodies[0]).map(placeKey);
    const isSame = wasShown.join() === found.map(({ path }) => placeKey(path)).join();
    const rule = isSame ? former : ruleOf(field, found);
    if (rule === undefined) continue;
    const { values: _, ...bare } = rule;
    const values = translations[field];
    fields[field] = values === undefined ? bare : { ...bare, values };
  }
  return { ...base, fields };
}

function ruleOf(field: LeadField, found: readonly FoundPlace[]): Rule | undefined {
  const [first, ...more] = found;
  if (first === undefined) return undefined;
  if (!isJoined(field)) return { places: found.map(({ path }) => ({ path })) };
  if (more.length === 0) return { places: [{ path: first.path }] };
  if (field === 'name') return { places: [{ join: found.map(({ path }) => ({ path })), with: ' ' }] };
  return { places: [{ join: found.map(spotOf), with: '\n' }] };
}
