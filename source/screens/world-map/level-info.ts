import { countedMoves } from '../../referee/run.ts';
import { cells } from '../../components/cells.ts';
import { line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import { keyOf } from '../../keys.ts';
import type { Lang } from '../../language.ts';
import { message, say as phraseIn } from '../../message/say.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import { kernelName } from '../../referee/kernel-name.ts';
import { MAP_KEYS } from './map-keys.ts';
import type { MapLevel, MapModel } from './map-model.ts';
import { skillsOf } from './skills.ts';

/** What a player wants to know of a level before he plays it. */
export function levelInfo(item: MapLevel, model: MapModel, lang: Lang, width: number, keys: typeof MAP_KEYS = MAP_KEYS): Line[] {
  const { level, progress } = item;
  const texts = level.texts[lang];
  const first = firstSentence(texts['briefing'] ?? '');
  const say = (id: Parameters<typeof message>[1], params?: Parameters<typeof message>[2]) => message(lang, id, params);
  const facts: readonly (readonly [string, string])[] = [
    ...(level.id === SANDBOX
      ? []
      : ([
          [say('map.par'), par(level, lang)],
          [say('map.best'), best(item, lang)],
          [say('map.length'), say('map.minutes', { n: level.minutes })],
        ] as const)),
    [say('map.teaches'), level.teaches.map((skill) => say(`skill.${skill}`)).join(', ')],
    [say('map.example'), level.fade === 0 && progress.stars === 0 ? say('map.example-key') : ''],
    [say('map.needs'), needs(item, model, lang)],
    [say('map.unlocks'), unlocks(item, model)],
    [say('map.mirror'), mirror(item, model, lang, keys)],
    [say('map.asks'), predictions(level.predictions.length, lang)],
    [say('map.rows'), skillsOf(level).map((skill) => say(`map.skill.${skill}`)).join(', ')],
    [say('map.kernel'), provedOn(level, lang, width)],
    [say('map.sources'), width >= 40 ? level.sources.filter((source) => !/^F\d/.test(source)).map((source) => source.replace(/^\S+\.[ch]:(\w+)$/, '$1()')).join('; ') : ''],
  ];
  const role = say(`map.role-${level.role}`);
  const labelWidth = Math.max(...facts.map(([name]) => cells(name))) + 2;
  return [
    // A briefing that begins with it says it better.
    ...(first.includes(say(`map.role-${level.role}-noun`)) ? [] : paragraph(role, width)),
    ...(first === '' ? [] : paragraph(first, width)),
    [],
    ...facts.filter(([, value]) => value !== '').flatMap(([name, value]) => labelled(name, value, labelWidth, width)),
    ...(progress.run === null ? [] : [[], ...paragraph(say('map.unfinished', { n: countedMoves(progress.run) }), width, { bold: true })]),
  ];
}

/** Par, and what speaks for it where it is not proved. */
function par({ par: n, luck, search }: MapLevel['level'], lang: Lang): string {
  const moves = message(lang, n === 1 ? 'map.move' : 'map.moves', { n });
  if (luck) return message(lang, 'map.par-luck', { moves });
  return search === null || search.proved || search.stale ? moves : message(lang, 'map.par-searched', { moves, n: search.games });
}

/** The level's kernel, and on which real one it was proved; a stale proof is called so, and in a narrow panel no more. */
function provedOn({ kernel, proof }: MapLevel['level'], lang: Lang, width: number): string {
  const name = phraseIn(lang, kernelName(kernel));
  if (proof === null) return name;
  return message(lang, !proof.stale ? 'map.proved' : width < 36 ? 'map.proof-stale-short' : 'map.proof-stale', { kernel: name, release: proof.kernel, date: proof.date });
}

/** How the level's briefing begins; nothing where a number stands in it: numbers are drawn when the level is opened. */
function firstSentence(briefing: string): string {
  const [whole = ''] = /^.*?[.!?。！？](?=\s|$)/s.exec(briefing.trim()) ?? [];
  // Where a number is drawn later in the sentence, what stands before the colon.
  const sentence = whole.includes('{') && whole.includes(':') ? `${whole.slice(0, whole.indexOf(':'))}.` : whole;
  return sentence.includes('{') ? '' : sentence.replaceAll('\n', ' ');
}

function labelled(name: string, value: string, labelWidth: number, width: number): Line[] {
  const label = name + ' '.repeat(Math.max(1, labelWidth - cells(name)));
  return paragraph(value, Math.max(4, width - cells(label))).map((row, y) => line(y === 0 ? span(label, { tone: 'unknown' }) : ' '.repeat(cells(label)), ...row));
}

function best({ progress }: MapLevel, lang: Lang): string {
  if (progress.moves !== null) return message(lang, `${progress.moves === 1 ? 'map.move' : 'map.moves'}${progress.expert ? '-expert' : ''}`, { n: progress.moves });
  return message(lang, progress.attempts === 0 ? 'map.not-played' : 'map.not-solved');
}

/** The levels that build on this one, by their place on the map. */
function unlocks({ level }: MapLevel, { levels }: MapModel): string {
  return levels.filter((other) => other.level.needs.includes(level.id)).map((other) => other.place).join(', ');
}

/** The same story from another chair, and the key that opens it. */
function mirror({ level }: MapLevel, model: MapModel, lang: Lang, keys: typeof MAP_KEYS): string {
  const place = level.mirror === null ? '' : placesOf([level.mirror], model);
  return place === '' ? '' : message(lang, 'map.mirror-key', { level: place, key: keyOf(keys, 'mirror') });
}

function predictions(n: number, lang: Lang): string {
  return n === 0 ? '' : message(lang, n === 1 ? 'map.prediction' : 'map.predictions', { n });
}

/** Where levels stand on the map; those that are on none are left out. */
export function placesOf(ids: readonly string[], { levels }: MapModel): string {
  return ids.flatMap((id) => levels.find((other) => other.level.id === id)?.place ?? []).join(', ');
}

/** Needed levels by their place on the map; only what is missing when something is. */
function needs({ level, missing }: MapLevel, model: MapModel, lang: Lang): string {
  if (missing.length > 0) return message(lang, 'map.needs-first', { levels: placesOf(missing, model) });
  const all = placesOf(level.needs, model);
  return all === '' ? '' : message(lang, 'map.needs-done', { levels: all });
}
