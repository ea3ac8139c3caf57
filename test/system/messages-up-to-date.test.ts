/** Every kind of message is in one of these lists: a new kind with buttons is kept up to date, or says why it need not be. */
import { expect, test } from 'vitest';
import { messageCatalogue } from '../../src/messages/all.ts';

/** The only message about their subject, edited in place. */
const KEPT = [
  'crm_progress',
  'celebration',
  'feedback_action_wanted',
  'feedback_card',
  'feedback_reminder',
  'feedback_request',
  'feedback_summary',
  'import_progress',
  'lead_card',
  'lead_win',
  'library_review',
  'library_suggestion',
  'plan_question',
  'question_copy',
  'question_post',
  'lead_proposal',
  'rehearsal_card',
  'report_card',
  'request_card',
  'request_decided',
  'request_message',
  'review',
  'review_action',
  'ride_along',
  'ride_along_answers',
  'ride_along_debrief',
  'role_question',
  'ride_along_pairs',
  'setup_greeting',
  'win_week',
];

/** Among several about their leads, and edited as these are acted on. */
const LIVE = [
  'lead_news',
  'mindset_grouping',
  'mindset_next',
  'morning_list',
  'overdue',
  'reminder',
  'review_owner_gone',
  'review_reminder',
  'report_card_waits',
  'ritual_ahead',
  'ritual_invitation',
  'ritual_reminder',
];

/** Their buttons only open lists, settings, files and forms. */
const LASTING = [
  'answer',
  'crm_list',
  'import_list',
  'digest',
  'heads_paired',
  'introduced',
  'introduction',
  'feedback_shared',
  'library_passed',
  'mindset_result',
  'nurture_list',
  'plan_answer',
  'plan_week',
  'quality_week',
  'questions_wait',
  'reopen_handoff',
  'request_digest',
  'role_answer',
  'scoreboard_week',
  'search_alert',
  'welcome',
];

/** Only their reader sees them, until Slack is loaded again; Slack has no way to edit them later. */
const EPHEMERAL = ['handoff_offer', 'ask_quality', 'ephemeral'];

const WITHOUT_BUTTONS = [
  'agenda',
  'alert',
  'alert_over',
  'definition',
  'feedback_action',
  'manifest_news',
  'mindset_three',
  'feedback_draft',
  'import_card_gone',
  'import_report',
  'lead_card_moved',
  'lead_nudge',
  'lead_story',
  'live_edit',
  'question_reply',
  'rehearsal_story',
  'request_news',
  'report_card_action',
  'report_card_history',
  'request_card_moved',
  'request_story',
  'ride_along_cancel',
  'ride_along_file',
  'ride_along_pairs_wait',
  'ride_along_reminder',
  'ride_along_riders',
  'scoreboard_charts',
  'review_day',
  'review_decision',
  'review_report',
  'scoreboard_csv',
  'export_file',
  'scoreboard_picture',
  'team_manager_changed',
  'lead_step',
  'request_step',
  'lead_unfurl',
];

test('every kind of message is kept up to date, or has no button that could become stale', () => {
  const { messages } = messageCatalogue({
    ...{ workspaceUrl: '', now: () => new Date(0), keys: undefined as never, files: undefined as never },
    people: async () => [],
  });
  const named = [...KEPT, ...LIVE, ...LASTING, ...EPHEMERAL, ...WITHOUT_BUTTONS];
  expect(Object.keys(messages).sort()).toEqual(named.sort());
});
