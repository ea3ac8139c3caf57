/** The past of an imported lead: its status, owner and dates, as other systems write them. */
import { DateTime } from 'luxon';
import { folded, lettersOf } from '../leads/reading/lead-guess.ts';
import { belongsTo } from '../leads/reading/names.ts';
import { type DateOrder, readDate } from '../library/dates.ts';

const pastStatuses = ['new', 'accepted', 'working', 'qualified', 'won', 'lost', 'nurturing', 'disqualified'] as const;
export type PastStatus = (typeof pastStatuses)[number];

/** In the languages of the columns. */
const STATUSES: Record<PastStatus, string> = {
  new: 'new|unclaimed|open|not contacted|open - not contacted|raw|mql|lead|subscriber|neu|offen|nouveau|ouvert|nuevo|abierto|nuovo|aperto|novo|aberto|nieuw',
  accepted:
    'accepted|assigned|sal|sales accepted|claimed|akzeptiert|angenommen|zugewiesen|accepte|assigne|aceptado|asignado|accettato|assegnato|aceito|geaccepteerd|toegewezen',
  working:
    'in progress|working|contacted|working - contacted|attempted to contact|connected|engaged|open deal|follow up|appointment scheduled|meeting|in bearbeitung|kontaktiert|en cours|contacte|en curso|en progreso|contactado|in corso|contattato|em andamento|in behandeling|gecontacteerd',
  qualified:
    'qualified|opportunity|sql|sales qualified lead|sales qualified|proposal|negotiation|proposal sent|contract sent|decision maker bought in|presentation scheduled|qualified to buy|qualifiziert|angebot|verhandlung|qualifie|proposition|negociation|calificado|cualificado|propuesta|negociacion|qualificato|proposta|trattativa|qualificado|negociacao|gekwalificeerd|offerte|onderhandeling',
  won: 'won|closed won|closed - won|converted|closed - converted|customer|evangelist|gewonnen|kunde|gagne|client|ganado|cliente|vinto|ganho|klant',
  lost: 'lost|closed lost|closed - lost|verloren|perdu|perdido|perso',
  nurturing:
    'nurturing|nurture|recycled|recycle|on hold|later|future|zuruckgestellt|spater|en attente|plus tard|en espera|in attesa|em espera|later opvolgen',
  disqualified:
    'disqualified|unqualified|closed - not converted|not converted|bad fit|bad timing|junk|spam|dead|invalid|rejected|disqualifiziert|unqualifiziert|ungeeignet|disqualifie|non qualifie|descalificado|no calificado|squalificato|non qualificato|desqualificado|nao qualificado|gediskwalificeerd|niet gekwalificeerd',
};

const statuses: ReadonlyMap<string, PastStatus> = new Map(
  pastStatuses.flatMap((status) => STATUSES[status].split('|').map((words) => [words, status] as const)),
);

/** Undefined for other words. */
export const pastStatus = (words: string): PastStatus | undefined =>
  statuses.get(
    folded(words)
      .replace(/[_\s]+/g, ' ')
      .trim(),
  );

/** No moment is written so long, and a longer cell would be searched for too long. */
const LONGEST_DATE = 100;

/** A moment as systems and spreadsheets write it; undefined for other words, and where two days are possible. */
export function pastDate(text: string, order: DateOrder | undefined): Date | undefined {
  if (text.length > LONGEST_DATE) return undefined;
  const iso = /^\d{4}-\d{2}-\d{2}T/.test(text) ? DateTime.fromISO(text, { zone: 'utc' }) : undefined;
  if (iso?.isValid) return iso.toJSDate();
  const read = readDate(text.replace(/(?:\.\d+)?\s*(?:Z|UTC)$/, ''), order);
  return 'date' in read ? read.date : undefined;
}

/** `12,000.50`, `12.000,50 €`, `$12.5k`, `12 kr`; undefined for other words. */
export function pastAmount(text: string): number | undefined {
  // Not the beginning of a word: of a currency.
  const isThousands = /\d\s*k(?!\p{L})/iu.test(text);
  const bare = text.replace(/[^\d.,]/g, '');
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const hasCents = last >= 0 && /^[.,]\d{1,2}$/.test(bare.slice(last));
  const whole = (hasCents ? bare.slice(0, last) : bare).replace(/[.,]/g, '');
  const number = Number(hasCents ? `${whole}.${bare.slice(last + 1)}` : whole);
  if (whole === '' || !Number.isFinite(number)) return undefined;
  return isThousands ? number * 1000 : number;
}

export interface Colleague {
  userId: string;
  /** In Slack. */
  name: string | null;
}

/** The colleague whom a cell means, by their member id, name or address; undefined for no one, or for several. */
export function colleagueIn(cell: string, colleagues: readonly Colleague[]): string | undefined {
  if (colleagues.some(({ userId }) => userId === cell)) return cell;
  const [email] = /[^\s<>]{1,64}@[^\s<>]{1,255}/.exec(cell) ?? [];
  const name = lettersOf(cell.replace(email ?? '', ''));
  const found = colleagues.filter(
    (one) => one.name !== null && (lettersOf(one.name) === name || (email !== undefined && belongsTo(one.name, email))),
  );
  return found.length === 1 ? found[0]?.userId : undefined;
}
