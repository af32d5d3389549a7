import type { Lang } from '../language.ts';
import type { Phrase } from '../phrase.ts';
import { catalogue } from './catalogue.ts';

/** Every key of the catalogue; both languages have exactly these. */
export type MessageId = keyof ReturnType<typeof catalogue>;

/** Texts that a level brings along, by section name; their phrases carry the prefix `level.`. */
export type LevelTexts = Readonly<Record<Lang, Readonly<Record<string, string>>>>;

/**
 * Fills `{name}` with its parameter. A missing one stays visible as `{name}`, so that a test finds it. `{key.undo:u}` is the
 * key of an action: the player's own, the parameter `key.undo`, or the usual one, which stands behind the colon.
 */
export function fill(text: string, params: Phrase['params']): string {
  const template = text.includes('{key.') ? text.replace(/\{(key\.[\w-]+):([^}]+)\}/g, (_, name: string, usual: string) => String(params?.[name] ?? usual)) : text;
  if (!params) return template;
  return template.replace(/\{([\w.-]+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

const SIDES = { client: 'play.side.client', server: 'play.side.server', attacker: 'play.side.attacker', clients: 'play.side.clients', peer: 'play.side.peer', other: 'play.side.other' } as const satisfies Readonly<Record<string, MessageId>>;

function isSide(host: string): host is keyof typeof SIDES {
  return Object.hasOwn(SIDES, host);
}

/** A host as it is said: the usual words (`client`, `peer`) by the glossary, any other is a name (`left`) and stays as the level gave it. */
export function hostName(lang: Lang, host: string): string {
  return isSide(host) ? catalogue(lang)[SIDES[host]] : host;
}

/** Fills a template of the catalogue or of a level; `host` is a host's name in the engine and is said in the reader's language. */
function filled(lang: Lang, template: string, params: Phrase['params']): string {
  const host = params?.['host'];
  if (typeof host !== 'string') return fill(lang === 'en' ? template : closed(template, SAID_ALREADY.filter((name) => isChinese(params?.[name]))), params);
  // A name has no article: the server, but left.
  if (lang === 'en') return fill(isSide(host) ? template : template.replaceAll('the {host}', '{host}'), params);
  if (!isSide(host)) return fill(template, params);
  return fill(closed(template, ['host']), { ...params, host: hostName(lang, host) });
}

/** Values that are hosts said in the reader's language already. */
const SAID_ALREADY = ['from', 'to'];

function isChinese(value: unknown): boolean {
  return typeof value === 'string' && /^[\u4e00-\u9fff]+$/.test(value);
}

/** Between Chinese characters stands no space. */
function closed(template: string, names: readonly string[]): string {
  return names.reduce((text, name) => text.replaceAll(new RegExp(`(?<=[\\u4e00-\\u9fff]) \\{${name}\\}`, 'g'), `{${name}}`).replaceAll(new RegExp(`\\{${name}\\} (?=[\\u4e00-\\u9fff])`, 'g'), `{${name}}`), template);
}

/** An entry of the catalogue in a language. */
export function message(lang: Lang, id: MessageId, params?: Phrase['params']): string {
  return filled(lang, catalogue(lang)[id], params);
}

/** Any phrase, also a level's own (`level.goal.established`). An unknown id is returned as it is, in angle brackets. */
export function say(lang: Lang, phrase: Phrase, levelTexts?: LevelTexts): string {
  if (phrase.id.startsWith('level.')) {
    const text = levelTexts?.[lang][phrase.id.slice('level.'.length)];
    return text === undefined ? `<${phrase.id}>` : filled(lang, text, phrase.params);
  }
  const table: Readonly<Record<string, string>> = catalogue(lang);
  const text = table[phrase.id];
  return text === undefined ? `<${phrase.id}>` : filled(lang, text, phrase.params);
}

/** What an attacker or an operator knows beforehand, named: a host, what the catalogue has a word for, or a name such as RCV.NXT. */
export function knownName(lang: Lang, name: string): string {
  const text = say(lang, { id: `panel.known.name.${name}` });
  return text.startsWith('<') ? hostName(lang, name) : text;
}

/** A field of a socket: its name in the RFC or in Linux, or the word for what has no such name. */
export function fieldName(lang: Lang, name: string): string {
  const text = say(lang, { id: `panel.field.${name}` });
  return text.startsWith('<') ? name : text;
}
