/** Words that say how a subject is, words around it, and words that say nothing about it. */
import type { Vocabulary } from './types.ts';

/** How a subject is: fast delivery and fast answers are two subjects. */
export const modifiers: Vocabulary = {
  fast: {
    en: 'fast, faster, fastest, quick, quickly, quickest, speed, speedy, rapid, rapidly, short, prompt, immediate, immediately, instant, next day, same day, overnight, time to',
    de: 'schnell, schnelligkeit, geschwindigkeit, rasch, kurz, kurze, sofort, zügig, prompt, express, tempo',
    fr: 'rapide, rapidité, vite, vitesse, court',
    es: 'rápido, rapidez, velocidad, corto',
    it: 'veloce, velocità, rapido, rapidità, breve',
    nl: 'snel, snelle, snelheid, kort, vlug',
    pt: 'rápido, rapidez',
  },
  easily: {
    en: 'easy, easily, ease, hassle free, effortless',
    de: 'leicht, mühelos',
    fr: 'facile, facilement, facilité',
    es: 'fácil, facilidad',
    it: 'facile, facilità',
    nl: 'makkelijk, gemakkelijk',
  },
  free: {
    en: 'free, included, no extra charge',
    de: 'kostenlos, gratis, inklusive, inbegriffen',
    fr: 'gratuit, inclus, inclus',
    es: 'gratis, gratuito, incluido',
    it: 'gratuito, gratis, incluso',
    nl: 'gratis, inbegrepen',
  },
  personal: {
    en: 'personal, personally, individual, human, humans, one to one, human touch',
    de: 'persönlich, individuell',
    fr: 'personnel, personnalisé',
    es: 'personal, personalizado',
    it: 'personale, personalizzato',
    nl: 'persoonlijk',
  },
  allDay: {
    en: '24/7, 24x7, 24/7/365, round the clock, around the clock, always on, always available, always reachable, reachable, day and night',
    de: 'rund um die uhr, 24/7, jederzeit, immer erreichbar, erreichbar, erreichbarkeit, tag und nacht',
    fr: '24h/24, 7j/7, joignable',
    es: '24 horas, siempre disponible',
    it: '24 ore su 24, sempre disponibile',
    nl: 'altijd bereikbaar, bereikbaar, dag en nacht',
  },
};

/** Around a subject: a product that is durable is mostly durable. */
export const surroundings: Vocabulary = {
  product: {
    en: 'product, products, solution, system, software, app, tool, machine, device, equipment, package, offer, goods, features, material, item, platform',
    de: 'produkt, lösung, system, software, gerät, maschine, anlage, angebot, ware, material, versorgung, paket',
    fr: 'produit, solution, logiciel, machine, matériel, équipement',
    es: 'producto, solución, máquina, material',
    it: 'prodotto, soluzione, macchina, materiale, materiali',
    nl: 'product, oplossing, machine, materiaal',
  },
  people: {
    en: 'team, people, staff, employee, colleague, company, partner, provider, supplier, firm, vendor, manager, person, persons',
    de: 'team, mitarbeiter, leute, firma, unternehmen, partner, anbieter, betrieb, haus, lieferant',
    fr: 'équipe, équipes, personnel, entreprise, fournisseur, partenaire, collaborateurs',
    es: 'equipo, empresa, proveedor, socio',
    it: 'squadra, azienda, fornitore, persone',
    nl: 'team, mensen, bedrijf, leverancier, medewerkers',
  },
  customer: {
    en: 'customer, customers, client, clients, user, buyer, everyone, anyone, everything',
    de: 'kunde, kunden, mandant, nutzer',
    fr: 'client',
    es: 'cliente',
    it: 'cliente',
    nl: 'klant',
  },
  time: {
    en: 'time, hour, day, week, minute, month, year, years',
    de: 'zeit, stunde, tag, woche, minute, monat, jahr',
    fr: 'temps, heure, jour, semaine',
    es: 'tiempo, hora, día, semana',
    it: 'tempo, ora, giorno, giorni, settimana',
    nl: 'tijd, uur, dag, dagen, week',
  },
  market: {
    en: 'market, competition, competitor, rivals, others, world',
    de: 'markt, wettbewerb, konkurrenz',
    fr: 'marché, concurrence',
    es: 'mercado, competencia',
    it: 'mercato, concorrenza',
    nl: 'markt, concurrentie',
  },
  way: {
    en: 'process, operation, work, handling, approach, way, method, ideas, data, business, contact',
    de: 'ablauf, prozess, arbeit, abwicklung, art, ideen, daten',
    fr: 'processus, travail, façon',
    es: 'proceso, trabajo',
    it: 'processo, lavoro',
    nl: 'proces, werk',
  },
};

/** Praise and grammar. A negation and a number of things stay out of it. */
export const FILLERS: Record<string, string> = {
  en: 'a, an, the, and, or, of, to, in, on, at, for, from, with, by, as, is, are, be, been, was, it, its, that, this, they, them, their, we, us, our, you, your, i, he, who, what, which, when, than, then, so, very, really, simply, just, always, never, ever, too, also, any, all, every, most, more, many, much, some, can, could, will, would, do, does, have, has, had, get, gets, got, give, make, makes, made, know, known, need, use, used, using, let, keep, stay, good, great, best, better, nice, excellent, awesome, amazing, outstanding, superior, perfect, super, top, fantastic, unique, strong, real, true, proven, high, higher, highest, highly, low, lower, lowest, long, big, large, competitive, attractive, fair, right, ultra, compared, within, under, over, up, out, about, per, after, before, only, already, own, even, etc, well, quite, offer, provide, one, two, first, class, world class, advantage, based, driven, dedicated, helpful, happen, happens, something, still, there, here, where, until, again, around, without, while, during, between, into, off, down, these, those, she, him, were, did, not, no, nor, if, but, because, through, against, both, each, few, other, such, same, now, how, less, fewer, new, whole, come, comes, go, want, work, works, say, take, takes, s, re, ve, m, ll, t',
  de: 'der, die, das, den, dem, des, ein, eine, einer, eines, einem, einen, und, oder, von, vom, zu, zum, zur, in, im, ins, am, an, auf, aus, bei, beim, mit, für, nach, als, ist, sind, wir, uns, unser, unsere, unserer, unserem, sie, ihr, ihre, es, er, ich, man, so, sehr, wirklich, immer, auch, nur, noch, mehr, alle, alles, jeder, jeden, jede, haben, hat, kann, können, werden, wird, machen, kennen, gut, gute, guter, gutes, guten, beste, bester, bestes, besten, besser, super, toll, tolle, hervorragend, ausgezeichnet, optimal, optimale, perfekt, stark, starke, hoch, hohe, hoher, hohes, höchste, höchster, niedrig, niedrige, fair, faire, fairer, faires, attraktiv, attraktive, eigen, voll, ganz, etc, innerhalb, unter, über, durch, derselbe, dieselbe, nicht, kein, keine, ohne, wenn, aber, weil, hier, dort, wie, was, wer, dass, damit, schon, neu, neue, wenig, weniger, verhältnis, leistung, leistungs',
  fr: 'le, la, les, l, un, une, des, du, de, d, et, ou, à, a, au, aux, en, dans, sur, pour, par, avec, est, sont, nous, notre, nos, vous, votre, vos, ils, elle, c, qui, que, qu, très, toujours, tout, tous, toute, plus, bon, bonne, bons, meilleur, meilleure, meilleurs, excellent, excellente, haut, haute, bas, compétitif, compétitifs, grand, grande',
  es: 'el, la, los, las, lo, un, una, unos, unas, de, del, y, o, a, al, en, por, para, con, es, son, nuestro, nuestra, nuestros, su, sus, muy, siempre, todo, todos, más, que, bueno, buena, buen, mejor, mejores, excelente, alto, alta, bajo, bajos, competitivo, competitivos, gran',
  it: 'il, lo, la, i, gli, le, un, uno, una, di, del, della, dei, delle, e, o, a, al, alla, in, nel, su, per, con, da, è, sono, nostro, nostra, nostri, molto, sempre, tutto, più, che, buono, buona, migliore, migliori, ottimo, ottima, alto, alta, basso, competitivo, competitivi, bel',
  nl: 'de, het, een, en, of, van, voor, met, in, op, aan, te, is, zijn, wij, we, ons, onze, jullie, zeer, erg, altijd, alle, alles, meer, die, dat, goed, goede, beter, beste, hoog, hoge, laag, lage, scherp, scherpe, uitstekend, uitstekende, eigen',
  pt: 'o, os, as, um, uma, de, do, da, dos, das, e, ou, em, no, na, por, para, com, é, são, nosso, nossa, muito, sempre, tudo, mais, que, bom, boa, melhor, melhores, alto, alta, baixo',
};
