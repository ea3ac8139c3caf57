/**
 * Block Kit's maximums, and its minimums where they are not one. Lengths are in characters, `items` counts entries.
 * Sources: the reference pages at docs.slack.dev/reference/block-kit and the method pages of `chat.*` and `views.*`.
 *
 * Two limits are wider here than on the reference pages, because Slack publishes two figures and accepts the wider one:
 * series and segments of a chart (12, where the page says 6) and rows of a data table (201 with the header, where the
 * page says 101). An app that keeps to the narrower figure is safe under both. Texts of a video have odd limits: they
 * must be shorter than 200 and 50 characters.
 */
export const limits = {
  text: { min: 1, max: 3000 },
  actionId: 255,
  blockId: 255,
  message: { blocks: 50, tables: 1, charts: 2, markdown: 12_000 },
  view: {
    blocks: { min: 1, max: 100 },
    privateMetadata: 3000,
    callbackId: 255,
    externalId: 255,
    title: 24,
    close: 24,
    submit: 24,
  },
  button: { text: 75, url: 3000, value: 2000, accessibilityLabel: 75 },
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  option: { text: 75, value: 150, description: 75, url: 3000 },
  optionGroup: { label: 75, options: { min: 1, max: 100 } },
  select: { placeholder: 150, options: { min: 1, max: 100 }, optionGroups: { min: 1, max: 100 } },
  overflow: { options: { min: 1, max: 5 } },
  checkboxes: { options: { min: 1, max: 10 } },
  radioButtons: { options: { min: 1, max: 10 } },
  urlSource: { url: 3000 },
  fileInput: { maxFiles: { min: 1, max: 10 } },
  plainTextInput: { maxLength: 3000 },
  richTextInput: { lines: { min: 1, max: 100 } },
  actions: { elements: { min: 1, max: 25 } },
  alert: { text: 200 },
  card: { title: 150, subtitle: 150, body: 200, subtext: 200, actions: { min: 1, max: 3 } },
  carousel: { elements: { min: 1, max: 10 } },
  container: { title: 150, subtitle: 150, childBlocks: { min: 1, max: 10 } },
  context: { elements: { min: 1, max: 10 } },
  contextActions: { elements: { min: 1, max: 5 } },
  feedbackButton: { text: 75, value: 2000, accessibilityLabel: 75 },
  iconButton: { visibleToUserIds: 10 },
  table: { rows: { min: 1, max: 100 }, columns: { min: 1, max: 20 }, content: 10_000 },
  dataTable: {
    rows: { min: 2, max: 201 },
    columns: { min: 1, max: 20 },
    pageSize: { min: 1, max: 100 },
    content: 20_000,
  },
  chart: {
    title: 50,
    segments: { min: 1, max: 12 },
    segmentLabel: 20,
    series: { min: 1, max: 12 },
    seriesName: 20,
    data: { min: 1, max: 20 },
    pointLabel: 20,
    categories: { min: 1, max: 20 },
    categoryLabel: 20,
    axisLabel: 50,
  },
  header: { text: 150, level: { min: 1, max: 4 } },
  image: { url: 3000, altText: 2000, title: 2000 },
  input: { label: 2000, hint: 2000 },
  markdown: { text: 12_000 },
  richTextList: { indent: 8 },
  section: { text: 3000, fields: { min: 1, max: 10 }, field: 2000 },
  video: { altText: 200, title: 199, authorName: 49, description: 199, providerName: 50 },
} as const;
