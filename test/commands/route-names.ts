/** A name that matches each pattern of a route. */
const NAMES: Record<string, string> = {
  '/^definition_menu:\\d+$/': 'definition_menu:1',
  '/^setup_team:(?:sales|marketing)$/': 'setup_team:sales',
  '/^content_shelf:/': 'content_shelf:a',
  '/^feedback_template:\\w+$/': 'feedback_template:a',
  '/^figures_list(:unused|:won)?$/': 'figures_list:won',
  '/^role_menu:\\d+$/': 'role_menu:1',
  '/^scoreboard_behind:\\w+$/': 'scoreboard_behind:funnel',
  '/^home_page_(\\w+):(?:back|on)$/': 'home_page_leads:on',
};

export const patternName = (pattern: string): string => NAMES[pattern] ?? `unknown ${pattern}`;
