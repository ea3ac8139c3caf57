/** Owners in the CRM, and who they are in Slack. */
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { CrmPerson } from '../../src/crm/table.ts';
import { readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { actions, bold, button, dotted, emoji, input, optional, person, plain, rich, section } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';

export const PEOPLE_PAGE = 'crm_people_page';
export const PEOPLE_SIZE = 15;
export const PERSON_FORM = 'crm_person_form';
export const PERSON = 'crm_person';

interface PeoplePage {
  label: string;
  /** Those without a person in Slack first. */
  rows: CrmPerson[];
  page: number;
  total: number;
  /** Whether Slack tells who has an address. */
  canFind: boolean;
}

const FIND_NONE =
  'Slack does not tell Baton the addresses of people: the app lacks the optional scope `users:read.email`, which `baton manifest --crm` adds. Name each person';

export const peopleModal = ({ label, rows, page, total, canFind }: PeoplePage): ModalView => ({
  type: 'modal',
  title: plain('People'),
  close: plain('Back'),
  blocks: [
    section(
      total === 0
        ? `The people of ${label} are read when the sync is switched on.`
        : `${canFind ? 'Baton finds people by their email address. Name the others' : FIND_NONE}, so that an owner in ${label} is the owner of the lead, and the other way round.`,
    ),
    ...rows.flatMap((one) => personRow(one)),
    ...pageButtons(PEOPLE_PAGE, { page, size: PEOPLE_SIZE, total, carry: '' }),
  ],
});

function personRow({ ownerId, name, email, userId, isActive, isChosen }: CrmPerson): KnownBlock[] {
  return [
    rich(
      dotted([[bold(name)], ...(email === null ? [] : [[email]]), ...(isActive ? [] : [['not active']])]),
      userId === null
        ? [emoji('white_circle'), isChosen ? ' No one in Slack' : ' Not found in Slack']
        : [emoji('white_check_mark'), ' ', person(userId), isChosen ? ', chosen' : ', by email'],
    ),
    actions(`person:${ownerId}`.slice(0, 255), button(PERSON, 'Change…', ownerId, { label: `Change ${name}` })),
  ];
}

export const personModal = ({ label, person: one }: { label: string; person: CrmPerson }): ModalView => ({
  type: 'modal',
  callback_id: PERSON_FORM,
  private_metadata: writeRef({ ownerId: one.ownerId }),
  title: plain('Who is this?'),
  submit: plain('Save'),
  close: plain('Back'),
  blocks: [
    rich(dotted([[bold(one.name)], ...(one.email === null ? [] : [[one.email]]), [`in ${label}`]])),
    optional(
      input(
        'user',
        'Person in Slack',
        { type: 'users_select', ...(one.userId !== null && { initial_user: one.userId }) },
        'Leave empty for no one: their records keep their owner, and leads are routed as any other.',
      ),
    ),
  ],
});

const fields = z.object({
  user: z
    .string()
    .optional()
    .transform((user) => user ?? null),
});

export const readPerson = (view: ViewOutput) => ({
  ...readRef(view, z.object({ ownerId: z.string() })),
  form: readForm(view, fields),
});
