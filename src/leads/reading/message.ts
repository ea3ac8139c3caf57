/** A message that becomes a lead: a form's post, a forwarded mail, a note about a call. */
import { addressesIn, isTheirs } from './addresses.ts';
import { companyFromEmail, companySpelled, hasLegalForm, isOfDomain, legallyNamed } from './companies.ts';
import { type Labelled, labelledName, readLabels } from './labelled.ts';
import { inked, type LeadGuess, lettersOf, type ReadingContext, SEARCHED, withoutEmpty } from './lead-guess.ts';
import { type Mail, readMail, readSignature } from './mail.ts';
import { belongsTo, cleanName, isRoleAddress, NAME, nameFromEmail, nameLine, namesIn } from './names.ts';
import { labelledPhone, phonesIn } from './phones.ts';

/** `text` is what people read in Slack, without its notation. */
export function readMessage(text: string, context: ReadingContext = {}): LeadGuess {
  const plain = inked(text);
  const searched = plain.slice(0, SEARCHED);
  const mail = readMail(searched, context);
  const form = readLabels(mail ? mail.text : searched);
  const email = emailOf(searched, { mail, form }, context);
  const body = mail ? mail.body : searched;
  const signature = readSignature(body, email, context);
  const name = nameOf({ mail, form, signature: signature?.name, body, email }, context);
  return withoutEmpty({
    name,
    company: companyOf({ form, signature: signature?.company, body, mail, email, name }, context),
    email,
    phone: phoneOf({ form, signature: signature?.text, body, mail }, context),
    // Without labels the whole message is the need, as it was typed.
    need: Object.keys(form.values).length === 0 && !mail ? text.trim() : needOf(form, plain, searched),
  });
}

function emailOf(
  text: string,
  { mail, form }: { mail?: Mail; form: Labelled },
  context: ReadingContext,
): string | undefined {
  const isFree = (email: string) => isTheirs(email, context) && !mail?.others.includes(email);
  const labelled = [form.values.email, form.values.name]
    .flatMap((values) => values ?? [])
    .flatMap((value) => addressesIn(value))
    .find(({ email }) => isTheirs(email, context));
  if (labelled) return labelled.email;
  if (mail?.sender) return mail.sender.email;
  const ours = text
    .split('\n')
    .filter((line) => /\b(?:owner|assigned|host|organi[sz]er|rep)\b[^:]{0,20}:/i.test(line))
    .join('\n');
  const found = addressesIn(text)
    .map(({ email }) => email)
    .filter((email) => isFree(email) && !ours.includes(email));
  // The address whose owner the text names; a role address only if there is no other.
  const named = namesIn(text);
  return (
    found.find((email) => named.some(({ name }) => belongsTo(name, email))) ??
    found.find((email) => !isRoleAddress(email)) ??
    found[0]
  );
}

interface NameSources {
  mail?: Mail;
  form: Labelled;
  signature?: string;
  body: string;
  email?: string;
}

function nameOf({ mail, form, body, email, ...from }: NameSources, context: ReadingContext): string | undefined {
  const labelled = cleanName(labelledName(form.values) ?? '');
  if (labelled) return labelled;
  const companies = (form.values.company ?? []).map(lettersOf);
  const isCompany = (name: string) => companies.some((one) => one.startsWith(lettersOf(name)));
  const named = namesIn(body).map((one) => ({ name: beforeCompany(one.name, email, context) }));
  const owners = email ? named.filter(({ name }) => belongsTo(name, email)) : [];
  const found = (name: string | undefined) => name && beforeCompany(name, email, context);
  const signature = found(from.signature);
  const display = mail?.sender?.name;
  if (display && (nameLine(display) || !signature)) return nameLine(display) ?? display;
  return (
    (signature && email && belongsTo(signature, email) ? signature : undefined) ??
    owners[0]?.name ??
    signature ??
    found(introduced(body)) ??
    found(nextToEmail(body, isCompany)) ??
    nameFromEmail(email)
  );
}

const INTRODUCTION = [
  `(?:my name is|name's|name is|i am|i'm|i’m|this is|ich bin|mein name ist|ich heiße|je m'appelle|je m’appelle|je suis|me llamo|mi nombre es|soy|mi chiamo|sono|chamo-me|meu nome é|o meu nome é|eu sou|sou(?: o| a)?|mijn naam is|ik ben|ik heet|hier ist|hier is)\\s+(?:Dr\\. |Herr |Frau )?(NAME)`,
  `(?:lead|contact|signup|sign-up|prospect|deal|booking|enquiry|inquiry|kontakt|interessent|anfrage|prospect|contacto|contatto|contato|customer|visitor|invitee|subscriber|submission|registration|call|voicemail|missed call|chat)(?: (?:from|with|by|von|de|di|van|con|avec))?\\s{0,2}[:–-]?\\s{1,3}(NAME)`,
  `(?:with|from|by|met|spoke (?:to|with)|talked (?:to|with)|call(?:ed)?|mit|von|getroffen|avec|con|com|met|di|de|ontmoet|gesproken met)\\s+(?:Mr\\.? |Ms\\.? |Mrs\\.? |Herrn? |Frau |M\\. |Mme |Sr\\.? |Sra\\.? |Dr\\. )?(NAME)`,
  `(?:^|[.!?\\n]\\s*)[^\\p{L}\\n]{0,6}(NAME),? (?:\\([^)\\n]{1,60}\\) )?(?:just |has |have )?(?:booked|scheduled|submitted|signed up|requested|downloaded|registered|filled|asked|called|wants?|would|is |needs?|from|at|of|@|bei|von|aus|hat|möchte|sucht|chez|souhaite|demande|de|quiere|busca|vuole|cerca|di|quer|procura|da|van|wil|zoekt|viewed|replied|joined|attended|visited|stopped|came|sent|left|reached|mentioned)`,
].map((pattern) => new RegExp(pattern.replace('NAME', NAME), 'giu'));

/** `Lotte Visser van Visser Kaas`: a particle of names may also mean *from*. */
function beforeCompany(name: string, email: string | undefined, context: ReadingContext): string {
  const [, person, company = ''] =
    /^(\S+ (?:(?:van|von|de|der|di|da) )*\S+) (?:van|von|de|di|da|del|della)(?: (?:der|de|la))? (.+)$/.exec(name) ?? [];
  return person && isOfDomain(company, email, context) ? person : name;
}

/** The name that words such as `My name is` or `booked a demo` stand next to. */
function introduced(text: string): string | undefined {
  for (const pattern of INTRODUCTION) {
    for (const match of text.matchAll(pattern)) {
      // The pattern ignores case, the name does not.
      const [found] = namesIn(match[1] ?? '');
      if (found) return found.name;
    }
  }
  return undefined;
}

/** `Jane Doe <jane@acme.com>`, `Jane Doe (jane@acme.com)`, or above it. Above it may also stand the company. */
function nextToEmail(text: string, isCompany: (name: string) => boolean): string | undefined {
  const [address] = addressesIn(text);
  if (!address) return undefined;
  const names = namesIn(text.slice(Math.max(0, address.start - 120), address.start)).map(({ name }) => name);
  return names.findLast((name) => !isCompany(name));
}

interface CompanySources {
  form: Labelled;
  signature?: string;
  body: string;
  mail?: Mail;
  email?: string;
  name?: string;
}

const LONGEST_COMPANY = 60;
const AFTER_NAME =
  /^(?:,? (?:[^\n,;.()]{2,40} )?(?:from|at|of|with|bei(?: der)?|von(?: der)?|aus|chez|de(?: la| l')?|d'|en|presso|di|della|dell'|da|do|na|van|bij)\s+|\s?[(@]\s?|, |\s[-–—|·]\s)(?:the company )?([\p{Lu}\d](?:[\p{L}\p{M}\p{N}&'’+-]|\.(?=\p{L}|,|$))*(?:,? (?:(?:&|and|und|et|y|e|en|of|de|du|la|do|da|für|the|van|der) )?[\p{Lu}\d](?:[\p{L}\p{M}\p{N}&'’+-]|\.(?=\p{L}|,|$))*){0,5})/u;

function companyOf(
  { form, signature, body, mail, email, name }: CompanySources,
  context: ReadingContext,
): string | undefined {
  const [labelled] = form.values.company ?? [];
  if (labelled) return labelled.replace(/^["“„]|["”“]$/g, '');
  const spelled =
    companySpelled(withoutPerson(body, name), email, context) ?? companySpelled(mail?.text ?? '', email, context);
  if (signature && hasLegalForm(signature)) return signature;
  if (spelled) return spelled;
  return (
    signature ??
    legallyNamed(body) ??
    afterName(body, name) ??
    namedAfter(body, name) ??
    companyFromEmail(email, context)
  );
}

/** An address at a domain of the own name, kai@lum.example, does not make the surname a company's. */
const withoutPerson = (text: string, name: string | undefined) => (name ? text.replaceAll(name, ' ; ') : text);

function afterName(text: string, name: string | undefined): string | undefined {
  if (!name) return undefined;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const after = text.slice(at + name.length, at + name.length + 140);
    const company = AFTER_NAME.exec(after)?.[1]?.replace(/[.,]$/, (end) =>
      /\b(?:Inc|Ltd|Co|Corp)\.$|\.\p{L}\.$/u.test(after) ? end : '',
    );
    if (
      company &&
      company.length <= LONGEST_COMPANY &&
      !/^(?:I|We|CEO|CTO|CFO|COO|VP|Head|Director|Manager)\b/.test(company)
    )
      return company;
  }
  return undefined;
}

/** A company with its owner's surname: `Pell Roofing` of Arthur Pell. */
function namedAfter(text: string, name: string | undefined): string | undefined {
  const surname = name?.split(' ').at(-1);
  if (!surname || surname.length < 3 || !/^[\p{L}\p{M}'’-]+$/u.test(surname)) return undefined;
  const pattern = new RegExp(`(?<![\\p{L}])${surname}(?: (?:& |and |und |et )?\\p{Lu}[\\p{L}\\p{M}-]+){1,3}`, 'u');
  return pattern.exec(withoutPerson(text, name))?.[0];
}

interface PhoneSources {
  form: Labelled;
  signature?: string;
  body: string;
  mail?: Mail;
}

function phoneOf({ form, signature, body, mail }: PhoneSources, { country }: ReadingContext): string | undefined {
  for (const value of form.values.phone ?? []) {
    const phone = labelledPhone(value, country);
    if (phone) return phone;
  }
  return [signature ?? '', body, mail ? mail.text : ''].flatMap((text) => phonesIn(text, country))[0]?.phone;
}

/** Lines that tools put around a form. */
const BOILERPLATE =
  /^[\s*_:>#|-]*(?:(?:you(?:'ve| have)? (?:got|received|have)|there is|neue?r?)?\s*(?:an? )?(?:new|neue|nouvelle?|nuev[oa]|nuov[oa]|nov[oa]|nieuwe?)?\s*(?:website |web |contact )?(?:form )?(?:submission|response|entry|formulareingabe|einsendung|soumission|inzending|risposta|resposta|respuesta)s?(?: (?:received|from|for|on|to) .{0,60})?[\s*_!.:]*|-{3,}|_{3,}|={3,}|sent (?:from|via|by|with) .{0,60}|powered by .{0,40}|view (?:in|on|response|submission|contact|lead|details).{0,40}|gesendet (?:von|über) .{0,40})$/i;

function needOf(form: Labelled, whole: string, searched: string): string {
  const beyond = whole.slice(searched.length);
  const rest = form.rest.filter((line) => form.contactLabels < 2 || !BOILERPLATE.test(line.slice(0, 200)));
  const need = [...(form.values.need ?? []), rest.join('\n').trim()].filter((part) => part !== '').join('\n');
  return need === '' ? whole.trim() : `${need}${beyond}`.replace(/\n{3,}/g, '\n\n').trim();
}
