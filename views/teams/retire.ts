/** The form that ends a team. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import { input, plain, section, selectField, typedOption } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';

export const TEAM_RETIRE = 'team_retire';
export const RETIRE_FORM = 'retire_form';

export interface Retiring {
  team: Team;
  /** Open leads or requests. */
  work: number;
  /** Teams of its kind that can take them. */
  heirs: Team[];
}

const EXPLAINED = 'It gets nothing new, and no digests or reminders. Its name and channel are free. Its past stays.';

export function retireModal({ team, work, heirs }: Retiring): ModalView {
  const things = counted(work, team.kind === 'sales' ? 'open lead' : 'open request');
  const isStuck = work > 0 && heirs.length === 0;
  return {
    type: 'modal',
    callback_id: RETIRE_FORM,
    private_metadata: writeRef({ teamId: team.id }),
    title: plain('Retire team'),
    ...(isStuck ? {} : { submit: plain('Retire') }),
    close: plain('Cancel'),
    blocks: [
      section(isStuck ? `This team has ${things}. Create the team that takes them first.` : EXPLAINED),
      ...(work > 0 && !isStuck
        ? [input('heir', `${things} ${work === 1 ? 'goes' : 'go'} to`, selectField(heirs.map(heirOption)))]
        : []),
    ],
  };
}

const heirOption = ({ id, name }: Team) => typedOption(String(id), name);

const fields = z.object({
  heir: z.coerce
    .number()
    .int()
    .optional()
    .transform((id) => id ?? null),
});
const ref = z.object({ teamId: z.number() });

export const readRetire = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
