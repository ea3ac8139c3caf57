/** The weekly post: one sentence, five figures, the causes, one question, one button. Each week has the same form. */
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Cause } from '../../src/scoreboard/causes.ts';
import type { FigureKey } from '../../src/scoreboard/figures.ts';
import type { Question, Week } from '../../src/scoreboard/week.ts';
import { actions, bold, button, dotted, type Piece, rich } from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { OPEN_BOARD } from './board.ts';
import { causeWords, change, count, daySpan, percent } from './words.ts';

/** The last part of a line, against its target; empty without one. */
export interface AgainstTarget {
  handedOff: Piece[][];
  qualified: Piece[][];
  won: Piece[][];
}

export function weekMessage({ period, figures, before, causes, question }: Week, targets: AgainstTarget): SlackMessage {
  const days = daySpan(period.first, period.last);
  const { handed_off: handedOff, accepted, won } = figures;
  const sentence = `${counted(handedOff, 'lead')} handed off, ${count(accepted)} accepted, ${count(won)} won.`;
  return {
    text: `Last week: ${sentence}`,
    blocks: [
      rich([bold('Last week'), ` (${days}): ${sentence}`]),
      rich(
        line('handed off', figures, before, 'handed_off', targets.handedOff),
        share('accepted in time', figures, before, 'accept'),
        share('contacted in time', figures, before, 'touch'),
        line('qualified', figures, before, 'qualified', targets.qualified),
        line('won', figures, before, 'won', targets.won),
        ...(before ? [] : [['No comparison yet: Baton needs a whole week before it.']]),
      ),
      ...(causes.length > 0 ? [rich([bold('Moved most')], ...causes.map(causeLine))] : []),
      rich([bold('To decide: '), questionWords(question)]),
      actions('scoreboard_week', button(OPEN_BOARD, 'Open scoreboard', 'last_week')),
    ],
  };
}

type Counts = Record<FigureKey, number>;

function line(words: string, now: Counts, before: Counts | undefined, key: FigureKey, targets: Piece[][]): Piece[] {
  const changed = change(now[key], before?.[key]);
  return dotted([[bold(count(now[key])), ` ${words}`], ...(changed ? [[changed]] : []), ...targets]);
}

function share(words: string, now: Counts, before: Counts | undefined, of: 'accept' | 'touch'): Piece[] {
  const [kept, missed] = [`${of}_kept`, `${of}_missed`] as const;
  const shareOf = (counts: Counts) => percent(counts[kept], counts[kept] + counts[missed]);
  return dotted([[bold(shareOf(now)), ` ${words}`], ...(before ? [[`before: ${shareOf(before)}`]] : [])]);
}

function causeLine(cause: Cause): Piece[] {
  const { before, name } = causeWords(cause);
  return [before, ...(name ? [bold(name)] : []), `: ${count(cause.leads)}, before ${count(cause.before)}`];
}

function questionWords(question: Question): string {
  switch (question.kind) {
    case 'clause':
      return `Does the definition still fit? Many returns name “${question.name}”.`;
    case 'source':
      return `${question.name} brought the wins. Do we do more of it?`;
    case 'accept':
      return 'Do too few people accept leads, or is the deadline too short?';
    case 'touch':
      return 'What keeps sellers from the first contact in time?';
    case 'answer':
      return 'Who in marketing answers returned leads in time?';
    default:
      return 'Which one thing do we try this week?';
  }
}
