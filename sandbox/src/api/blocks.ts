import { attachmentFaults, type Fault, validateMessageBlocks, validateView } from '../blocks/validate.ts';
import { isObject } from '../json.ts';
import { nested } from './arguments.ts';
import type { Family } from './method.ts';
import { invalidArguments, SlackError } from './slack-error.ts';

/** The arguments of blocks.validate, of which it takes exactly one, and the error for each. */
const ERROR_OF = { blocks: 'invalid_blocks', view: 'invalid_view', message: 'invalid_message' } as const;
type Subject = keyof typeof ERROR_OF;
const subjects = Object.keys(ERROR_OF) as Subject[];

/** Pointers are relative to the value that was given: `/0/text` in blocks, `/blocks/0/text` in a message or view. */
function faultsOf(subject: Subject, value: unknown): Fault[] {
  if (subject === 'blocks') return validateMessageBlocks(value, '');
  if (!isObject(value)) return [{ message: 'must provide an object', pointer: '' }];
  if (subject === 'message')
    return [...validateMessageBlocks(value.blocks ?? []), ...attachmentFaults(value.attachments)];
  return validateView(value, value.type === 'home' ? 'views.publish' : 'views.open').map((fault) => ({
    ...fault,
    pointer: fault.pointer.replace(/^\/view/, ''),
  }));
}

/**
 * Every fault has the code that Slack documents as its example; Slack may know more codes.
 * Source: docs.slack.dev/reference/methods/blocks.validate.
 */
const reported = ({ pointer, message, constraint }: Fault) => ({
  pointer,
  code: 'failed_constraint',
  message,
  ...(constraint ? { constraint } : {}),
});

export const blocksFamily: Family = {
  'blocks.validate': {
    token: 'none',
    rate: 100,
    handle: (_world, args) => {
      const [subject, ...more] = subjects.filter((each) => nested(args, each) !== undefined);
      if (!subject || more.length > 0) throw invalidArguments('provide exactly one of blocks, view, or message');
      const faults = faultsOf(subject, nested(args, subject));
      if (faults.length > 0) throw new SlackError(ERROR_OF[subject], { errors: faults.map(reported) });
      return {};
    },
  },
};
