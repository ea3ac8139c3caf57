/** Proposes the field of each column, by its name in seven languages and by what is in it. */
import { validEmail } from '../leads/contact.ts';
import { fieldOf, knownLabel } from '../leads/reading/labels.ts';
import { folded } from '../leads/reading/lead-guess.ts';
import type { ImportField } from './types.ts';

/** Names of columns besides those of forms, for CRMs and spreadsheets. */
const NAMES: Partial<Record<ImportField, string>> = {
  name: 'lead|contact|prospect|record|deal contact|associated contact',
  company:
    'account|account name|associated company|company domain name|organization|organisation name|firmenname|kunde|client|cliente|klant',
  role: 'role|job title|title|job|position|function|jobtitle|contact role|funktion|position im unternehmen|berufsbezeichnung|fonction|poste|intitule du poste|cargo|puesto|ruolo|qualifica|funcao|functie|functietitel',
  need: 'notes|note|comments|description|message|next step|interest|product interest|products|details|summary|use case|bemerkung|bemerkungen|notizen|notiz|beschreibung|remarques|commentaires|notas|comentarios|note interne|descrizione|observacoes|descricao|notities|omschrijving|opmerkingen',
  temperature:
    'temperature|lead temperature|rating|lead rating|priority|heat|temperatur|prioritat|temperatura|temperatuur',
  score:
    'score|lead score|hubspot score|einstein score|lead scoring|points|punkte|punktzahl|bewertung|puntuacion|punteggio|pontuacao|puntos|scoring',
  stage: 'buyer stage|buyers stage|buyer’s stage|buying stage|funnel stage|journey stage|kaufphase',
  source:
    'source|lead source|original source|source type|channel|origin|utm_source|utm source|first source|quelle|leadquelle|herkunft|kanal|origine|canal|fuente|origen|fonte|origine lead|origem|bron|herkomst|leadbron',
  campaign:
    'campaign|campaign name|utm_campaign|utm campaign|most recent campaign|last campaign|event|event name|kampagne|campagne|campana|campagna|campanha|veranstaltung|evenement',
  country:
    'country|country/region|country code|mailing country|billing country|company country|land|pays|pais|paese|nazione|staat',
  companySize:
    'company size|employees|number of employees|no. of employees|no of employees|# employees|employee count|headcount|team size|size|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|unternehmensgrosse|effectif|nombre d’employes|nombre demployes|taille de l’entreprise|empleados|numero de empleados|dipendenti|numero dipendenti|funcionarios|numero de funcionarios|aantal medewerkers|medewerkers|bedrijfsgrootte',
  owner:
    'owner|lead owner|contact owner|deal owner|account owner|record owner|assigned to|assignee|sales rep|rep|account executive|owner email|owner name|besitzer|zustandig|verantwortlich|bearbeiter|inhaber des leads|proprietaire|responsable|propietario|asignado a|responsabile|proprietario|assegnato a|responsavel|eigenaar|toegewezen aan',
  status:
    'status|lead status|stage|deal stage|opportunity stage|lifecycle stage|pipeline stage|state|phase|statut|etape|estado|etapa|stato|fase|situacao|stadium',
  createdOn:
    'created|created at|created on|create date|created date|creation date|date created|date added|added on|added|lead date|handed off|handed off at|entry date|submitted at|submission date|date|erstellt|erstellt am|erstelldatum|angelegt am|eingangsdatum|datum|cree le|date de creation|fecha de creacion|creado|creado el|data di creazione|creato il|data de criacao|criado em|aangemaakt|aangemaakt op|aanmaakdatum',
  contactedOn:
    'first contact|first contacted|first contact date|contacted|contacted at|contacted on|first activity|first touch|last contacted|last activity|last activity date|last contact|erster kontakt|erstkontakt|letzter kontakt|letzte aktivitat|premier contact|dernier contact|primer contacto|ultimo contacto|primo contatto|ultimo contatto|primeiro contato|ultimo contato|eerste contact|laatste contact',
  closedOn:
    'closed|closed at|closed on|close date|closed date|closing date|won at|won on|won date|lost on|date closed|converted date|abgeschlossen|abschlussdatum|geschlossen am|date de cloture|date de fermeture|fecha de cierre|data di chiusura|data de fechamento|sluitingsdatum|gesloten op',
  amount:
    'amount|deal value|value|deal amount|opportunity amount|expected revenue|revenue|arr|acv|betrag|wert|auftragswert|umsatz|montant|valeur|importe|valor|importo|valore|bedrag|waarde|dealwaarde',
  currency: 'currency|currency code|deal currency|wahrung|devise|moneda|divisa|valuta|moeda',
  reason:
    'lost reason|loss reason|closed lost reason|reason lost|reason|reason for loss|disqualification reason|verlustgrund|grund|motif de perte|raison de la perte|motivo de perdida|motivo della perdita|motivo da perda|reden van verlies|verliesreden',
};

const named: ReadonlyMap<string, ImportField> = new Map(
  (Object.keys(NAMES) as ImportField[]).flatMap((field) =>
    (NAMES[field] ?? '').split('|').map((name) => [name, field] as const),
  ),
);

const OF_FORMS = new Set(['first', 'last', 'name', 'company', 'email', 'phone', 'need'] as const);
type OfForms = typeof OF_FORMS extends Set<infer One> ? One : never;

const isOfForms = (field: string | undefined): field is OfForms => OF_FORMS.has(field as OfForms);

const bare = (name: string): string =>
  folded(name)
    .replace(/\((?:required|optional|utc|[a-z]{3})\)/g, ' ')
    .replace(/[_\s]+/g, ' ')
    .replace(/[:*?]+$/, '')
    .trim();

/** The field that a column's name says; undefined for other names. */
function byName(name: string): ImportField | undefined {
  const words = bare(name);
  const known = knownLabel(name);
  if (isOfForms(known)) return known;
  return named.get(words) ?? named.get(words.replaceAll(' ', '_'));
}

/** `Lead owner's name`, `Your work email address`: the words of forms in other orders. */
function byWords(name: string): ImportField | undefined {
  const field = fieldOf(name);
  if (isOfForms(field)) return field;
  return field === 'ours' ? 'owner' : undefined;
}

/** A column of addresses is the email, whatever it is called. */
function byContent(cells: string[]): ImportField | undefined {
  const filled = cells.filter((cell) => cell !== '');
  const emails = filled.filter((cell) => validEmail(cell) !== undefined);
  return filled.length > 0 && emails.length * 2 > filled.length ? 'email' : undefined;
}

/**
 * The field of each column, or null. Each field is proposed once; `notes`, of which a file has several, may come more often.
 * @param samples the first rows.
 */
export function proposedFields(columns: readonly string[], samples: readonly string[][]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  const found: (ImportField | null)[] = columns.map(() => null);
  const ways = [
    (at: number) => byName(columns[at] ?? ''),
    (at: number) => byWords(columns[at] ?? ''),
    (at: number) => byContent(samples.map((row) => row[at] ?? '')),
  ];
  for (const way of ways) {
    for (const at of columns.keys()) {
      const field = found[at] === null ? way(at) : undefined;
      if (field === undefined || (taken.has(field) && field !== 'need')) continue;
      taken.add(field);
      found[at] = field;
    }
  }
  return found;
}

/** A sentence if nothing could be imported by these fields. */
export function fieldsFault(fields: readonly (ImportField | null)[]): string | undefined {
  if (!fields.includes('email') && !fields.includes('phone')) return 'Choose the column of the email or of the phone.';
  const twice = fields.find((field, at) => field !== null && field !== 'need' && fields.indexOf(field) !== at);
  return twice === undefined ? undefined : 'Two columns have the same field. Only “Need or notes” can have several.';
}
