import { stringify } from 'csv-stringify/sync';
import { chartsMessage, MOST_MONTHS } from '../../views/scoreboard/charts.ts';
import { csvFailed, csvMessage } from '../../views/scoreboard/csv.ts';
import { MOST_IN_CSV } from '../../views/scoreboard/list.ts';
import { pictureAlt, pictureFailed, pictureMessage } from '../../views/scoreboard/picture.ts';
import { weekMessage } from '../../views/scoreboard/week.ts';
import { figureLabel } from '../../views/scoreboard/words.ts';
import { againstTarget } from '../../views/targets/week.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { readAsked, readChoice } from '../scoreboard/carry.ts';
import { boardCsv, leadsCsv } from '../scoreboard/csv.ts';
import type { scoreboardPayloads } from '../scoreboard/messages.ts';
import { readMonths } from '../scoreboard/months.ts';
import { type Board, readBoard, scopeOf } from '../scoreboard/read.ts';
import { readWeek } from '../scoreboard/week.ts';
import { progressOfBoard } from '../targets/of-board.ts';
import { progressOfTargets } from '../targets/progress.ts';
import { targetCsv } from '../targets/rows.ts';
import { teamById } from '../teams/queries.ts';
import { sharedChannel } from '../teams/settings.ts';
import { boardImage, readPicture } from './drawings.ts';

type Payload = PayloadsOf<typeof scoreboardPayloads>['scoreboard_csv'];

export const scoreboardMessages: MessageTable<PayloadsOf<typeof scoreboardPayloads>> = {
  scoreboard_week: {
    deliver: (db, { at }) => {
      const channel = settingOf(db, sharedChannel);
      const week = readWeek(db, new Date(at));
      if (channel === null || !week) return undefined;
      const { sums } = progressOfTargets(db, { at: new Date(week.period.to.getTime() - 1) }, new Date(at));
      return { act: 'post', to: channel, message: weekMessage(week, againstTarget(sums)) };
    },
  },
  scoreboard_charts: {
    deliver: (db, { userId, choice: carry }, now) => {
      const choice = { ...readChoice(db, carry), view: 'activity' as const };
      const board = readBoard(db, choice, now);
      const months = readMonths(db, { choice, period: board.period, most: MOST_MONTHS }, now);
      const teamName = choice.teamId === undefined ? undefined : teamById(db, choice.teamId)?.name;
      return { act: 'post', to: userId, message: chartsMessage(board, months, teamName), atOnce: true };
    },
  },
  scoreboard_picture: {
    deliver: (db, { userId, choice }, now) => {
      const picture = readPicture(db, readChoice(db, choice), now);
      const { first, last } = picture.board.period;
      const file = { make: () => boardImage(picture), name: `scoreboard-${first}-${last}.png`, title: 'Scoreboard' };
      return {
        act: 'upload',
        to: userId,
        file: { ...file, alt: pictureAlt(picture) },
        message: pictureMessage(picture),
        instead: pictureFailed(),
        atOnce: true,
      };
    },
  },
  scoreboard_csv: {
    deliver: (db, payload, now) => {
      const board = readBoard(db, readChoice(db, payload.choice), now);
      const { title, rows } = contentOf(db, board, payload, now);
      const { first, last } = board.period;
      const file = { content: stringify(rows, { bom: true }), name: `scoreboard-${first}-${last}.csv`, title };
      return {
        act: 'upload',
        to: payload.userId,
        file,
        message: csvMessage(title, board.period),
        instead: csvFailed(title),
        atOnce: true,
      };
    },
  },
};

function contentOf(
  db: Db,
  board: Board,
  { userId, asked: text, teamIds }: Payload,
  now: Date,
): { title: string; rows: string[][] } {
  const scope = scopeOf(board.choice, board.period);
  const asked = text === null ? undefined : readAsked(db, text, scope);
  if (!asked) {
    const progress = progressOfBoard(db, board, now);
    return { title: 'Scoreboard', rows: [...boardCsv(board), ...targetCsv(progress)] };
  }
  const rows: string[][] = [];
  for (const row of leadsCsv(db, asked, scope, { userId, teamIds })) {
    if (rows.length > MOST_IN_CSV) break;
    rows.push(row);
  }
  return { title: figureLabel(board, asked.key, asked.part), rows };
}
