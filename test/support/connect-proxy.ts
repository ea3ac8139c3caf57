/** A proxy as companies have them: CONNECT (RFC 9110, 9.3.6) to any host, with a user name and a password if wanted. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ConnectProxy {
  port: number;
  /** `host:port` of each tunnel. */
  tunnels: string[];
}

/** Every host leads to this machine. */
export async function startConnectProxy({ user }: { user?: string } = {}): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const expected = user && `Basic ${Buffer.from(user).toString('base64')}`;
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (expected && request.headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const { host, port } = new URL(`http://${request.url}`);
    tunnels.push(host);
    const target = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, tunnels };
}
