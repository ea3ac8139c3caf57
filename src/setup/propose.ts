import type { ChannelPlace, GroupPlace, Places } from '../platform/slack/channels.ts';
import type { TeamKind } from '../teams/table.ts';
import type { SetupProposal } from './table.ts';

/** Names of the two teams in channels and user groups, in several languages. */
const names: Record<TeamKind, string[]> = {
  sales: [
    'sales',
    'seller',
    'sellers',
    'salesteam',
    'vertrieb',
    'verkauf',
    'verkoop',
    'ventas',
    'vendas',
    'ventes',
    'vendite',
    'comercial',
    'commercial',
    'sprzedaz',
    'sdr',
    'sdrs',
    'bdr',
    'bdrs',
  ],
  marketing: [
    'marketing',
    'marketers',
    'marketingteam',
    'mktg',
    'mkt',
    'mercadeo',
    'mercadotecnia',
    'demandgen',
    'growth',
  ],
};

/** Words that name a group in general and no team in particular. */
const PLAIN = new Set(['team', 'teams', 'dept', 'department', 'abteilung', 'equipe', 'equipo', 'squad', 'all', 'the']);
/** Channels for machines, or for something other than a team's work. */
const ASIDE =
  /^(?:random|social|fun|offtopic|wins|kudos|alerts?|bots?|feed|notifications?|logs?|archive|archived|old|test|tests|announcements?|news|onboarding|training|help|ops|enablement)$/;

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** How clearly a name means this team: 0 not at all, 3 nothing else. */
function closeness(name: string, kind: TeamKind): number {
  const words = wordsOf(name);
  const joined = words.join('');
  const other = kind === 'sales' ? names.marketing : names.sales;
  const isNamed = (word: string) => names[kind].includes(word);
  if (!words.some(isNamed) && !isNamed(joined)) return 0;
  // A channel for both teams belongs to neither.
  if (words.some((word) => other.includes(word))) return 0;
  if (words.some((word) => ASIDE.test(word))) return 0;
  const rest = words.filter((word) => !isNamed(word));
  if (isNamed(joined) || rest.length === 0) return 3;
  return rest.every((word) => PLAIN.has(word)) ? 2 : 1;
}

/** The channel and the user group that most resemble this team; undefined without a channel. */
export function proposeTeam(
  kind: TeamKind,
  { channels, groups }: Places,
  taken: ReadonlySet<string>,
): SetupProposal | undefined {
  const best = channels
    .filter(({ id }) => !taken.has(id))
    .map((channel) => ({ channel, score: closeness(channel.name, kind) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || byUse(a.channel, b.channel))
    .at(0)?.channel;
  if (!best) return undefined;
  const group = groupFor(kind, groups);
  return {
    kind,
    channelId: best.id,
    channelName: best.name,
    userGroupId: group?.id ?? null,
    userGroupName: group?.name ?? null,
  };
}

/** Unshared channels before shared ones, and the fullest first. */
const byUse = (a: ChannelPlace, b: ChannelPlace) =>
  Number(a.isShared) - Number(b.isShared) || b.members - a.members || a.name.localeCompare(b.name);

/** Only an unambiguous group: a group decides about membership, and with two it would be a guess. */
function groupFor(kind: TeamKind, groups: GroupPlace[]): GroupPlace | undefined {
  const clear = groups.filter(({ handle, name }) => closeness(handle, kind) >= 2 || closeness(name, kind) >= 2);
  return clear.length === 1 ? clear[0] : undefined;
}
