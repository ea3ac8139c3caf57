/**
 * The authorisation matrix: the roles that each rule allows. commands/guard.ts applies it; each route names one of
 * these rules.
 */
import { permissions as leadPermissions } from '../src/leads/permissions.ts';
import { channelLink } from '../src/platform/slack/mrkdwn.ts';
import { permissions as requestPermissions } from '../src/requests/permissions.ts';
import type { Team } from '../src/teams/table.ts';
import {
  admins,
  among,
  bothSides,
  bothTeams,
  everyone,
  managers,
  ofLead,
  ofRequest,
  type Permission,
  rulesOf,
} from './permission-rules.ts';

export const permissions = {
  ...rulesOf('lead', leadPermissions, ofLead),
  'lead.hand_off': everyone,
  /** Marketing nurtures a lead that was returned to it. */
  'lead.nurture': ofLead.salesAndMarketing,
  /** Its history. Lists and menus ask src/leads/reads/sight.ts, which agrees. */
  'lead.see': {
    may: { ...ofLead.salesAndMarketing.may, otherSeller: 'any' },
    refusal: 'Only sales and marketing can see this lead.',
  },
  /** Leads from a file; src/imports asks whose file it is. */
  'import.run': {
    may: { marketer: 'any', manager: 'any', ...admins },
    refusal: 'Only marketing, managers and workspace admins import leads. Please ask one of them.',
  },
  'lead.several': among('people whom the rule of each lead allows it', 'src/leads/acts/bulk.ts'),
  'lead.rate': among('sellers who contacted or declined it', 'src/leads/quality/rate.ts'),
  'lead.quality_report': everyone,
  'lead.away': everyone,
  /** The lists below decide about its content. */
  'lead.list': everyone,
  'lead.list_of_teams': bothTeams,
  'lead.list_untouched': {
    may: { seller: 'own', manager: 'own', ...admins, marketer: 'any' },
    refusal: (channel) => `Only the sales team of ${channel} and marketing can see these leads.`,
  },
  'lead.list_nurtured': {
    may: { seller: 'any', marketer: 'any', admin: 'any' },
    refusal: 'Only the sales and marketing teams can do this.',
  },
  /** Kept leads of blocked domains. */
  'lead.blocked': {
    may: { marketer: 'any', manager: 'any', ...admins },
    refusal: 'Only marketing, managers and workspace admins see blocked leads. Please ask one of them.',
  },
  'lead.choose': bothTeams,
  'lead.breaches': {
    may: { manager: 'own', ...admins },
    refusal: 'Only the manager of this team can see its missed deadlines.',
  },
  'definition.read': everyone,
  'definition.edit': {
    may: { manager: 'own', marketingManager: 'any', ...admins },
    refusal: 'Only the managers of sales and marketing change this definition. Please ask one of them.',
  },
  'digest.preview': {
    may: { manager: 'any', ...admins },
    refusal: 'Only managers of a team can look at its digest before it is due.',
  },

  ...rulesOf('request', requestPermissions, ofRequest),
  'request.ask': everyone,
  'request.say_if_it_helped': among('the requester and voters', 'src/requests/acts/helped.ts'),
  'request.history': {
    may: { seller: 'any', marketer: 'any', colleague: 'own' },
    refusal: 'Only the sales and marketing teams, and whoever asked for it, can do this.',
  },
  /** The list below decides about its content. */
  'request.list': everyone,
  'request.list_of_teams': bothTeams,

  'library.find': everyone,
  'library.share': everyone,
  'library.add': {
    may: { marketer: 'any', admin: 'any' },
    refusal: 'Only marketing puts things into the library. Please ask them.',
  },
  'library.change': {
    may: { marketer: 'any', admin: 'any', colleague: 'own' },
    refusal: 'Only its owner and marketing change an item of the library. Please ask them.',
  },
  /** Marketing's answer to searches without a result: a request, or a dismissal. */
  'library.suggestion': {
    may: { marketer: 'any', admin: 'any' },
    refusal: 'Only marketing decides on suggestions. Please ask them.',
  },
  'library.figures': {
    may: { marketer: 'any', manager: 'any', ...admins },
    refusal: 'Only marketing and the managers of teams see these figures.',
  },

  'feedback.ask': everyone,
  'feedback.answer': among('the people who were asked', 'src/feedback/answer.ts'),
  'feedback.own_round': {
    may: { colleague: 'own' },
    refusal: 'Only the person who asked for this feedback can do this.',
  },

  'question.ask': everyone,
  'question.support': everyone,
  'question.answer': managers,

  'scoreboard.see': bothSides('see the scoreboard'),
  /** Figures of one person, never for their colleagues. */
  'scoreboard.person': {
    may: { colleague: 'own', manager: 'own' },
    refusal: 'You can see your own figures, and those of people in a team that you manage.',
  },

  'alignment.see': bothSides('see how they stand with each other'),

  'currency.rate': managers,

  'inbox.manage': managers,

  'target.see': bothSides('see targets'),
  /** Also approves for marketing. */
  'target.top_down': {
    may: { marketingManager: 'any', ...admins },
    refusal: 'Only the managers of marketing teams do this. Please ask one of them.',
  },
  /** Also approves for sales. */
  'target.bottom_up': {
    may: { manager: 'own', ...admins },
    refusal: (channel) => `Only the manager of the sales team of ${channel} does this.`,
  },
  'win.see': bothSides('see the parts in a win'),
  /** src/wins/propose.ts asks which side they answer for. */
  'win.rules': managers,
  'celebration.edit': managers,
  'moment.keep': bothSides('keep moments for a celebration'),
  /** The wins that a person assisted, never for their colleagues. */
  'win.record': {
    may: { colleague: 'own', manager: 'own' },
    refusal: 'You can see your own record, and those of people in a team that you manage.',
  },

  'review.see': bothSides('take part in the monthly review'),
  /** Points, decisions and actions. */
  'review.add': bothSides('take part in the monthly review'),
  'review.remove_point': {
    may: { colleague: 'own', manager: 'any', ...admins },
    refusal: 'Only a manager and the person who added this point can remove it.',
  },
  'review.settle_action': {
    may: { colleague: 'own', manager: 'any', ...admins },
    refusal: 'Only its owner and managers change this action. Please ask one of them.',
  },
  'review.manage': managers,

  'ride_along.offer': bothTeams,
  /** src/ride-alongs/claim.ts asks which team the seats are for. */
  'ride_along.claim': bothTeams,
  'ride_along.change': {
    may: { colleague: 'own', manager: 'any', ...admins },
    refusal: 'Only the host and managers change this meeting. Please ask one of them.',
  },
  'ride_along.debrief': among('riders', 'src/ride-alongs/debrief.ts'),
  /** Makes a point of the review or a note of the library from a debrief. */
  'ride_along.follow_up': bothSides('do this'),

  'plan.see': bothSides('read the marketing plan'),
  /** Also answers questions about an entry. */
  'plan.edit': {
    may: { marketer: 'any', marketingManager: 'any', ...admins, colleague: 'own' },
    refusal: 'Only marketing and the owner of an entry change the plan. Please ask them.',
  },
  'plan.check': among('the owners who were asked', 'src/rituals/queries.ts'),

  'role.see': everyone,
  /** Both sides agree on each line: src/roles/lines.ts. */
  'role.edit': managers,
  'role.ask': bothSides('ask their managers this'),
  'role.answer': among('managers of both sides, and the executive after a week', 'src/roles/answer.ts'),

  'mindset.answer': among('the people who were asked', 'src/rituals/queries.ts'),
  'mindset.see': bothSides('see mindset checks'),
  /** Merges and names the answers, which have no names. */
  'mindset.facilitate': managers,
  /** The three advantages, and when to ask again. src/mindset/agree.ts asks which side they answer for. */
  'mindset.agree': managers,
  'report_card.see': {
    may: { seller: 'any', marketer: 'any', manager: 'any', ...admins },
    refusal: 'Only the sales and marketing teams see the report cards. Ask a manager to add you to a team.',
  },
  /** Of both sides: they see, move, skip and stop rituals. */
  'ritual.manage': managers,

  'home.use': everyone,
  'preference.change': everyone,
  'baton.ask': everyone,
  'baton.health': {
    may: admins,
    refusal: 'Only workspace admins can see how I am. Please ask one of them.',
  },
  'audit.read': {
    may: admins,
    refusal: 'Only workspace admins read the audit log. Please ask one of them.',
  },
  /** Data as a file. Each person gets what they may see. */
  'export.run': managers,
  'export.company': {
    may: admins,
    refusal: 'Only workspace admins export the settings and the audit log. Please ask one of them.',
  },
  /** Erasing cannot be undone. */
  'person.forget': {
    may: admins,
    refusal: 'Only workspace admins erase people. Please ask one of them.',
  },
  /** The key opens the company's records. */
  'crm.manage': {
    may: admins,
    refusal: 'Only workspace admins connect the CRM. Please ask one of them.',
  },
  /** Data leaves the company's own machine. */
  'webhook.manage': {
    may: admins,
    refusal: 'Only workspace admins manage webhooks. Please ask one of them.',
  },
  'team.manage': managers,
  'source.manage': managers,
  'setting.change': managers,
  /** Not for deputies, who could name others. */
  'setting.change_protected': {
    may: { admin: 'any' },
    refusal: 'Only workspace admins can do this. Please ask one of them.',
  },
  'setup.run': managers,
  'rehearsal.start': { ...bothTeams, may: { ...bothTeams.may, manager: 'any', ...admins } },
  /** Only about themselves. */
  'team.watch': everyone,
  'rehearsal.play': {
    may: { seller: 'own', manager: 'own', ...admins },
    refusal: (channel) => `Only the sales team of ${channel} can play this.`,
  },

  /** Slack reports a fact, and the domain checks the people in it. Not for presses or forms. */
  'slack.event': { may: {}, refusal: '' },
} satisfies Record<string, Permission>;

export type Rule = keyof typeof permissions;

/** The sentence for a person who is refused. */
export function refusalOf(rule: Rule, team: Team | undefined): string {
  const { refusal }: Permission = permissions[rule];
  return typeof refusal === 'string' ? refusal : refusal(team ? channelLink(team.channelId) : 'this team');
}
