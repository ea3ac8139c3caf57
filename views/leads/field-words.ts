/** The fields of a lead, within a sentence. */
export const fieldWords: Record<string, string> = {
  name: 'name',
  company: 'company',
  email: 'email',
  phone: 'phone',
  role: 'role',
  source: 'source',
  campaign: 'campaign',
  stage: 'buyer’s stage',
  temperature: 'temperature',
  score: 'score',
  country: 'country',
  companySize: 'company size',
  owner: 'owner',
  status: 'status',
  deal: 'deal',
};

/** `51–200 employees`; words of a form that name no number stay as they came. */
export const companySizeWords = (size: string): string =>
  /^[\d\s.,+–-]+$/.test(size) ? `${size.trim()} employees` : `Company size: ${size}`;

/** The parts of a team's rule that brought a lead to it. */
export const ruleWords = (parts: readonly string[]): string[] =>
  parts.length > 0 ? [`  ·  team by its rule for ${parts.map((part) => fieldWords[part] ?? part).join(', ')}`] : [];
