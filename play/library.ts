/** The content of the story's library. */
export interface Content {
  Title: string;
  Kind: string;
  'Buyer’s stage'?: string;
  Summary: string;
  Link: string;
}

type Row = [title: string, kind: string, stage: 'Awareness' | 'Consideration' | 'Decision' | '', summary: string];

const rows: Row[] = [
  [
    'How Nordhafen Logistics halved its planning time',
    'Case study',
    'Decision',
    'Forty dispatchers, three sites, live in six weeks. Includes the numbers and a quote from their head of operations.',
  ],
  [
    'St. Brigid Hospital plans its wards in one morning',
    'Case study',
    'Decision',
    'A hospital with nine hundred beds replaces its spreadsheets. For healthcare, with the view of the head nurse.',
  ],
  [
    'How a software company onboards in two weeks',
    'Case study',
    'Consideration',
    'A team of sixty, all remote. Their plan for each day, and the mistakes to avoid.',
  ],
  [
    'Hotel group fills every shift by Thursday',
    'Case study',
    'Decision',
    'Four hotels in Austria, one planner. Fewer calls at the weekend.',
  ],
  [
    'A manufacturer cuts overtime by a fifth',
    'Case study',
    'Decision',
    'Two plants with three shifts. For heads of production and works councils.',
  ],
  [
    'A retailer with eighty shops, one plan',
    'Case study',
    'Consideration',
    'Shop managers swap shifts themselves. For retail and franchises.',
  ],
  ['Prices and plans', 'Pricing', 'Decision', 'Plans and yearly prices, from five seats up. The price list to send.'],
  [
    'Price calculator for 10 to 500 seats',
    'Pricing',
    'Consideration',
    'Enter the seats, and see the price per year. Ten seats fit the smallest plan.',
  ],
  [
    'Discounts: what we give, and what we ask for',
    'Pricing',
    'Decision',
    'For sales only. Two years, a reference, or payment in advance.',
  ],
  [
    'The first call: what we do in ten slides',
    'Deck',
    'Awareness',
    'Our company, our customers and our product, for a thirty-minute call with someone new to us.',
  ],
  [
    'Executive deck for the CFO',
    'Deck',
    'Decision',
    'Cost, savings and payback time in six slides. For a CFO who has fifteen minutes.',
  ],
  [
    'Deck for operations leaders',
    'Deck',
    'Consideration',
    'A week of planning before and after. For heads of operations.',
  ],
  ['Partner deck', 'Deck', 'Awareness', 'How resellers work with us, and what they earn.'],
  [
    'Security overview',
    'Data sheet',
    'Consideration',
    'Encryption, access, backups and audits on two pages. Send it before the security questionnaire.',
  ],
  [
    'Where your data is stored',
    'Data sheet',
    'Decision',
    'Regions, subprocessors, deletion. Answers the questions of data protection officers.',
  ],
  ['Technical data sheet', 'Data sheet', 'Decision', 'Browsers, single sign-on, API limits and uptime.'],
  ['Accessibility statement', 'Data sheet', '', 'Conformance with WCAG 2.2, and the known gaps.'],
  [
    'Planning without spreadsheets',
    'One-pager',
    'Awareness',
    'Five signs that a spreadsheet has become too small. The reader needs no prior knowledge.',
  ],
  [
    'Healthcare one-pager',
    'One-pager',
    'Consideration',
    'Rosters, rest times and audits for hospitals and care homes.',
  ],
  ['Logistics one-pager', 'One-pager', 'Consideration', 'Drivers, tours and rest times. For dispatchers.'],
  [
    'One-pager for the works council',
    'One-pager',
    'Decision',
    'The data that is recorded about employees, and the data that is not.',
  ],
  [
    'Return on investment: the calculator',
    'Other',
    'Decision',
    'A spreadsheet for the buyer’s own numbers, with the payback time.',
  ],
  [
    'Moving from another tool in four steps',
    'One-pager',
    'Decision',
    'Export, import, parallel run, switch. With a timeline for forty people.',
  ],
  [
    'Comparison: build it or buy it',
    'White paper',
    'Consideration',
    'The cost of an own tool over three years. For IT that wants to build it.',
  ],
  [
    'Battlecard: spreadsheets',
    'Other',
    'Consideration',
    'The eight reasons to stay with a spreadsheet, and an answer to each.',
  ],
  [
    'Objections about price',
    'Other',
    'Decision',
    'Answers for a buyer who finds it too expensive, with three examples.',
  ],
  [
    'Recording: autumn webinar on shift planning',
    'Video',
    'Awareness',
    'Forty minutes with two customers, and the questions of the audience.',
  ],
  ['Product tour in three minutes', 'Video', 'Awareness', 'The product without a word of marketing.'],
  [
    'Answers to the security questionnaire',
    'Data sheet',
    'Decision',
    'The eighty usual questions with our answers, checked by our security officer.',
  ],
  ['Email series after a trade fair', 'Email', 'Awareness', 'Three short emails to people who left their card.'],
  ['Report: planning in 2026', 'Blog post', 'Awareness', 'Four hundred planners describe their week.'],
  [
    'Reference list by industry',
    'Other',
    'Decision',
    'Customers who take a call from a buyer, with their contact at ours.',
  ],
];

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

export const library: Content[] = rows.map(([title, kind, stage, summary]) => ({
  Title: title,
  Kind: kind,
  ...(stage && { 'Buyer’s stage': stage }),
  Summary: summary,
  Link: `https://library.fernhill.example/${slug(title)}`,
}));
