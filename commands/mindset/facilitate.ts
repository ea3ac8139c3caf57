import type { ModalView } from '@slack/types';
import { mergeGroups, moveAnswers, openGroups, renameGroup, requireGroup } from '../../src/mindset/facilitate.ts';
import { requireGrouping } from '../../src/mindset/queries.ts';
import { mindsetRitual } from '../../src/mindset/ritual.ts';
import { rememberSynonyms } from '../../src/mindset/synonyms.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { idIn, readRef } from '../../src/platform/slack/private-metadata.ts';
import { publishCycle } from '../../src/rituals/steps.ts';
import { GROUP_FORM, groupModal, MERGE_FORM, mergeModal, readGroup, readMerge } from '../../views/mindset/group.ts';
import {
  EDIT_GROUP,
  GROUPING_PAGE,
  GROUPING_SIZE,
  groupingModal,
  groupingRef,
  MERGE_GROUPS,
  PUBLISH_MINDSET,
  publishedModal,
} from '../../views/mindset/grouping.ts';
import { GROUPING } from '../../views/mindset/words.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** A facilitator merges, splits and names groups, and publishes the result. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys } = deps;
  const allow = 'mindset.facilitate';
  const pageIn = (modal: { private_metadata: string } | undefined) => (modal ? readRef(modal, groupingRef).page : 0);

  router.press(GROUPING, { allow, run: ({ value }) => ({ open: groupingPage(deps, idIn(value), 0) }) });
  router.page(GROUPING_PAGE, { allow, run: ({ carry, page }) => groupingPage(deps, idIn(carry), page) });

  router.press(EDIT_GROUP, {
    allow,
    run: ({ value, modal }) => {
      const { id, cycleId } = requireGroup(db, idIn(value));
      const groups = openGroups(db, cycleId);
      const group = groups.find((one) => one.id === id) ?? { id, name: '', answers: [], size: 0 };
      return {
        open: groupModal({ cycleId, page: pageIn(modal), group, others: groups.filter((one) => one !== group) }),
      };
    },
  });
  router.submit(GROUP_FORM, {
    allow,
    read: readGroup,
    change: (tx, { ref: { cycleId, groupId }, value: { name, out, target, newName } }) => {
      renameGroup(tx, groupId, name);
      const answers = openGroups(tx, cycleId).find(({ id }) => id === groupId)?.answers ?? [];
      const moved = answers.filter(({ ids }) => out.includes(ids[0] ?? ''));
      const to = target === null ? { name: newName ?? moved[0]?.words ?? name } : { groupId: target };
      moveAnswers(tx, { groupId, answerIds: moved.flatMap(({ ids }) => ids), to });
    },
    run: ({ ref: { cycleId, page } }) => ({ previous: () => groupingPage(deps, cycleId, page) }),
  });

  router.press(MERGE_GROUPS, {
    allow,
    run: ({ value, modal }) => {
      const { cycleId } = requireGrouping(db, idIn(value));
      return { open: mergeModal({ cycleId, page: pageIn(modal), groups: openGroups(db, cycleId) }) };
    },
  });
  router.submit(MERGE_FORM, {
    allow,
    read: readMerge,
    change: (tx, { ref: { cycleId }, value: { groups: groupIds, name, remember }, person }, now) => {
      const names = openGroups(tx, cycleId).flatMap((one) => (groupIds.includes(one.id) ? one.name : []));
      mergeGroups(tx, { cycleId, groupIds, name });
      if (remember?.length) rememberSynonyms(tx, { words: names, by: person.id }, now);
    },
    run: ({ ref: { cycleId, page } }) => ({ previous: () => groupingPage(deps, cycleId, page) }),
  });

  router.press(PUBLISH_MINDSET, {
    allow,
    change: (tx, { value }, now) => {
      const { cycleId } = requireGrouping(tx, idIn(value));
      publishCycle(tx, mindsetRitual, { cycleId, keys }, now);
    },
    run: () => ({ update: publishedModal }),
  });
}

function groupingPage({ db }: Deps, cycleId: number, wanted: number): ModalView {
  const { answered } = requireGrouping(db, cycleId);
  const groups = openGroups(db, cycleId);
  const page = pageOf(rowsOf(groups), { wanted, size: GROUPING_SIZE });
  const answers = groups.reduce((sum, { size }) => sum + size, 0);
  return groupingModal({ cycleId, ...page, answers, people: answered ?? 0 });
}
