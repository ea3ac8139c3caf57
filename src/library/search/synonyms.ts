import { z } from 'zod';
import type { Db } from '../../platform/db/open.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { setting } from '../../platform/settings/setting.ts';

const words = z
  .array(
    z
      .string()
      .trim()
      .min(1, 'Fill in or remove the empty word.')
      .max(60, 'A word or phrase has at most 60 characters.'),
  )
  .min(2, 'A line needs at least 2 words.')
  .max(20, 'A line has at most 20 words.');

/** A search for one word of a group finds the others. */
export const synonyms = setting<string[][]>({
  key: 'content.synonyms',
  group: 'Content',
  title: 'Synonyms',
  help: 'A search for one word finds the others too. One group per line, words separated by commas.',
  editor: { kind: 'lists' },
  schema: z.array(words).max(300, 'At most 300 lines.'),
  default: [
    ['deck', 'slides', 'slide deck', 'presentation', 'powerpoint', 'pptx', 'ppt'],
    ['case study', 'success story', 'customer story', 'reference', 'testimonial', 'proof'],
    ['data sheet', 'datasheet', 'spec sheet', 'specs', 'specification', 'fact sheet'],
    ['white paper', 'whitepaper', 'ebook', 'e-book', 'guide', 'report'],
    ['one-pager', 'onepager', 'one page', 'flyer', 'leaflet', 'brochure', 'handout'],
    ['email', 'e-mail', 'mail', 'email template', 'outreach', 'sequence'],
    ['video', 'recording', 'webinar', 'clip', 'demo video'],
    ['blog post', 'blog', 'article', 'post'],
    ['pricing', 'price list', 'prices', 'price', 'cost', 'costs', 'rates', 'discount'],
    ['battlecard', 'battle card', 'competitor', 'competitive', 'competition', 'comparison', 'versus', 'vs'],
    ['roi', 'return on investment', 'payback', 'business case'],
    ['rfp', 'tender', 'request for proposal'],
    ['security', 'infosec', 'cybersecurity'],
    ['pentest', 'penetration test', 'penetration testing'],
    ['sso', 'single sign-on', 'single sign on'],
    ['2fa', 'mfa', 'two-factor', 'multi-factor'],
    ['sla', 'service level', 'service levels'],
    ['ai', 'artificial intelligence', 'machine learning'],
    ['faq', 'questions and answers', 'q&a'],
    ['onboarding', 'implementation', 'go-live'],
    ['healthcare', 'health', 'hospital', 'medical', 'clinic'],
    ['bank', 'banking', 'financial services', 'finance', 'fintech'],
    ['manufacturing', 'industrial', 'factory', 'production'],
    ['retail', 'ecommerce', 'e-commerce', 'shop', 'store'],
    ['hr', 'human resources', 'people team'],
  ],
});

export const synonymsOf = (db: Db): string[][] => settingOf(db, synonyms);
