/** The forms of managers. Each returns to the list from which it was opened. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { optionalTyped, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Cycle } from '../../src/rituals/table.ts';
import { LONGEST_REASON } from '../../src/rituals/types.ts';
import { type Blocks, bold, context, input, optional, plain, rich, section, textField } from '../kit/blocks.ts';
import { type PreviewOf, previewBlocks } from './preview.ts';

export const ritualForms = { move: 'ritual_move_form', skip: 'ritual_skip_form', start: 'ritual_start_form' } as const;

const ofRitual = z.object({ key: z.string() });
const ofCycle = z.object({ id: z.number() });

const form = (
  callback_id: string,
  title: string,
  submit: string,
  ref: Record<string, string | number>,
  blocks: Blocks,
): ModalView => ({
  type: 'modal',
  callback_id,
  private_metadata: writeRef(ref),
  title: plain(title),
  submit: plain(submit),
  close: plain('Cancel'),
  blocks,
});

export const moveModal = ({ key, name }: { key: string; name: string }, day: string): ModalView =>
  form(ritualForms.move, 'Move', 'Move', { key }, [
    rich([bold(name)]),
    input('day', 'New day', { type: 'datepicker', initial_date: day }),
    context('It begins when work does. The one after it keeps its rhythm.'),
  ]);
export const readMove = (view: ViewOutput) => ({
  ...readRef(view, ofRitual),
  form: readForm(view, z.object({ day: z.iso.date('Choose a day.') })),
});

export const skipModal = ({ id, status }: Cycle, { name, asks }: { name: string; asks?: unknown }): ModalView =>
  form(ritualForms.skip, status === 'planned' ? 'Skip' : 'End', status === 'planned' ? 'Skip' : 'End it', { id }, [
    rich([bold(name)]),
    ...(status === 'planned' || asks === undefined
      ? []
      : [section('It ends without a result, and the answers that people gave are deleted unread.')]),
    optional(
      input('reason', 'Reason', textField(LONGEST_REASON, null, { placeholder: 'Both teams are at the trade fair' })),
    ),
    context('Managers see the reason here, and the audit log has it.'),
  ]);
export const readSkip = (view: ViewOutput) => ({
  ...readRef(view, ofCycle),
  form: readForm(view, z.object({ reason: optionalTyped(LONGEST_REASON) })),
});

export const startModal = ({ key }: { key: string }, preview: PreviewOf): ModalView =>
  form(ritualForms.start, 'Start now', 'Start now', { key }, [
    ...previewBlocks({ ...preview, next: undefined }),
    context('It begins within a minute; outside working time, when work begins. It takes the place of the next one.'),
  ]);
export const readStart = (view: ViewOutput) => readRef(view, ofRitual);
