/** Makes this process die by kill -9 at a commit that the test names. */
import Database from 'better-sqlite3';

const die = () => process.kill(process.pid, 'SIGKILL');

/**
 * The writer prepares one COMMIT. The process dies before it, with nothing on the disk, or after it, before anyone is
 * told. `when` is a query inside the transaction that selects the transaction.
 */
export function dieAtCommit(at: string, when: string): void {
  const { prepare } = Database.prototype;
  Database.prototype.prepare = function prepareDeadly(this: Database.Database, sql: string) {
    const statement = prepare.call(this, sql);
    if (sql !== 'COMMIT' || at === '') return statement;
    const commit = statement.run.bind(statement);
    const asks = prepare.call(this, when).pluck();
    statement.run = () => {
      const isTheOne = asks.get([]) === 1;
      if (isTheOne && at === 'before the commit') die();
      const result = commit([]);
      if (isTheOne && at === 'after the commit') die();
      return result;
    };
    return statement;
  } as typeof prepare;
}
