const PATH = /^\/lead\/(\d{1,15})\/?$/;

/** The number of the lead in a link such as `https://baton.acme.example/lead/123`; undefined for any other address. */
export function leadIdIn(url: string, publicUrl: string): number | undefined {
  const link = URL.parse(url);
  const home = new URL(publicUrl);
  if (link?.protocol !== home.protocol || link.host !== home.host) return undefined;
  return leadIdOfPath(link.pathname);
}

export function leadIdOfPath(path: string): number | undefined {
  const id = PATH.exec(path)?.[1];
  return id === undefined ? undefined : Number(id);
}
