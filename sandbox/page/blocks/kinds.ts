import type { KnownBlock, Option, OptionGroup, TextObject } from '@slack/types';

/** A chart, which Slack's published types do not include yet. */
export interface DataVisualizationBlock {
  type: 'data_visualization';
  block_id?: string;
  title?: string | { text: string };
  chart: Chart;
}

export interface Chart {
  type: 'bar' | 'line' | 'area' | 'pie';
  segments?: { label: string; value: number }[];
  series?: { name: string; data: { label: string; value: number }[] }[];
  axis_config?: { categories?: string[]; x_label?: string; y_label?: string };
}

/** All blocks that the page can draw. Other blocks are drawn as a note. */
export type PageBlock = KnownBlock | DataVisualizationBlock;

/**
 * Any interactive element, with the fields that some of them have. The server has already validated it; the page only
 * reads the fields it needs, and one shape keeps the reading of values in one place.
 */
export interface PageElement {
  type: string;
  action_id?: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
  confirm?: PageConfirm;
  placeholder?: { text: string };
  focus_on_load?: boolean;
  options?: Option[];
  option_groups?: OptionGroup[];
  initial_option?: Option;
  initial_options?: Option[];
  initial_value?: unknown;
  initial_user?: string;
  initial_users?: string[];
  initial_conversation?: string;
  initial_conversations?: string[];
  initial_channel?: string;
  initial_channels?: string[];
  initial_date?: string;
  initial_time?: string;
  initial_date_time?: number;
  default_to_current_conversation?: boolean;
  filter?: ConversationFilter;
  min_query_length?: number;
  max_selected_items?: number;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  filetypes?: string[];
  max_files?: number;
  dispatch_action_config?: { trigger_actions_on?: string[] };
}

export interface ConversationFilter {
  include?: string[];
  exclude_external_shared_channels?: boolean;
  exclude_bot_users?: boolean;
}

export interface PageConfirm {
  title?: { text: string };
  text: TextObject;
  confirm?: { text: string };
  deny?: { text: string };
  style?: 'primary' | 'danger';
}

/** A value in `state.values` and `actions`. */
export type FieldValue = Record<string, unknown> & { type: string };
