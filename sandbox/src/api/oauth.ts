import { codeNamed } from '../state/oauth-codes.ts';
import { isOrgInstall } from '../state/organisation.ts';
import { optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { SlackError } from './slack-error.ts';

/** Source of the errors: docs.slack.dev/reference/methods/oauth.v2.access. */
export const oauthFamily: Family = {
  'oauth.v2.access': {
    token: 'none',
    rate: 600,
    handle: ({ store, credentials }, args) => {
      if (requireText(args, 'client_id') !== credentials.clientId) throw new SlackError('invalid_client_id');
      if (requireText(args, 'client_secret') !== credentials.clientSecret) throw new SlackError('bad_client_secret');
      const code = codeNamed(store, requireText(args, 'code'));
      if (!code) throw new SlackError('invalid_code');
      if (code.used) throw new SlackError('code_already_used');
      const redirectUri = optionalText(args, 'redirect_uri');
      if (redirectUri !== undefined && redirectUri !== code.redirectUri) throw new SlackError('bad_redirect_uri');
      code.used = true;
      const { organisation } = store;
      return {
        app_id: store.app.id,
        authed_user: { id: code.userId },
        scope: code.scope,
        token_type: 'bot',
        access_token: credentials.botToken,
        bot_user_id: store.app.botUserId,
        // docs.slack.dev/enterprise/organization-ready-apps: an installation of the organisation has no team.
        team: isOrgInstall(store) ? null : { id: store.team.id, name: store.team.name },
        enterprise: organisation ? { id: organisation.id, name: organisation.name } : null,
        is_enterprise_install: isOrgInstall(store),
      };
    },
  },
};
