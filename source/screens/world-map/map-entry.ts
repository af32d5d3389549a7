import { cells, padded } from '../../components/cells.ts';
import type { Span } from '../../components/line.ts';
import type { Lang } from '../../language.ts';
import { SANDBOX } from '../../level/sandbox.ts';
import { message } from '../../message/say.ts';
import type { Style } from '../../theme.tsx';
import { placesOf } from './level-info.ts';
import { nextToPlay } from './map-model.ts';
import type { MapLevel, MapModel, Mark } from './map-model.ts';

const MARK_STYLES: Readonly<Record<Mark, Style>> = {
  '***': { tone: 'good' },
  '**.': { tone: 'good' },
  '*..': { tone: 'caution' },
  '...': {},
  '---': { tone: 'unknown' },
  '===': { tone: 'good' },
};

/** `[5-2 ... Bank shot      par 1, 6 min]` selected, without the brackets otherwise: seen without colour. `slot`: its width in cells. */
export function mapEntry(item: MapLevel, isSelected: boolean, model: MapModel, lang: Lang, slot: number, isList: boolean): Span[] {
  const [before, after] = isSelected ? ['[', ']'] : [' ', ' '];
  const style: Style = { ...MARK_STYLES[item.mark], bold: isSelected };
  const head = `${padded(item.place, Math.max(...model.levels.map(({ place }) => cells(place))))} `;
  const title = item.level.title[lang];
  // A column of its own, as soon as there is one to show.
  const expert = item.progress.expert ? '+' : model.levels.some(({ progress }) => progress.expert) ? ' ' : '';
  const room = Math.max(0, slot - 2 - cells(head) - 4 - cells(expert));
  const facts = (isList ? rowFacts(item, model, lang) : shortFacts(item, model, lang)).find((one) => cells(title) + 2 + cells(one) <= room) ?? '';
  const isNext = item === nextToPlay(model);
  return [
    { text: before },
    { text: head },
    { text: item.mark, style },
    { text: expert, style: { tone: 'good', bold: true } },
    { text: ` ${padded(title, room - cells(facts))}`, style: { bold: isSelected || isNext, ...(item.mark === '---' && !isSelected && { tone: 'unknown' }) } },
    { text: facts, style: isNext ? { bold: true } : { tone: 'unknown' } },
    { text: after },
  ];
}

/** What is said of a level beside another one: which is the next, and how long those take that are open. */
function shortFacts(item: MapLevel, model: MapModel, lang: Lang): string[] {
  if (item === nextToPlay(model)) return [message(lang, 'map.row-next-short')];
  return item.mark === '...' && item.level.id !== SANDBOX ? [message(lang, 'map.row-minutes', { n: item.level.minutes })] : [];
}

/** What of a level is worth a place on its row, the fullest first. */
function rowFacts(item: MapLevel, model: MapModel, lang: Lang): string[] {
  const { level, progress, missing } = item;
  const minutes = message(lang, 'map.row-minutes', { n: level.minutes });
  if (level.id === SANDBOX) return [];
  if (item === nextToPlay(model)) return [message(lang, 'map.row-next', { minutes }), message(lang, 'map.row-next-short'), minutes];
  if (progress.moves !== null) return [message(lang, 'map.row-best', { n: progress.moves, par: level.par })];
  if (item.mark === '===') return [message(lang, 'map.row-known'), message(lang, 'map.row-known-short')];
  if (missing.length > 0) return [message(lang, 'map.row-needs', { levels: placesOf(missing, model) }), message(lang, 'map.row-needs-short', { level: placesOf(missing.slice(0, 1), model) })];
  return [`${message(lang, 'map.row-par', { par: level.par })}, ${minutes}`, minutes];
}
