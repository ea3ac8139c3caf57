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
};
