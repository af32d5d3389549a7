import type { GoalView, SessionView } from '../referee/session-view.ts';
import type { Ms } from '../time.ts';
import type { CounterView, LadderEntry, SeriesView, TimerView, WorldView } from '../world/view.ts';
import { knownName } from '../message/say.ts';
import { cells, padded, paddedLeft, wrapped } from './cells.ts';
import { duration, seconds } from './clock.ts';
import { gauge } from './gauge.ts';
import { line, paragraph, span, spread, type Line } from './line.ts';
import { sparkline } from './sparkline.ts';
import type { Words } from './words.ts';

/** Names and values, the values in one column; a value that is too long goes on in the next row. */
function pairs(entries: readonly { readonly name: string; readonly value: string }[], width: number): Line[] {
  const nameWidth = Math.min(Math.max(0, ...entries.map((entry) => cells(entry.name))) + 2, Math.max(6, width - 8));
  return entries.flatMap(({ name, value }): Line[] => {
    const shown = value === '????' ? span(value, { tone: 'unknown' }) : { text: value };
    if (cells(name) < nameWidth && nameWidth + cells(value) <= width) return [[{ text: padded(name, nameWidth) }, shown]];
    if (cells(name) + 1 + cells(value) <= width) return [[{ text: `${name} ` }, shown]];
    return [[{ text: name }], ...paragraph(value, width - 2).map((row): Line => [{ text: '  ' }, ...row])];
  });
}

/** The kernel's timers, soonest first, with what each is about and how long it still takes. */
export function timerRows(timers: readonly TimerView[], now: Ms, words: Words, width: number): Line[] {
  if (timers.length === 0) return [line(span(words.word('panel.timers.none'), { tone: 'unknown' }))];
  return timers
    .toSorted((a, b) => a.at - b.at)
    .map((timer) => {
      const left = ` ${words.word('panel.timers.in', { time: duration(timer.at - now) })}`;
      const room = width - 1 - cells(left);
      const texts = [`${timer.name} ${timer.about}`, `${timer.name} :${timer.about.slice(timer.about.lastIndexOf(':') + 1)}`];
      return spread(line(texts.find((text) => cells(text) <= room) ?? timer.name), line(left), width - 1);
    });
}

/** Counters as nstat names them, with what the last move changed; those of several hosts under the host's name where both do not fit into a row. */
export function counterRows(counters: readonly CounterView[], words: Words, width: number): Line[] {
  if (counters.length === 0) return [line(span(words.word('panel.counters.none'), { tone: 'unknown' }))];
  const hosts = [...new Set(counters.map((counter) => counter.host))];
  const changes = new Map(counters.map((counter) => [counter, counter.change === 0 ? '' : ` ${counter.change > 0 ? '+' : ''}${counter.change}`]));
  const changeWidth = Math.max(...[...changes.values()].map(cells));
  const nameOf = ({ name }: CounterView): string => (width < 40 ? name.replace(/^TcpExt/, '') : name);
  const row = (counter: CounterView, before: string): Line => spread(line(before + nameOf(counter)), line(` ${counter.value}`, span(padded(changes.get(counter)!, changeWidth), { tone: 'caution' })), width - 1);
  if (hosts.length === 1) return counters.map((counter) => row(counter, ''));
  const room = width - 1 - changeWidth;
  if (counters.every((counter) => cells(`${words.host(counter.host)} ${nameOf(counter)} ${counter.value}`) <= room)) return counters.map((counter) => row(counter, `${words.host(counter.host)} `));
  return hosts.flatMap((host) => [line(span(words.host(host), { tone: 'unknown' })), ...counters.filter((counter) => counter.host === host).map((counter) => row(counter, ' '))]);
}

/** What an attacker or an operator was told, and who is behind the address of a router. */
export function knownRows({ known, translations = [] }: Pick<WorldView, 'known' | 'translations'>, words: Words, width: number): Line[] {
  if (known.length + translations.length === 0) return [line(span(words.word('panel.known.none'), { tone: 'unknown' }))];
  const told = pairs(known.map(({ name, value }) => ({ name: knownName(words.lang, name), value })), width);
  if (translations.length === 0) return told;
  return [...told, line(span(words.word('panel.known.nat'), { tone: 'unknown' })), ...pairs(translations.map(({ host, inside, outside }) => ({ name: `${words.host(host)} ${inside}`, value: outside })), width)];
}

/** What an attacker off the path can and cannot do, and what he has sent; only where there is room for a sentence. */
export function rulesRows({ world, judged }: Pick<SessionView, 'world' | 'judged'>, words: Words, width: number): Line[] {
  const rules = (['panel.known.forge', 'panel.known.see'] as const).map((id) => words.word(id));
  const sent = judged.filter(({ move }) => move.do === 'send').length;
  if (width < 2 + Math.max(...rules.map(cells)) || world.lifelines.length === 0) return [];
  return [[], line(span(words.word('panel.known.rules'), { tone: 'unknown' })), ...rules.map((rule) => line(`  ${rule}`)), line(words.word('panel.known.sent', { n: sent }))];
}

/** How well real clients fare, as the goal measures it: percent as a bar, and how much is asked for. */
export function shareRows(goals: readonly GoalView[], words: Words, width: number): Line[] {
  const share = goals.find(({ progress }) => progress?.unit === '%')?.progress;
  if (!share) return [];
  const name = words.word('panel.series.served-share');
  const text = ` ${words.word('panel.goal.progress', { ...share, unit: ` ${share.unit}` })}`;
  const isLow = share.have < share.need;
  return [line(padded(name, cells(name) + 1), span(gauge(share.have, 100, Math.max(4, width - cells(name) - 2 - cells(text))), { tone: isLow ? 'caution' : 'good' }), span(text, { bold: true }))];
}

/** The goals with a box that says whether each is met, and how far it is; `unmetFirst` where not all may be seen. */
export function goalRows(goals: readonly GoalView[], words: Words, width: number, unmetFirst = false): Line[] {
  return (unmetFirst ? goals.toSorted((a, b) => Number(a.met) - Number(b.met)) : goals).flatMap((goal) => {
    const style = goal.met ? ({ tone: 'good' } as const) : undefined;
    const text = paragraph(words.phrase(goal.text), Math.max(4, width - 4), style);
    const rows: Line[] = text.map((row, i) => (i === 0 ? [{ text: goal.met ? '[x] ' : '[ ] ', ...(style ? { style } : {}) }, ...row] : [{ text: '    ' }, ...row]));
    if (goal.progress) {
      const { have, need, unit } = goal.progress;
      rows.push(line('    ', gauge(have, need, Math.max(4, Math.min(14, width - 18))), ` ${words.word('panel.goal.progress', { have, need, unit: unit && ` ${unit}` })}`));
    }
    return rows;
  });
}

/** What is counted in words; a counter keeps the name that nstat gives it. */
function seriesName(name: string, words: Words): string {
  const text = words.phrase({ id: `panel.series.${name}` });
  return text.startsWith('<') ? name.replace(/^TCPReqQFull/, 'ReqQFull') : text;
}

/** What is seen first where not all fits. */
const FIRST: readonly string[] = ['syn-in', 'legit-served', 'gave-up', 'ECONNRESET', 'syn-queue', 'ListenDrops'];

function weight({ name }: SeriesView): number {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
}

/** A graph for each series, a column a second, with its latest number; the most important first where `height` is too small for all. */
export function seriesRows(all: readonly SeriesView[], words: Words, width: number, bars: readonly string[], height = Infinity): Line[] {
  const series = all.length < height ? all : all.toSorted((a, b) => weight(a) - weight(b));
  const names = series.map(({ name }) => seriesName(name, words));
  const nameWidth = Math.min(Math.max(0, ...names.map(cells)) + 1, Math.floor(width / 3));
  return series.map((one, i) => {
    const latest = one.values.at(-1);
    const number = paddedLeft(latest === undefined ? '-' : `${latest}${one.unit ? ` ${one.unit}` : ''}`, 10);
    return line(padded(names[i]!, nameWidth), ' ', sparkline(one.values, Math.max(0, width - nameWidth - 13), bars), ' ', span(number, { bold: true }));
  });
}

/** What happened besides segments: state changes and system calls; the latest last. */
export function eventRows(entries: readonly LadderEntry[], hosts: readonly string[], width: number, height: number): Line[] {
  const rows: Line[] = [];
  for (let i = entries.length - 1; i >= 0 && rows.length < height; i--) {
    const entry = entries[i]!;
    if (entry.kind === 'segment') continue;
    const host = hosts[entry.lifeline] ?? '';
    const text = entry.kind === 'state' ? `${entry.from} -> ${entry.to}` : `${entry.call} ${entry.result ?? '...'}`;
    const time = `${seconds(entry.at)} `;
    const texts = wrapped(`${host} ${text}`, Math.max(4, width - time.length));
    rows.unshift(...texts.map((part, n) => (n === 0 ? line(span(time, { tone: 'unknown' }), part) : line(' '.repeat(time.length), part))));
  }
  return rows.slice(-Math.max(0, height));
}
