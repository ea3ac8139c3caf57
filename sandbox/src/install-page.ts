import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { issueCode } from './state/oauth-codes.ts';
import type { World } from './world.ts';

/** The parameters of Slack's authorize address. */
interface Asked {
  scope: string;
  state: string;
  redirectUri: string;
}

/** Reads the parameters, or says why Slack would not show its page. */
function readAsked(world: World, query: Record<string, string>): Asked | string {
  const allowed = world.store.manifest.oauth_config.redirect_urls;
  const redirectUri = query.redirect_uri || allowed[0];
  if (query.client_id !== world.credentials.clientId) return 'Invalid client_id parameter.';
  if (!redirectUri) return 'The manifest has no redirect_urls.';
  if (!allowed.some((each) => redirectUri.startsWith(each)))
    return `redirect_uri did not match any configured URIs. Passed URI: ${redirectUri}`;
  const scopes = (query.scope ?? '').split(/[\s,]+/).filter(Boolean);
  if (scopes.length === 0) return 'No scopes requested.';
  const unknown = scopes.filter((scope) => !world.store.manifest.oauth_config.scopes.bot.includes(scope));
  if (unknown.length > 0) return `The manifest does not have the scopes: ${unknown.join(', ')}.`;
  return { scope: scopes.join(','), state: query.state ?? '', redirectUri };
}

function addressWith(asked: Asked, parameters: Record<string, string>): string {
  const url = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries({ ...parameters, state: asked.state })) url.searchParams.set(name, value);
  return url.href;
}

const page = (world: World, asked: Asked) => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Install ${world.store.app.name}</title>
    </head>
    <body style="font: 16px/1.5 sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
      <h1>${world.store.app.name} asks for access to the ${world.store.team.name} workspace</h1>
      <p>This is the sandbox, not Slack. The app asks for these scopes:</p>
      <ul>
        ${asked.scope.split(',').map((scope) => html`<li><code>${scope}</code></li>`)}
      </ul>
      <form method="post">
        <button name="answer" value="allow">Allow</button>
        <button name="answer" value="cancel">Cancel</button>
      </form>
    </body>
  </html>`;

/**
 * Slack's page on which a person installs an app: GET shows what it asks for, the form leads back to the app with a code
 * for `oauth.v2.access`, or with `access_denied`. The workspace's first admin is the person who installs.
 */
export function createInstallPage(world: World): Hono {
  const app = new Hono();
  const asked = (c: Context): Asked | string => readAsked(world, c.req.query());
  app.get('/oauth/v2/authorize', (c) => {
    const found = asked(c);
    return typeof found === 'string' ? c.text(found, 400) : c.html(page(world, found));
  });
  app.post('/oauth/v2/authorize', async (c) => {
    const found = asked(c);
    if (typeof found === 'string') return c.text(found, 400);
    const { answer } = await c.req.parseBody();
    if (answer !== 'allow') return c.redirect(addressWith(found, { error: 'access_denied' }));
    const admin =
      [...world.store.people.values()].find((each) => each.isAdmin) ?? world.store.people.values().next().value;
    const { redirectUri, scope } = found;
    const code = issueCode(world.store, { redirectUri, scope, userId: admin?.id ?? '' });
    return c.redirect(addressWith(found, { code }));
  });
  return app;
}
