import type { ModalView } from '@slack/types';
import { agreeOnThree, proposeThree, publishThree } from '../../src/mindset/agree.ts';
import { askAgain } from '../../src/mindset/ask-again.ts';
import { ranked } from '../../src/mindset/match.ts';
import { readOverview, requirePublished } from '../../src/mindset/overview.ts';
import { agreementOf } from '../../src/mindset/queries.ts';
import { UserError } from '../../src/platform/errors.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import {
  AGREE,
  ASK_AGAIN,
  CHANGE_THREE,
  PUBLISH_THREE,
  readThree,
  THREE_FORM,
  threeModal,
} from '../../views/mindset/next.ts';
import { mindsetModal } from '../../views/mindset/overview.ts';
import { ADVANTAGES_PAGE, ADVANTAGES_SIZE, ALL_ADVANTAGES, advantagesModal } from '../../views/mindset/result.ts';
import { OPEN_MINDSET } from '../../views/mindset/words.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';

/** `/baton mindset`: the last result, the history, and the next steps of managers. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const see = 'mindset.see';

  router.command('/baton mindset', { allow: see, run: async ({ person }) => ({ open: await overview(deps, person) }) });
  router.press(OPEN_MINDSET, { allow: see, run: async ({ person }) => ({ open: await overview(deps, person) }) });
  router.press(ALL_ADVANTAGES, { allow: see, run: ({ value }) => ({ open: advantagesPage(deps, idIn(value), 0) }) });
  router.page(ADVANTAGES_PAGE, { allow: see, run: ({ carry, page }) => advantagesPage(deps, idIn(carry), page) });

  router.press(AGREE, {
    allow: 'mindset.agree',
    change: (tx, { value, person }, now) => {
      const [cycleId, version] = value.split(' ').map(idIn);
      agreeOnThree(tx, { cycleId: cycleId ?? 0, version: version ?? 0, by: person.id }, now);
    },
  });
  router.press(CHANGE_THREE, {
    allow: 'mindset.agree',
    run: ({ value }) => {
      const agreement = agreementOf(db, idIn(value));
      if (!agreement || agreement.publishedAt !== null) throw new UserError('These three were published already.');
      return { open: threeModal(agreement) };
    },
  });
  router.submit(THREE_FORM, {
    allow: 'mindset.agree',
    read: readThree,
    change: (tx, { ref: { cycleId }, value: advantages, person }, now) =>
      proposeThree(tx, { cycleId, advantages, by: person.id }, now),
    run: () => undefined,
  });
  router.press(PUBLISH_THREE, {
    allow: 'mindset.agree',
    change: (tx, { value, person }, now) => publishThree(tx, { cycleId: idIn(value), by: person.id }, now),
  });
  router.press(ASK_AGAIN, {
    allow: 'mindset.agree',
    change: (tx, { value, person }, now) => askAgain(tx, { cycleId: idIn(value), by: person.id }, now),
  });
}

async function overview(deps: Deps, person: Person): Promise<ModalView> {
  const mayGroup = await may(deps, 'mindset.facilitate', person);
  return mindsetModal(readOverview(deps, { userId: person.id, mayGroup }, deps.now()));
}

function advantagesPage({ db }: Deps, cycleId: number, wanted: number): ModalView {
  const check = requirePublished(db, cycleId);
  return advantagesModal(check, pageOf(rowsOf(ranked(check.groups)), { wanted, size: ADVANTAGES_SIZE }));
}
