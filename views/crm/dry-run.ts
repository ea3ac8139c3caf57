/** The dry run: the next leads that would come, and the next values that would be written. */
import type { ModalView } from '@slack/types';
import type { DryIn, DryOut } from '../../src/crm/dry-run.ts';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import { bold, boldLink, context, dotted, heading, type Line, link, type Piece, plain, rich } from '../kit/blocks.ts';
import { cardLinkOf, leadTitle } from '../leads/words.ts';
import { syncFieldWords } from './words.ts';

export interface DryRun {
  label: string;
  incoming: readonly DryIn[];
  outgoing: readonly DryOut[];
  /** The leads of both. */
  cardOf: (lead: Lead) => WithCard<Lead>['card'];
  workspaceUrl: string;
}

export const dryRunModal = (run: DryRun): ModalView => ({
  type: 'modal',
  title: plain('Dry run'),
  close: plain('Back'),
  blocks: [
    context('Nothing was added or written.'),
    heading('Would come in'),
    rich(
      ...(run.incoming.length === 0 ? [['No record matches that is not a lead yet.']] : run.incoming.map(inLine(run))),
    ),
    heading(`Would be written to ${run.label}`),
    rich(
      ...(run.outgoing.length === 0
        ? [['Nothing: no lead has changed yet, or leads from Slack are not added.']]
        : run.outgoing.flatMap(outLines(run))),
    ),
  ],
});

const inLine =
  (run: DryRun) =>
  ({ record: { id, contact }, url, becomes }: DryIn): Line => {
    const name = [contact.name, contact.company].filter((part) => part !== null).join(', ') || `Record ${id}`;
    return dotted([[boldLink(url, name)], becoming(run, becomes)]);
  };

function becoming(run: DryRun, becomes: DryIn['becomes']): Piece[] {
  switch (becomes.kind) {
    case 'new':
      return ['a new lead'];
    case 'lead':
      return ['linked with ', titleOf(run, becomes.lead)];
    case 'none':
      return [`left out: ${becomes.words}`];
  }
}

function titleOf({ cardOf, workspaceUrl }: DryRun, lead: Lead): Piece {
  const card = cardLinkOf(cardOf(lead), workspaceUrl);
  return card ? boldLink(card, leadTitle(lead)) : bold(leadTitle(lead));
}

const outLines =
  (run: DryRun) =>
  ({ lead, url, fields }: DryOut): Line[] => {
    const title = dotted([[titleOf(run, lead)], url === undefined ? ['would be added'] : [link(url, run.label)]]);
    const isNew = url === undefined;
    // The title has them.
    const shown = fields.filter(({ field }) => !isNew || (field !== 'name' && field !== 'company'));
    if (shown.length === 0) return isNew ? [title] : [title, { quote: ['In step: nothing to write.'] }];
    return [title, { quote: dotted(shown.map((change) => [changed(change, isNew)])) }];
  };

/** "Status: Open", of a new record; "Status: New → Open", of another. */
const changed = ({ field, from, to }: DryOut['fields'][number], isNew: boolean): string =>
  `${syncFieldWords[field]}: ${isNew ? '' : `${from ?? 'empty'} → `}${to ?? 'empty'}`;
