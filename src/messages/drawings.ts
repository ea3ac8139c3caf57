/** Documents and pictures: from the state of the database to bytes. */
import { reportDrawing } from '../../views/reviews/report.ts';
import { boardPicture, type PictureOf } from '../../views/scoreboard/picture.ts';
import type { Db } from '../platform/db/open.ts';
import { drawPdf, drawPng } from '../platform/drawing/draw.ts';
import type { Report } from '../reviews/report/read.ts';
import { readMonths } from '../scoreboard/months.ts';
import { type BoardChoice, readBoard } from '../scoreboard/read.ts';
import { teamById } from '../teams/queries.ts';

/** The report of a review as a PDF. Owners without a name here are left out. */
export async function reviewDocument(
  report: Report,
  people: (ids: string[]) => Promise<{ id: string; name: string }[]>,
): Promise<Uint8Array> {
  const owners = [...report.actions, ...report.steps].flatMap(({ ownerId }) => ownerId ?? []);
  const known = await people([...new Set(owners)]);
  return drawPdf(reportDrawing(report, new Map(known.map(({ id, name }) => [id, name]))));
}

const MOST_MONTHS = 6;

/** Everything that the picture of a scoreboard shows. */
export function readPicture(db: Db, choice: BoardChoice, now: Date): PictureOf {
  const board = readBoard(db, { ...choice, view: 'activity' }, now);
  return {
    board,
    cohort: readBoard(db, { ...choice, view: 'cohort' }, now),
    months: readMonths(db, { choice, period: board.period, most: MOST_MONTHS }, now),
    teamName: choice.teamId === undefined ? undefined : teamById(db, choice.teamId)?.name,
    at: now,
  };
}

/** The funnel, the deadlines and the cohorts of the last months as a PNG. */
export const boardImage = (picture: PictureOf): Promise<Uint8Array> => drawPng(boardPicture(picture));
