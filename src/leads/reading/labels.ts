/** Labels of forms, in English, German, French, Spanish, Italian, Portuguese and Dutch. */
import { folded } from './lead-guess.ts';

/** `other` names something else, which stays in the need; `ours` names a colleague. */
export type Field = 'first' | 'last' | 'name' | 'company' | 'email' | 'phone' | 'need' | 'other' | 'ours';

const LABELS: Record<Field, string> = {
  first:
    'first name|firstname|given name|forename|fname|vorname|prenom|nombres|primer nombre|primeiro nome|nome proprio|voornaam',
  last: 'last name|lastname|surname|family name|lname|nachname|familienname|zuname|nom de famille|apellido|apellidos|cognome|sobrenome|apelido|achternaam|familienaam',
  name:
    'name|full name|fullname|your name|contact name|contact|contact person|customer name|customer|lead name|lead|client name|client|prospect|prospect name|invitee|invitee name|attendee|attendee name|respondent|person|participant|guest|visitor|caller|submitted by|requested by|' +
    'ansprechpartner|ansprechpartnerin|kontakt|kontaktperson|vollstandiger name|vor- und nachname|vor und nachname|ihr name|interessent|interessentin|' +
    'nom|nom complet|nom et prenom|prenom et nom|nom prenom|votre nom|interlocuteur|nombre|nombre completo|nombre y apellidos|nombre y apellido|su nombre|tu nombre|contacto|persona de contacto|' +
    'nome|nome completo|nome e cognome|cognome e nome|referente|contatto|persona di contatto|nominativo|nome e sobrenome|contato|pessoa de contato|pessoa de contacto|seu nome|' +
    'naam|volledige naam|uw naam|je naam|contactpersoon|voor- en achternaam|voornaam en achternaam',
  company:
    'company|company name|your company|organisation|organization|organisation name|organization name|account|account name|business|business name|employer|firm|school|institution|company/organization|company / organization|' +
    'firma|firmenname|unternehmen|unternehmensname|name des unternehmens|betrieb|gesellschaft|organisationsname|ihre firma|ihr unternehmen|arbeitgeber|' +
    "societe|nom de la societe|entreprise|nom de l'entreprise|nom de l’entreprise|votre entreprise|votre societe|raison sociale|organisme|etablissement|" +
    "empresa|nombre de la empresa|nombre de empresa|compania|organizacion|razon social|su empresa|azienda|nome azienda|nome dell’azienda|nome dell'azienda|societa|ragione sociale|ditta|organizzazione|" +
    'nome da empresa|organizacao|companhia|sua empresa|bedrijf|bedrijfsnaam|naam bedrijf|organisatie|naam organisatie|onderneming|uw bedrijf',
  email:
    'email|e-mail|mail|e mail|email address|e-mail address|mail address|work email|work e-mail|work email address|business email|business e-mail|business email address|company email|corporate email|professional email|contact email|your email|your e-mail|email id|reply to|reply-to|invitee email|attendee email|customer email|lead email|' +
    'e-mail-adresse|email-adresse|emailadresse|mailadresse|mail-adresse|geschaftliche e-mail|geschaftliche e-mail-adresse|dienstliche e-mail|ihre e-mail|ihre e-mail-adresse|antwort an|' +
    'adresse e-mail|adresse email|adresse mail|courriel|adresse electronique|email professionnel|e-mail professionnel|mail professionnel|adresse e-mail professionnelle|votre email|votre e-mail|' +
    'correo|correo electronico|correo-e|email de trabajo|correo de trabajo|correo electronico de trabajo|direccion de correo|direccion de correo electronico|correo corporativo|correo profesional|' +
    'indirizzo email|indirizzo e-mail|indirizzo mail|posta elettronica|email aziendale|e-mail aziendale|indirizzo di posta elettronica|' +
    'endereco de email|endereco de e-mail|email profissional|e-mail profissional|email corporativo|e-mail corporativo|correio eletronico|e-mailadres|emailadres|mailadres|zakelijk e-mailadres|zakelijke e-mail|uw e-mailadres',
  phone:
    'phone|phone number|phone no|telephone|telephone number|tel|tel no|mobile|mobile number|mobile phone|mobile phone number|cell|cell phone|cell number|cellphone|work phone|business phone|office phone|direct|direct phone|direct dial|direct line|contact number|your phone|your phone number|whatsapp|whatsapp number|text reminder number|phone / mobile|ph|m|t|' +
    'telefon|telefonnummer|tel-nr|telefon-nr|rufnummer|handy|handynummer|mobil|mobilnummer|mobiltelefon|mobilfunknummer|ruckrufnummer|durchwahl|festnetz|fon|ihre telefonnummer|' +
    'telephone portable|telephone mobile|portable|n° de telephone|no de telephone|numero de telephone|numero de tel|votre telephone|ligne directe|telefono|numero de telefono|telefono movil|movil|celular|telefono celular|numero de movil|telefono de contacto|' +
    'numero di telefono|cellulare|telefono cellulare|recapito telefonico|numero di cellulare|recapito|telefone|telemovel|numero de telefone|telefone celular|numero de telemovel|contacto telefonico|telefoonnummer|telefoon|mobiel|mobiel nummer|uw telefoonnummer|gsm',
  need:
    'message|your message|comments|comment|comments/questions|notes|note|need|needs|request|your request|inquiry|enquiry|your enquiry|question|questions|your question|details|additional information|additional comments|description|project description|about your project|how can we help|how can we help you|how may we help|what can we do for you|what are you looking for|tell us more|anything else|interest|interested in|reason|reason for contact|use case|what do you need|summary|' +
    'nachricht|ihre nachricht|anliegen|ihr anliegen|bemerkung|bemerkungen|kommentar|anmerkung|anmerkungen|anfrage|ihre anfrage|mitteilung|frage|fragen|interesse|bedarf|wie konnen wir helfen|wie konnen wir ihnen helfen|worum geht es|' +
    'votre message|commentaire|commentaires|demande|votre demande|besoin|votre besoin|comment pouvons-nous vous aider|comment pouvons nous vous aider|precisions|mensaje|su mensaje|comentario|comentarios|consulta|su consulta|solicitud|necesidad|en que podemos ayudarle|en que podemos ayudarte|como podemos ayudarle|' +
    'messaggio|il tuo messaggio|commenti|richiesta|esigenza|come possiamo aiutarla|come possiamo aiutarti|mensagem|sua mensagem|observacoes|pedido|necessidade|como podemos ajudar|como podemos ajuda-lo|' +
    'bericht|uw bericht|opmerking|opmerkingen|vraag|uw vraag|aanvraag|toelichting|behoefte|hoe kunnen we helpen|hoe kunnen we u helpen|waarmee kunnen we helpen|please share anything that will help prepare for our meeting',
  other:
    'role|job title|title|job|position|function|website|url|web|domain|country|city|town|state|region|zip|postcode|address|street|industry|sector|employees|company size|number of employees|team size|size|budget|source|lead source|campaign|date|time|submitted|submitted at|submitted on|created|received|page|page url|form|form name|ip|ip address|timeline|timeframe|product|products|seats|quantity|department|language|time zone|timezone|invitee time zone|event|event type|event name|event date/time|event date|when|where|location|meeting|subject|status|score|lead score|lifecycle stage|priority|consent|gdpr|newsletter|marketing consent|salutation|linkedin|revenue|plan|start|start date|referrer|utm_source|utm_campaign|utm_medium|id|ticket|deal|deal name|amount|' +
    'funktion|anrede|adresse|strasse|ort|stadt|plz|land|branche|webseite|internet|mitarbeiter|mitarbeiterzahl|anzahl mitarbeiter|unternehmensgrosse|datum|betreff|quelle|kampagne|zeitpunkt|uhrzeit|sprache|abteilung|position im unternehmen|fonction|poste|site web|site internet|ville|code postal|pays|secteur|secteur d’activite|effectif|taille de l’entreprise|civilite|objet|sujet|origine|langue|' +
    'cargo|puesto|sitio web|pagina web|ciudad|codigo postal|pais|fecha|asunto|empleados|numero de empleados|provincia|idioma|ruolo|qualifica|sito web|sito|citta|paese|settore|data|oggetto|dipendenti|numero dipendenti|lingua|fonte|' +
    'funcao|site|cidade|estado|setor|assunto|funcionarios|numero de funcionarios|origem|functie|plaats|postcode en plaats|aantal medewerkers|medewerkers|onderwerp|bron|taal|aanhef',
  ours: 'owner|lead owner|contact owner|deal owner|assigned to|assignee|account executive|account manager|rep|sales rep|host|hosted by|organizer|organiser|team member|handled by|zustandig|bearbeiter|proprietaire|responsable|propietario|asignado a|responsabile|assegnato a|responsavel|proprietario|eigenaar|toegewezen aan|verantwoordelijke',
};

const fields: ReadonlyMap<string, Field> = new Map(
  (Object.keys(LABELS) as Field[]).flatMap((field) => LABELS[field].split('|').map((label) => [label, field] as const)),
);

const LONGEST_LABEL = 90;

/** A label as it is looked up: without marks, numbers in front, and remarks such as (required). */
const bareLabel = (label: string): string =>
  folded(label)
    .replace(/:[a-z0-9_+-]{2,40}:/g, ' ')
    .replace(
      /\((?:required|optional|pflichtfeld|obligatoire|obligatorio|obbligatorio|obrigatorio|verplicht|optionnel|facultatif|opcional|facoltativo|optioneel)\)/g,
      ' ',
    )
    .replace(/^\W*(?:q?\d{1,2}[.):]\s+)?/, '')
    .replace(/[\s*_~`?!.:：…"“”#-]+$/, '')
    .replace(/_/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** A label of the lists above. */
export function knownLabel(label: string): Field | undefined {
  if (label.length > LONGEST_LABEL) return undefined;
  const bare = bareLabel(label);
  return fields.get(bare) ?? fields.get(bare.replace(/ /g, '_'));
}

/** Words that make a question one about something else. */
const ABOUT_OTHER_THINGS =
  /how many|how big|how large|\bsize\b|employees|number of (?!phone)|industry|\btype\b|website|\burl\b|\bopt\b|consent|subscri|newsletter|country|\bdomain\b|\brole\b|\btitle\b|preferred|best time|birth|hear about|\bproject\b|\bevent\b|\bproduct\b|\bcampaign\b|\bfile\b|\buser ?name\b|\bpage\b|budget|wie viele|combien|cuant|quant|hoeveel/;
const QUESTIONS: [Field, RegExp][] = [
  ['email', /e-?mail|correo|courriel/],
  [
    'phone',
    /phone|telefon|telefoon|\btel\b|mobile|\bcell\b|handy|whatsapp|reach you (?:on|at|by)|number.*(?:reach|call)|telemovel|celular|movil/,
  ],
  ['first', /first name|vorname|prenom|voornaam|given name/],
  ['last', /last name|surname|nachname|nom de famille|apellidos?|cognome|sobrenome|achternaam|family name/],
  [
    'company',
    /company|organi[sz]ation|firma|unternehmen|entreprise|societe|empresa|azienda|bedrijf|(?:who|where) do you work|work for|business name/,
  ],
  ['name', /\bname\b|\bnaam\b|\bnom\b|\bnombre\b|\bnome\b|who are you|heissen sie|wie heisst|appelez/],
  [
    'need',
    /help|looking for|tell us|tell me|message|\bneed|question|interest|describe|anything else|prepare|helfen|aider|ayudar|aiutar|ajudar|helpen|share/,
  ],
];
const MOST_WORDS = 14;

/** The field of a label in free words: `And your last name?` */
export function fieldOf(label: string): Field | undefined {
  const known = knownLabel(label);
  if (known) return known;
  const bare = bareLabel(label);
  const words = bare.split(' ').length;
  if (bare.length > LONGEST_LABEL || words < 2 || words > MOST_WORDS) return undefined;
  if (ABOUT_OTHER_THINGS.test(bare)) return 'other';
  if (/what does your|about your company|does your company/.test(bare)) return 'need';
  return QUESTIONS.find(([, pattern]) => pattern.test(bare))?.[0];
}
