import { ratesOn } from '../../src/currency/convert.ts';
import { enteredRates, enterRate } from '../../src/currency/enter.ts';
import { usualCurrency } from '../../src/leads/settings.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { isoDayIn, periodZone } from '../../src/scoreboard/periods.ts';
import { MOST_ENTRIES, OPEN_RATES, RATE_FORM, ratesModal, readRate } from '../../views/currency/rates.ts';
import type { Deps } from '../deps.ts';
import { may, type Router } from '../guard.ts';
import { boardFor } from '../scoreboard/board.ts';

/** On the scoreboard: the rates by which sums in several currencies are shown in one. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.press(OPEN_RATES, {
    allow: 'scoreboard.see',
    run: async ({ modal, person, now }) => {
      const today = isoDayIn(periodZone(db, undefined), now);
      return {
        open: ratesModal({
          base: settingOf(db, usualCurrency),
          rates: ratesOn(db, today),
          entries: enteredRates(db, MOST_ENTRIES),
          today,
          maySet: await may(deps, 'currency.rate', person),
          carry: modal?.private_metadata ?? '',
        }),
      };
    },
  });

  router.submit(RATE_FORM, {
    allow: 'currency.rate',
    read: readRate,
    change: (tx, { value, person }, now) =>
      enterRate(tx, { ...value, base: settingOf(tx, usualCurrency), by: person.id }, now),
    run: ({ ref, person }) => ({ previous: () => boardFor(deps, ref.carry, person) }),
  });
}
