/** Holds the write lock of the database until it is told to release it. */
import Database from 'better-sqlite3';

const client = new Database(process.env.DATABASE);
client.exec('BEGIN IMMEDIATE');
console.log('held');
process.stdin.once('data', () => {
  client.exec('ROLLBACK');
  client.close();
  process.exit(0);
});
