import { faultText, validateMessageBlocks, validateView } from '../blocks/validate.ts';
import { isObject } from '../json.ts';
import { nested } from './arguments.ts';
import type { Family } from './method.ts';
import { invalidBlocks } from './posted.ts';
import { invalidArguments } from './slack-error.ts';

export const blocksFamily: Family = {
  'blocks.validate': {
    token: 'none',
    rate: 100,
    handle: (_world, args) => {
      const view = nested(args, 'view');
      const blocks = nested(args, 'blocks', 'invalid_blocks_format');
      if (view === undefined && blocks === undefined) throw invalidArguments('missing required field: blocks');
      const isHome = isObject(view) && view.type === 'home';
      const faults = view ? validateView(view, isHome ? 'views.publish' : 'views.open') : validateMessageBlocks(blocks);
      if (faults.length > 0) throw invalidBlocks(faults.map(faultText));
      return {};
    },
  },
};
