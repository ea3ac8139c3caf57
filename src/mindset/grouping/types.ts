export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'pt';

/** Of each meaning the words in each language, separated by commas. */
export type Vocabulary = Record<string, Partial<Record<Language, string>>>;
