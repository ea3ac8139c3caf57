import { readAlignment } from '../../src/alignment/read.ts';
import { alignmentModal } from '../../views/alignment/page.ts';
import { OPEN_ALIGNMENT } from '../../views/alignment/words.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/baton alignment`: where both teams stand with each other. */
export function routes(router: Router, { db }: Deps): void {
  const allow = 'alignment.see';
  const open = ({ now }: { now: Date }) => ({ open: alignmentModal(readAlignment(db, now)) });

  router.command('/baton alignment', { allow, run: open });
  router.press(OPEN_ALIGNMENT, { allow, run: open });
}
