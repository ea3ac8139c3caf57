/** Mails, forwarded or whole: who sent them, and their signatures. */
import { addressesIn, isTheirs } from './addresses.ts';
import { hasLegalForm, isOfDomain, legallyNamed } from './companies.ts';
import { folded, type ReadingContext } from './lead-guess.ts';
import { cleanName, nameLine } from './names.ts';

export interface Mail {
  sender?: { name?: string; email: string };
  /** Addresses of other people in To and Cc. */
  others: string[];
  /** The text of that sender, without headers. */
  body: string;
  /** All lines without headers, the subject first. */
  text: string;
}

const HEADER =
  /^[\s>*_]{0,12}(from|von|de|da|van|absender|mittente|remitente|afzender|expediteur|reply-to|antwort an|repondre a|responder a|rispondi a|to|an|a|para|aan|cc|bcc|kopie|copie|subject|betreff|objet|asunto|oggetto|assunto|onderwerp|date|datum|sent|gesendet|envoye|enviado(?: el)?|enviada|inviato|verzonden|fecha|data)[*_]{0,2}\s{0,2}:[*_]{0,2}\s{0,3}(.*)$/i;
const SENDER = /^(?:from|von|de|da|van|absender|mittente|remitente|afzender|expediteur)$/i;
const REPLY_TO = /^(?:reply-to|antwort an|repondre a|responder a|rispondi a)$/i;
const RECEIVER = /^(?:to|an|a|para|aan|cc|bcc|kopie|copie)$/i;
const SUBJECT = /^(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp)$/i;
const WROTE = /(?:wrote|writes|schrieb|a ecrit|escribio|ha scritto|escreveu|schreef)\b.{0,90}:?\s*$/;
const DIVIDER =
  /^[\s>]*(?:[-_=*\s]*)(?:begin forwarded message|forwarded message|original message|weitergeleitete nachricht|ursprungliche nachricht|anfang der weitergeleiteten nachricht|message transfere|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|mensagem encaminhada|mensagem original|doorgestuurd bericht|oorspronkelijk bericht)\s*:?[-_=*\s]*$/;

const FORWARDS = /^\s*(?:fwd?|wg|rv|enc|doorst|fs)\s*:/i;

interface Header {
  key: string;
  value: string;
}

function headerOf(line: string): Header | undefined {
  if (line.length > 400 || !line.includes(':')) return undefined;
  const [, key, value = ''] = HEADER.exec(accentless(line)) ?? [];
  return key === undefined ? undefined : { key, value: line.slice(line.length - value.length) };
}

/** Without accents, and as long as before. */
const accentless = (text: string) => text.replace(/[À-ÿ]/g, (letter) => letter.normalize('NFD').charAt(0));

/** The display name and address of a header: `Jane Doe <jane@acme.com>`, `"Doe, Jane" <…>`, `jane@acme.com (Jane Doe)`. */
function personIn(value: string): { name?: string; email: string } | undefined {
  const [address] = addressesIn(value);
  if (!address) return undefined;
  const before = value
    .slice(0, address.start)
    .replace(/<?(?:mailto:)?\s*$/i, '')
    .replace(/^.*\bvia\b.*$/i, '');
  const after = /^\W{0,3}\(([^()]{2,60})\)/.exec(value.slice(address.end))?.[1];
  const typed = before.replace(/["'<[(*_]+/g, ' ').trim();
  return { name: cleanName(typed) ?? (after && cleanName(after)), email: address.email };
}

/** Undefined for a text without headers of a mail. */
export function readMail(text: string, context: ReadingContext): Mail | undefined {
  const lines = text.split(/\r?\n/);
  const headers = lines.map((line, index) => {
    const header = headerOf(line);
    if (!header) return undefined;
    // `De:` and `A:` are words too; a header has an address or other headers next to it.
    const isNear = [index - 2, index - 1, index + 1, index + 2].some((at) => headerOf(lines[at] ?? ''));
    return isNear || (SENDER.test(header.key) && header.value.includes('@')) ? header : undefined;
  });
  const senders: { at: number; name?: string; email: string; isReplyTo?: boolean }[] = [];
  const others: string[] = [];
  const left: string[] = [];
  const subjects: string[] = [];
  for (const [at, line] of lines.entries()) {
    const header = headers[at];
    if (header && (SENDER.test(header.key) || REPLY_TO.test(header.key))) {
      const person = personIn(header.value);
      if (person) senders.push({ at, ...person, ...(REPLY_TO.test(header.key) && { isReplyTo: true }) });
    } else if (header && RECEIVER.test(header.key)) others.push(...addressesIn(header.value).map(({ email }) => email));
    else if (header && SUBJECT.test(header.key))
      subjects.push(header.value.replace(/^(?:(?:fwd?|re|wg|aw|tr|rv|i|enc|r|doorst)\s*:\s*)+/i, ''));
    else if (!header && line.includes('@') && WROTE.test(folded(line))) {
      const person = personIn(line);
      if (person) senders.push({ at, ...person, name: writerIn(line) });
    } else if (!header && !DIVIDER.test(folded(line))) left.push(line);
  }
  const [first] = senders;
  if (!first) return undefined;
  const forwarded = lines.findIndex(
    (line, at) => at > first.at && (DIVIDER.test(folded(line)) || (headers[at] && FORWARDS.test(headers[at].value))),
  );
  const isForwarder = ({ at }: { at: number }) => at < forwarded && senders.some((other) => other.at > forwarded);
  const theirs = senders.filter((one) => isTheirs(one.email, context) && !isForwarder(one));
  const sender = theirs.find(({ isReplyTo }) => isReplyTo) ?? theirs[0];
  const start = sender?.at ?? -1;
  const end = senders.find(({ at, isReplyTo }) => at > start && !isReplyTo)?.at ?? lines.length;
  const body = lines.slice(start + 1, end).filter((_, index) => !headers[start + 1 + index]);
  const subject = subjects.find((words) => words.trim() !== '');
  return {
    ...(sender && { sender: { name: sender.name, email: sender.email } }),
    others,
    body: body.join('\n').replace(/^>+ ?/gm, ''),
    text: [subject, ...left].join('\n').trim(),
  };
}

/** `On Mon, 2 Nov 2026 at 10:12, Jane Doe <jane@acme.com> wrote:` */
function writerIn(line: string): string | undefined {
  const [address] = addressesIn(line);
  const before = line.slice(0, address?.start).replace(/[<(["']+\s*(?:mailto:)?$/, '');
  const said = before.split(/(?:,|\d:\d{2}(?:\s?[AP]M)?(?:\s+Uhr)?|schrieb|schreef|\bat\b|\d{4})\s+/u).at(-1) ?? '';
  return cleanName(said.replace(/^\W+/, ''));
}

const CLOSING =
  /^(?:(?:(?:with )?(?:kind|best|warm|warmest|many)(?: regards| wishes| thanks)?|regards|best|cheers|thanks(?: and regards)?|thank you|many thanks|thanks again|all the best|sincerely(?: yours)?|yours(?: sincerely| truly| faithfully)?|mit (?:freundlichen|besten|herzlichen) grussen|(?:freundliche|beste|viele|liebe|herzliche) grusse?|(?:schone|sonnige) grusse(?: aus .{1,30})?|mfg|vg|lg|gruss|danke(?: und gruss)?|vielen dank|cordialement|bien (?:cordialement|a vous)|(?:tres )?cordialement|salutations(?: distinguees)?|meilleures salutations|merci(?: d'avance)?|(?:un )?saludos?(?: cordiales)?|(?:un )?cordial saludo|atentamente|gracias|muchas gracias|cordiali saluti|distinti saluti|(?:un )?saluti?|grazie(?: mille)?|atenciosamente|att|cumprimentos|(?:com os )?melhores cumprimentos|obrigad[oa]|abracos?|met vriendelijke groeten?|vriendelijke groeten?|groeten?|hartelijke groeten?|bedankt|alvast bedankt|mvg)[\s,.!;:–-]*)$/;
const TITLE =
  /\b(?:ceo|cto|cfo|coo|cmo|cio|ciso|vp|head|chief|manager|director|officer|president|founder|owner|partner|engineer|lead|specialist|consultant|coordinator|analyst|administrator|assistant|buyer|architect|leiter|leiterin|leitung|geschaftsfuhrer|geschaftsfuhrerin|inhaber|inhaberin|prokurist|einkauf|vertrieb|referent|referentin|responsable|directeur|directrice|chef|cheffe|gerant|gerante|acheteur|acheteuse|charge|chargee|directora?|gerente|jefe|jefa|encargad[oa]|responsabile|direttore|direttrice|titolare|amministratore|diretora?|coordenador|coordenadora|socio|socia|hoofd|directeur|inkoper|beheerder|eigenaar|marketing|sales|operations|purchasing|procurement|it)\b/;

export interface Signature {
  name?: string;
  company?: string;
  /** The lines of the signature, which hold the phone number. */
  text: string;
}

const MOST_LINES = 10;

/** The lines after the last closing words or `-- `, else the last lines with contacts. */
export function readSignature(body: string, email: string | undefined, context: ReadingContext): Signature | undefined {
  const lines = body.split(/\r?\n/).map((line) => line.replace(/^[\s>*_]+|[\s*_]+$/g, ''));
  const closing = lines.findLastIndex((line) => CLOSING.test(folded(line)) || line === '--');
  const signed = closing < 0 ? lastBlock(lines) : lines.slice(closing + 1);
  const block = signed.filter((line) => line !== '').slice(0, MOST_LINES);
  if (block.length === 0) return undefined;
  const [first = ''] = block;
  const name =
    nameLine(first.split(/\s[-–—|·•]\s|\||,/)[0] ?? '') ?? (closing >= 0 ? nameLine(block[1] ?? '') : undefined);
  if (!name && closing < 0) return undefined;
  return { ...(name && { name }), company: companyIn(block, { name, email }, context), text: block.join('\n') };
}

function lastBlock(lines: string[]): string[] {
  const at = lines.findLastIndex((line) => addressesIn(line).length > 0 || /\d[\d ()/.-]{7,}\d/.test(line));
  let start = at;
  while ((lines[start - 1] ?? '') !== '' && at - start < MOST_LINES) start -= 1;
  return lines.slice(start, at + 1);
}

function companyIn(
  block: string[],
  { name, email }: { name?: string; email?: string },
  context: ReadingContext,
): string | undefined {
  const parts = block
    .flatMap((line) => line.split(/\s*(?:\||·|•|\s[-–—]\s)\s*/u))
    .map((part) => part.replace(/^(?:at|@|bei|chez|en|presso|bij|na)\s+/i, '').trim());
  const usable = parts.filter(
    (part) => part !== '' && part !== name && !part.includes('@') && part.length <= 80 && !/https?:|www\./.test(part),
  );
  const legal = usable.find(hasLegalForm);
  if (legal) return TITLE.test(folded(legal)) ? (legallyNamed(legal) ?? legal) : legal;
  const ofDomain = usable.find(
    (part) => isOfDomain(part, email, context) && !/\d{3}/.test(part) && part.split(' ').length <= 6,
  );
  if (ofDomain) return ofDomain;
  for (const part of usable) {
    const [, title = '', company] =
      /^(.{2,40}?)(?:,\s+|\s+(?:at|@|bei|chez|en|presso|bij|na)\s+)(\p{Lu}.{1,60})$/u.exec(part) ?? [];
    if (company && TITLE.test(folded(title)) && !TITLE.test(folded(company))) return company;
  }
  return undefined;
}
