/** The sync with the connected CRM: reads what changed there and writes what changed here, one after the other. */
import type { Tx } from '../platform/db/write.ts';
import { errorName } from '../platform/log.ts';
import type { Services } from '../platform/services.ts';
import type { Crms } from './clients.ts';
import { refuseKey, runningConnection } from './connection.ts';
import type { SyncContext } from './context.ts';
import { CrmError, type CrmPlan } from './crm.ts';
import { findPeople } from './find-people.ts';
import { createPrint } from './prints.ts';
import { beginSync, noteFault, syncOf } from './progress.ts';
import { readInTurn, readPage, type Syncing } from './read-changes.ts';
import type { CrmConnection } from './table.ts';
import { writeSome } from './write-orders.ts';

export interface SyncOptions extends Pick<SyncContext, 'pageOf' | 'noteOf'> {
  crms: Pick<Crms, 'client' | 'kindOf' | 'knownChoices' | 'readChoices'>;
  /** Shows how far the first run is, in the transaction of the progress. */
  announce?: (tx: Tx, connectionId: number, now: Date) => void;
}

type Deps = Pick<Services, 'db' | 'write' | 'keys' | 'web' | 'directory' | 'now' | 'log'>;

/** The rule is read this often: a lead that marketing qualifies is a card within a minute. */
const READ_EVERY_MS = 30_000;
/** Between two edits of the message, in real time. */
const SHOWN_EVERY_MS = 3_000;

export interface CrmSyncer {
  /** An async task. Resolves when both sides are in step, or soon after `stop` is aborted. */
  run(stop: AbortSignal): Promise<void>;
  contextOf(connection: Pick<CrmConnection, 'id' | 'kind' | 'sealed'>, plan: CrmPlan): Promise<SyncContext>;
}

export function createCrmSync(deps: Deps, { crms, announce, pageOf, noteOf }: SyncOptions): CrmSyncer {
  const { db, write, now, log } = deps;
  const print = createPrint(deps.keys);
  let shownAt = Number.NEGATIVE_INFINITY;

  async function contextOf(
    connection: Pick<CrmConnection, 'id' | 'kind' | 'sealed'>,
    plan: CrmPlan,
  ): Promise<SyncContext> {
    const crm = await crms.client(connection);
    const { offers } = crms.knownChoices(connection) ?? (await crms.readChoices(connection));
    const labels = new Map(
      [
        ...offers.pipelines.flatMap(({ stages }) => stages),
        ...offers.statusFields.flatMap((field) => field.options ?? []),
      ].map(({ id, label }) => [id, label]),
    );
    return {
      ...{ connectionId: connection.id, plan, crm: crms.kindOf(connection.kind).label, print, pageOf, noteOf },
      linkOf: (recordId) => crm.linkOf(recordId),
      labelOf: (id) => labels.get(id) ?? id,
    };
  }

  async function run(stop: AbortSignal): Promise<void> {
    const connection = runningConnection(db);
    if (!connection) return;
    const sync = await write((tx) => beginSync(tx, connection.id));
    if (sync.restsUntil !== null && now() < sync.restsUntil) return;
    try {
      const crm = await crms.client(connection);
      const readOwners = async () => (crms.knownChoices(connection) ?? (await crms.readChoices(connection))).owners;
      await findPeople(deps, connection.id, readOwners);
      const context = await contextOf(connection, connection.plan);
      await inTurns({ db, write, now, context, crm, stop });
    } catch (error) {
      if (stop.aborted) return;
      const fault = error instanceof CrmError ? error : undefined;
      if (!fault) throw error;
      log.warn({ crm: connection.kind, fault: fault.fault, words: fault.words }, 'The CRM could not be asked');
      await write((tx) => {
        noteFault(tx, connection.id, fault, now());
        if (fault.fault === 'key') refuseKey(tx, { words: fault.words }, now());
      });
    }
  }

  /** A page in, a batch out: neither waits for the end of the other. */
  async function inTurns(syncing: Syncing): Promise<void> {
    const { context, stop } = syncing;
    const { connectionId } = context;
    const isDue = isReadDue(connectionId);
    let isRead = !isDue;
    let isWritten = false;
    while (!stop.aborted && isSame(context) && (!isRead || !isWritten)) {
      if (!isRead) {
        const isFirst = syncOf(db, connectionId)?.firstDoneAt === null;
        isRead = await readPage(syncing);
        if (isFirst) await show(connectionId);
      }
      isWritten = !(await writeSome({ ...syncing, directory: deps.directory }));
    }
    if (isDue && isRead && !stop.aborted && isSame(context)) await readInTurn(syncing);
  }

  function isReadDue(connectionId: number): boolean {
    const sync = syncOf(db, connectionId);
    if (!sync?.readAt) return true;
    return Math.abs(now().getTime() - sync.readAt.getTime()) >= READ_EVERY_MS;
  }

  /** An admin may stop it meanwhile, or choose something else. */
  function isSame({ connectionId, plan }: SyncContext): boolean {
    const running = runningConnection(db);
    return running?.id === connectionId && JSON.stringify(running.plan) === JSON.stringify(plan);
  }

  async function show(connectionId: number): Promise<void> {
    const isDone = syncOf(db, connectionId)?.firstDoneAt !== null;
    if (!isDone && performance.now() - shownAt < SHOWN_EVERY_MS) return;
    shownAt = performance.now();
    await write((tx) => announce?.(tx, connectionId, now()));
  }

  return {
    contextOf,
    async run(stop) {
      try {
        await run(stop);
      } catch (error) {
        if (!stop.aborted) throw error;
        log.info({ error: errorName(error) }, 'The sync with the CRM was stopped');
      }
    },
  };
}
