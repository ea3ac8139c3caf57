import { EnvHttpProxyAgent, setGlobalDispatcher } from 'undici';
import type { Secret } from './crypto/secret.ts';

/** Addresses of proxies, and hosts that are reached without one (`NO_PROXY`: "localhost,.acme.example"). */
export interface Proxies {
  /** Secrets, since an address may hold a password. */
  httpsProxy?: Secret;
  httpProxy?: Secret;
  noProxy?: string;
}

/**
 * Carries connections through the company's proxies. A WebSocket needs HTTP/1.1, and a dispatcher of its own, so that
 * it can be destroyed with it. `connect` is for connections without a proxy.
 */
export const proxyDispatcher = (
  { httpsProxy, httpProxy, noProxy }: Proxies,
  connect?: EnvHttpProxyAgent.Options['connect'],
): EnvHttpProxyAgent =>
  new EnvHttpProxyAgent({
    ...(httpsProxy && { httpsProxy: httpsProxy.reveal() }),
    ...(httpProxy && { httpProxy: httpProxy.reveal() }),
    ...(noProxy && { noProxy }),
    ...(connect && { connect }),
    allowH2: false,
  });

/** Sends every request of Node's fetch through the proxies, for the life of the process. */
export const useProxies = (proxies: Proxies): void => setGlobalDispatcher(proxyDispatcher(proxies));

/** The addresses without user and password, for the log. */
export const proxyNames = ({ httpsProxy, httpProxy }: Proxies): string[] =>
  [...new Set([httpsProxy, httpProxy])].flatMap((address) => (address ? [new URL(address.reveal()).origin] : []));

/** Made on first use: most companies have no webhook, and undici is 7 ms of a start. */
export function dispatcherOnUse(...of: Parameters<typeof proxyDispatcher>): () => EnvHttpProxyAgent {
  let made: EnvHttpProxyAgent | undefined;
  return () => {
    made ??= proxyDispatcher(...of);
    return made;
  };
}
