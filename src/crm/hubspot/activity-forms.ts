/**
 * Activities as HubSpot's objects. Sources: the guides *Notes*, *Calls*, *Meetings* and *Emails*; *Associate records*, association
 * type id values.
 */
import type { CrmNote } from '../crm.ts';
import type { Values } from './contact-values.ts';
import { markOf } from './mark.ts';
import type { ObjectType } from './paths.ts';

export type Activity = Extract<ObjectType, 'notes' | 'calls' | 'meetings' | 'emails'>;

interface Form {
  /** The property with the text. */
  body: string;
  toContact: number;
  toDeal: number;
  further: (note: CrmNote) => Values;
}

const LONGEST_TITLE = 80;
const titleOf = ({ text }: CrmNote): string => (text.split('\n', 1)[0] ?? '').slice(0, LONGEST_TITLE);

export const activityForms: Record<Activity, Form> = {
  notes: { body: 'hs_note_body', toContact: 202, toDeal: 214, further: () => ({}) },
  calls: {
    body: 'hs_call_body',
    toContact: 194,
    toDeal: 206,
    further: (note) => ({ hs_call_title: titleOf(note), hs_call_status: 'COMPLETED', hs_call_direction: 'OUTBOUND' }),
  },
  meetings: {
    body: 'hs_meeting_body',
    toContact: 200,
    toDeal: 212,
    further: (note) => ({
      hs_meeting_title: titleOf(note),
      hs_meeting_outcome: 'COMPLETED',
      hs_meeting_start_time: note.at.toISOString(),
      hs_meeting_end_time: note.at.toISOString(),
    }),
  },
  emails: {
    body: 'hs_email_text',
    toContact: 198,
    toDeal: 210,
    further: (note) => ({ hs_email_subject: titleOf(note), hs_email_direction: 'EMAIL', hs_email_status: 'SENT' }),
  },
};

/** The text of an email is plain, the others are HTML. */
export function bodyOf(type: Activity, note: CrmNote): Values {
  const lines = [...note.text.split('\n'), markOf(note.key)];
  const { body, further } = activityForms[type];
  return {
    hs_timestamp: note.at.toISOString(),
    ...(note.ownerId && { hubspot_owner_id: note.ownerId }),
    ...further(note),
    [body]: type === 'emails' ? lines.join('\n') : lines.map(html).join('<br>'),
  };
}

const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
