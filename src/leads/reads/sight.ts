/** The part of the leads that a person sees, and on which they are offered acts. */
import { inArray, or, type SQL, sql } from '../../platform/db/drizzle.ts';
import { isWithMarketing } from '../lifecycle.ts';
import { type Lead, leads } from '../table.ts';

/** The leads that a person may find and read: those of these teams, and those that they own or handed off. */
export interface Sight {
  userId: string;
  teamIds: readonly number[] | 'every';
}

export const seesLead = (
  { userId, teamIds }: Sight,
  { teamId, ownerId, handedOffBy }: Pick<Lead, 'teamId' | 'ownerId' | 'handedOffBy'>,
): boolean => teamIds === 'every' || teamIds.includes(teamId) || ownerId === userId || handedOffBy === userId;

/** The same as a condition; undefined for everything. */
export const inSight = ({ userId, teamIds }: Sight): SQL | undefined =>
  teamIds === 'every'
    ? undefined
    : or(inArray(leads.teamId, [...teamIds]), sql`${userId} in (${leads.ownerId}, ${leads.handedOffBy})`);

/** The leads whose buttons a reader sees. Each act checks permissions again. */
export interface ListReader {
  /** The sales teams on whose leads they act while sales has them. */
  salesTeams: readonly number[] | 'every';
  /** They act on leads that are back with marketing. */
  inMarketing: boolean;
}

const isOfTheirs = ({ salesTeams }: ListReader, { teamId }: Lead): boolean =>
  salesTeams === 'every' || salesTeams.includes(teamId);

export const actsOn = (reader: ListReader, lead: Lead): boolean =>
  isWithMarketing(lead) ? reader.inMarketing : isOfTheirs(reader, lead);

/** Sellers of other teams only read. */
export const notesOn = (reader: ListReader, lead: Lead): boolean => reader.inMarketing || isOfTheirs(reader, lead);
