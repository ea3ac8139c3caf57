/** The forms of a facilitator: one group, and the merging of several. */
import type { ViewOutput } from '@slack/bolt';
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { OpenGroup } from '../../src/mindset/facilitate.ts';
import { LONGEST_ADVANTAGE } from '../../src/mindset/types.ts';
import { optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { bold, input, option, optional, plain, rich, selectField, textField, typedOption } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { groupingRef, sameText } from './grouping.ts';

export const GROUP_FORM = 'mindset_group_form';
export const MERGE_FORM = 'mindset_merge_form';

const NEW_GROUP = 'new';
const ref = groupingRef.extend({ groupId: z.number() });

/** One group; `others` are those into which answers may move. */
export const groupModal = ({
  cycleId,
  page,
  group,
  others,
}: {
  cycleId: number;
  page: number;
  group: OpenGroup;
  others: OpenGroup[];
}): ModalView => ({
  type: 'modal',
  callback_id: GROUP_FORM,
  private_metadata: writeRef({ cycleId, page, groupId: group.id }),
  title: plain('Change a group'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    rich([bold(counted(group.size, 'answer')), ' in this group']),
    input('name', 'Name', textField(LONGEST_ADVANTAGE, group.name)),
    optional(
      input(
        'out',
        'Answers that do not belong here',
        several(
          group.answers.map((one) => typedOption(one.ids[0] ?? '', sameText(one))),
          'Choose answers',
        ),
      ),
    ),
    optional(
      input(
        'to',
        'Move them to',
        selectField([option(NEW_GROUP, 'A new group'), ...others.map(groupOption)], NEW_GROUP),
      ),
    ),
    optional(
      input('new_name', 'Name of the new group', textField(LONGEST_ADVANTAGE), 'Empty: the first answer that moves.'),
    ),
  ],
});

/** The group as it was opened, the ids of the first of equal answers, and where they go: null is a new group. */
export function readGroup(view: ViewOutput) {
  const form = readForm(
    view,
    z.object({
      name: typed(LONGEST_ADVANTAGE),
      out: z.array(z.string()).optional(),
      to: z.string().optional(),
      new_name: optionalTyped(LONGEST_ADVANTAGE),
    }),
  );
  const own = readRef(view, ref);
  if (!form.ok) return { ...own, form };
  const { name, out = [], to, new_name: newName } = form.value;
  const target = to === undefined || to === NEW_GROUP ? null : Number(to);
  return { ...own, form: { ok: true as const, value: { name, out, target, newName } } };
}

export const mergeModal = ({
  cycleId,
  page,
  groups,
}: {
  cycleId: number;
  page: number;
  groups: OpenGroup[];
}): ModalView => ({
  type: 'modal',
  callback_id: MERGE_FORM,
  private_metadata: writeRef({ cycleId, page }),
  title: plain('Merge groups'),
  submit: plain('Merge'),
  close: plain('Cancel'),
  blocks: [
    input('groups', 'Groups that mean the same', several(groups.map(groupOption), 'Choose groups')),
    optional(input('name', 'Name', textField(LONGEST_ADVANTAGE), 'Empty: the name of the largest of them.')),
    optional(
      input('remember', 'Next time', {
        type: 'checkboxes',
        options: [option('yes', 'Group these names together from now on')],
      }),
    ),
  ],
});

export function readMerge(view: ViewOutput) {
  const form = readForm(
    view,
    z.object({
      groups: z.array(z.coerce.number().int()).min(2, 'Choose at least two groups.'),
      name: optionalTyped(LONGEST_ADVANTAGE),
      remember: z.array(z.string()).optional(),
    }),
  );
  return { ...readRef(view, groupingRef), form };
}

const groupOption = ({ id, name, size }: OpenGroup): PlainTextOption => typedOption(String(id), `${name} (${size})`);

const several = (choices: PlainTextOption[], placeholder: string) => {
  const { placeholder: shown, ...from } = selectField(choices, null, placeholder);
  return { ...from, placeholder: shown, type: 'multi_static_select' } as unknown as InputBlock['element'];
};
