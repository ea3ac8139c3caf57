import { z } from 'zod';

const command = z.looseObject({
  command: z.string().startsWith('/'),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
});

const shortcut = z.looseObject({
  name: z.string(),
  type: z.enum(['global', 'message']),
  callback_id: z.string(),
  description: z.string().default(''),
});

const parameter = z.looseObject({
  type: z.string(),
  is_required: z.boolean().default(false),
  dynamic_options: z.looseObject({ function: z.string() }).optional(),
});

/** In the second version of the manifest: docs.slack.dev/tools/bolt-js/tutorials/custom-steps, "required". */
const withRequired = z
  .strictObject({ properties: z.record(z.string(), parameter), required: z.array(z.string()).default([]) })
  .refine(({ properties, required }) => required.every((name) => Object.hasOwn(properties, name)), {
    error: 'each required parameter must be among the properties',
  })
  .transform(({ properties, required }) =>
    Object.fromEntries(
      Object.entries(properties).map(([name, each]) => [name, { ...each, is_required: required.includes(name) }]),
    ),
  );

const parameters = z.union([withRequired, z.record(z.string(), parameter)]).prefault({});

/** A custom step for workflows. */
const workflowStep = z.looseObject({
  title: z.string().max(255),
  description: z.string().default(''),
  input_parameters: parameters,
  output_parameters: parameters,
});

type WorkflowStep = z.output<typeof workflowStep>;

/** A drop-down names a step with options: docs.slack.dev/workflows/creating-custom-steps-dynamic-options. */
function hasOptions(steps: Record<string, WorkflowStep>): boolean {
  const asked = Object.values(steps).flatMap(({ input_parameters }) =>
    Object.values(input_parameters).flatMap(({ dynamic_options: options }) => (options ? [options] : [])),
  );
  return asked.every((options) => {
    const name = options.function.replace(/^#\/functions\//, '');
    return /^slack#\/types\/options_(?:select|field)$/.test(steps[name]?.output_parameters.options?.type ?? '');
  });
}

/** The parts of a Slack app manifest that affect the workspace. */
export const manifestSchema = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z
    .looseObject({
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      app_home: z
        .looseObject({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(true),
          messages_tab_read_only_enabled: z.boolean().default(false),
        })
        .optional(),
      slash_commands: z.array(command).default([]),
      shortcuts: z.array(shortcut).default([]),
      unfurl_domains: z.array(z.string()).default([]),
    })
    .prefault({}),
  oauth_config: z
    .looseObject({
      scopes: z
        .looseObject({ bot: z.array(z.string()).default([]), bot_optional: z.array(z.string()).default([]) })
        // docs.slack.dev/reference/app-manifest, oauth_config: each optional scope is in the list of scopes too.
        .refine(({ bot, bot_optional }) => bot_optional.every((scope) => bot.includes(scope)), {
          error: 'each scope of bot_optional must also be in bot',
          path: ['bot_optional'],
        })
        .prefault({}),
      redirect_urls: z.array(z.string()).default([]),
    })
    .prefault({}),
  functions: z
    .record(z.string().max(100), workflowStep)
    .refine(hasOptions, { error: 'dynamic options must name a step with an output named options' })
    .prefault({}),
  settings: z
    .looseObject({
      event_subscriptions: z
        .looseObject({
          bot_events: z.array(z.string()).default([]),
          metadata_subscriptions: z.array(z.looseObject({ app_id: z.string(), event_type: z.string() })).default([]),
        })
        .prefault({}),
      interactivity: z.looseObject({ is_enabled: z.boolean() }).prefault({ is_enabled: false }),
      socket_mode_enabled: z.boolean().default(false),
      org_deploy_enabled: z.boolean().default(false),
    })
    .prefault({}),
});

export type Manifest = z.output<typeof manifestSchema>;
export type Shortcut = z.output<typeof shortcut>;

/** Throws for scopes that Slack does not let people decline. */
export function requireOptional(manifest: Manifest, scopes: string[]): string[] {
  const required = scopes.filter((scope) => !manifest.oauth_config.scopes.bot_optional.includes(scope));
  if (required.length > 0) throw new Error(`Not an optional scope of the manifest: ${required.join(', ')}.`);
  return scopes;
}
