import { paragraph } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import type { Lang } from '../../language.ts';
import { countedMoves } from '../../referee/run.ts';
import { message } from '../../message/say.ts';
import type { MessageId } from '../../message/say.ts';
import { minutesOf, type Waiting } from '../../quiz/day.ts';
import { keyOf } from '../../keys.ts';
import type { MAP_KEYS } from './map-keys.ts';
import { nextToPlay } from './map-model.ts';
import type { MapLevel, MapModel } from './map-model.ts';

/** What a player may do next, the most useful first: go on, begin the next level, what waits in the quiz, or do better in a level that he solved. */
export function nextRows(model: MapModel, lang: Lang, width: number, quiz: string | null = null): Line[] {
  const say = (id: MessageId, params?: Parameters<typeof message>[2]) => message(lang, id, params);
  const name = ({ place, level }: MapLevel) => `${place} ${level.title[lang]}`;
  const begun = model.levels.filter(({ progress }) => progress.run !== null);
  const next = nextToPlay(model);
  const again = model.levels.filter(({ progress }) => progress.stars === 1 || progress.stars === 2);
  const texts = [
    ...begun.slice(0, 2).map((item) => say('map.next.begun', { level: name(item), n: item.progress.run === null ? 0 : countedMoves(item.progress.run) })),
    ...(next !== undefined && next.mark === '...' && !begun.includes(next) ? [say('map.next.level', { level: name(next), n: next.level.minutes })] : []),
    ...(quiz === null ? [] : [quiz]),
    ...again.slice(0, 2).map((item) => {
      const { stars, moves } = item.progress;
      const { par } = item.level;
      if (stars === 1) return say('map.next.no-hint', { level: name(item) });
      return (moves ?? 0) > par ? say('map.next.par', { level: name(item), n: moves ?? 0, par }) : say('map.next.clean', { level: name(item), par });
    }),
  ];
  return (texts.length === 0 ? [say('map.next.all')] : texts).flatMap((text) => paragraph(text, width));
}

/** What waits in the quiz; null when nothing does, or nobody has played yet. */
export function quizText(model: MapModel, waiting: Waiting | null, keys: typeof MAP_KEYS, lang: Lang): string | null {
  if (waiting === null || waiting.left === 0 || waiting.due + waiting.fresh === 0 || (model.solved === 0 && waiting.due === 0)) return null;
  return message(lang, 'quiz.map', { due: waiting.due, fresh: waiting.fresh, minutes: minutesOf(waiting), key: keyOf(keys, 'quiz') });
}

/** The same in one line: the level to go on with, and the key that plays it or goes to it. */
export function nextLine(model: MapModel, selected: number, keys: typeof MAP_KEYS, lang: Lang, width: number): Line {
  const next = nextToPlay(model);
  const [first = []] = nextRows(model, lang, width);
  if (next === undefined || (next.mark !== '...' && next.progress.run === null)) return first;
  const isHere = model.levels[selected] === next;
  const what = next.progress.run !== null ? 'begun' : isHere && model.stars === 0 ? 'begin' : 'next';
  const [line = []] = paragraph(message(lang, what === 'begin' ? 'map.now.begin' : `map.now.${what}${isHere ? '' : '-there'}`, { level: `${next.place} ${next.level.title[lang]}`, n: next.level.minutes, key: keyOf(keys, isHere ? 'play' : 'to-next') }), width, { bold: true });
  return line;
}
