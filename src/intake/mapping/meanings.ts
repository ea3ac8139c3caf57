/** The likely meaning of a place in a body, by its label and by what its sender says of it. */

import { fieldOf, knownLabel } from '../../leads/reading/labels.ts';
import { folded } from '../../leads/reading/lead-guess.ts';
import type { LeadField } from './mapping.ts';
import type { FoundPlace } from './places.ts';

/** Labels of fields that texts in Slack do not have; there they are part of the need. */
const MORE: Partial<Record<LeadField, string>> = {
  role: 'role|job title|jobtitle|title|position|job|job role|funktion|position im unternehmen|fonction|poste|cargo|puesto|ruolo|qualifica|funcao|functie',
  source:
    'source|lead source|utm source|utmsource|original source|hs analytics source|quelle|origine|origen|fonte|origem|bron|how did you hear about us',
  campaign: 'campaign|campaign name|utm campaign|utmcampaign|kampagne|campagne|campana|campagna|campanha',
  score: 'score|lead score|leadscore|hubspotscore|hubspot score',
  temperature: 'temperature|lead temperature',
  stage: 'buyer stage|buying stage|buyer’s stage',
  country: 'country|country code|country name|land|pays|pais|paese',
  companySize:
    'company size|number of employees|employees|team size|numemployees|num employees|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|unternehmensgrosse|effectif|taille de l’entreprise|empleados|numero de empleados|dipendenti|numero dipendenti|funcionarios|numero de funcionarios|aantal medewerkers|medewerkers',
};
const more: ReadonlyMap<string, LeadField> = new Map(
  (Object.keys(MORE) as LeadField[]).flatMap((field) => (MORE[field] ?? '').split('|').map((label) => [label, field])),
);

/** `first` and `last` are parts of the name. `other` is a known label for which a lead has no field. */
export type Meaning = LeadField | 'first' | 'last' | 'other' | 'ours';

/** `firstName`, `first_name`, `your-name` and `tel-123` as words. */
export const wordsOf = (key: string): string =>
  key
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .replace(/^q\d+ | \d+$/gi, '')
    .trim();

/** The things that senders put around fields. Other things around a field belong to its name: `account.name`. */
const ENVELOPE =
  /^(?:payload|data|body|form ?response|form ?data|fields?|field data|properties|attributes|named ?values|raw ?request|submissions?|answers?|values|hidden|tracking|submission|entry|response|questions and answers|contact|lead|person|\d+)$/i;

export function meaningOf({ label, around, kind = '' }: FoundPlace): Meaning | undefined {
  const things = around.map(wordsOf).filter((word) => !ENVELOPE.test(word));
  if ([...things, wordsOf(label)].some((word) => knownLabel(word) === 'ours')) return 'ours';
  if (/email/i.test(kind)) return 'email';
  if (/phone/i.test(kind)) return 'phone';
  const [thing] = things.slice(-1);
  return thing === undefined ? meaningOfWords(wordsOf(label)) : ofThing(thing, wordsOf(label));
}

const meaningOfWords = (words: string): Meaning | undefined =>
  more.get(folded(words).replace(/[?:*!\s]+$/, '')) ?? fieldOf(words);

/** `name.first` */
function partOfName(thing: string, words: string): Meaning | undefined {
  const [part] = /^(?:first|last)$/i.exec(words) ?? [];
  return part !== undefined && meaningOfWords(thing) === 'name' ? (part.toLowerCase() as 'first' | 'last') : undefined;
}

/** `account.name` is a company. `company.email` may be anyone's. */
const ofThing = (thing: string, words: string): Meaning | undefined =>
  partOfName(thing, words) ??
  meaningOfWords(`${thing} ${words}`) ??
  (knownLabel(thing) === 'company' ? undefined : meaningOfWords(words));

/** Keys by which senders describe a submission, not the person. */
const ABOUT_THE_FORM =
  /^(?:(?:.* )?(?:id|ids|uuid|uri|url|urls|ip|token|key|hash|version|index|ref)|.* at|at|created.*|updated.*|submitted.*|landed.*|date|date .*|time|timestamp|.*timezone|time ?zone|user ?agent|currency|is .*|status|event|event ?type|type|trigger ?type|form ?name|site ?name|referrer|referer|locale|language|vid|utm .*|gclid|fbclid|consent.*|gdpr.*|i agree.*|terms.*|privacy.*|newsletter.*|opt in.*|recaptcha.*|g recaptcha.*|honeypot|nonce|wpnonce|action|platform|page|page ?title|hs .*|slug|path|submit source|time to submit|build date|event observer|js execution.*|validated.*|lifecyclestage|post id|payment .*|transaction .*)$/i;

/** Whether a place is about the submission: its number, its time, a consent. */
export const isAboutTheForm = ({ label, text, around }: Pick<FoundPlace, 'label' | 'text' | 'around'>): boolean => {
  const words = wordsOf(label);
  return (
    ABOUT_THE_FORM.test(words) ||
    ABOUT_THE_FORM.test([...around.slice(-1).map(wordsOf), words].join(' ')) ||
    /^https?:\/\/\S+$/.test(text ?? '') ||
    /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text ?? '') ||
    /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(text ?? '')
  );
};
