/** The least that a server can be. */
import { createServer } from 'node:http';

createServer((_, response) => response.end()).listen(Number(process.env.PORT));
process.on('SIGTERM', () => process.exit(0));
