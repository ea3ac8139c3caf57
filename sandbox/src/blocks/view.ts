import { sharedFaults, viewFaults } from './across-blocks.ts';
import { block } from './blocks.ts';
import { plainText } from './composition.ts';
import { limits } from './limits.ts';
import { boolean, type Check, type Fields, fault, into, kind, list, need, objectsIn, string } from './rule.ts';

/** Views for `views.open`, `views.push`, `views.update` and `views.publish`. */

const common: Fields = {
  blocks: need(list(block, limits.view.blocks)),
  private_metadata: string({ max: limits.view.privateMetadata }),
  callback_id: string({ max: limits.view.callbackId }),
  external_id: string({ max: limits.view.externalId }),
};

const blocksTogether: Check = (view, at) => [
  ...sharedFaults(view.blocks, into(at, 'blocks')),
  ...viewFaults(view.blocks, into(at, 'blocks')),
];

/** Slack's pointer here names the kind of block, not a field: `/view/blocks/2/input`. */
const submitsInputs: Check = (view, at) => {
  const first = objectsIn(view.blocks).find(([, entry]) => entry.type === 'input');
  return first && !Object.hasOwn(view, 'submit')
    ? fault(into(into(into(at, 'blocks'), first[0]), 'input'), 'must define `submit` to use an `input` block in modals')
    : [];
};

export const modal = kind(
  'modal',
  {
    ...common,
    title: need(plainText(limits.view.title)),
    close: plainText(limits.view.close),
    submit: plainText(limits.view.submit),
    clear_on_close: boolean,
    notify_on_close: boolean,
  },
  submitsInputs,
  blocksTogether,
);

export const home = kind('home', common, blocksTogether);
