/** A minimal HTTP server. */
import { createServer } from 'node:http';

createServer((_, response) => response.end()).listen(Number(process.env.PORT));
process.on('SIGTERM', () => process.exit(0));
