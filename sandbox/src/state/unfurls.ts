import { freshId } from './ids.ts';
import type { MessageRecord } from './records.ts';
import type { Store } from './store.ts';

export interface SharedLink {
  url: string;
  domain: string;
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The links of a stored text to a domain of the manifest's `unfurl_domains`, or to one of its subdomains. */
export function linksIn(store: Store, text: string): SharedLink[] {
  const domains = store.manifest.features.unfurl_domains;
  const links = [...text.matchAll(/<(https?:\/\/[^|>]+)(?:\|[^>]*)?>/g)].flatMap(([, found = '']) => {
    const url = unescaped(found);
    if (!URL.canParse(url)) return [];
    const { hostname } = new URL(url);
    const domain = domains.find((each) => hostname === each || hostname.endsWith(`.${each}`));
    return domain ? [{ url, domain }] : [];
  });
  return links.filter((link, index) => links.findIndex((each) => each.url === link.url) === index);
}

/** The id under which the app may unfurl the links of a message. */
export function issueUnfurlId(store: Store, message: MessageRecord): string {
  const id = freshId('Uf');
  store.unfurls.set(id, `${message.channel}/${message.ts}`);
  return id;
}
