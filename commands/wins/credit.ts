import { requireLead } from '../../src/leads/queries.ts';
import { UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { winOf } from '../../src/wins/read.ts';
import { creditModal } from '../../views/wins/credit.ts';
import { WIN_CREDIT } from '../../views/wins/post.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The parts of people in a win. */
export function routes(router: Router, { db }: Deps): void {
  router.press(WIN_CREDIT, {
    allow: 'win.see',
    run: ({ value }) => {
      const win = winOf(db, requireLead(db, idIn(value)));
      if (!win) throw new UserError('This deal is open again, so no one has a part in a win.');
      return { open: creditModal(win) };
    },
  });
}
