import type { SysctlView } from '../world/view.ts';
import { cells, cut, padded, paddedLeft } from './cells.ts';
import { line, lineCells, paragraph, span, type Line } from './line.ts';
import type { Words } from './words.ts';

export interface SysctlModel {
  readonly sysctls: readonly SysctlView[];
  /** Which one the keys act on; null while the panel is not focused. */
  readonly selected: number | null;
  /** Values typed or stepped and not applied yet, by `host/name`. */
  readonly pending: Readonly<Record<string, string>>;
  /** The pending value is being typed. */
  readonly typing: boolean;
}

export function sysctlKey(sysctl: Pick<SysctlView, 'host' | 'name'>): string {
  return `${sysctl.host}/${sysctl.name}`;
}

/**
 * `> tcp_syncookies   0 -> 1  pending`; the selected one stays in sight. While nothing is selected, settings that are
 * locked and as on every Linux take one line together.
 */
export function sysctlRows(model: SysctlModel, words: Words, width: number, height: number): Line[] {
  if (model.sysctls.length === 0) return [line(span(words.word('panel.sysctl.none'), { tone: 'unknown' }))];
  const folded = model.selected === null ? model.sysctls.filter((sysctl) => !sysctl.editable && sysctl.standard && model.pending[sysctlKey(sysctl)] === undefined) : [];
  if (folded.length < 2) return listed(model, words, width, height);
  const rest = model.sysctls.filter((sysctl) => !folded.includes(sysctl));
  const count = paragraph(words.word(rest.length === 0 ? 'panel.sysctl.all-standard' : 'panel.sysctl.standard', { n: folded.length }), width, { tone: 'unknown' });
  if (rest.length === 0) return count.slice(0, Math.max(1, height));
  return [...listed({ ...model, sysctls: rest }, words, width, Math.max(1, height - count.length)), ...count].slice(0, Math.max(1, height));
}

function listed(model: SysctlModel, words: Words, width: number, height: number): Line[] {
  const shortest = model.sysctls.map((sysctl) => (width < 48 ? sysctl.name.replace(/^net\.(ipv4|core)\./, '') : sysctl.name));
  const valueWidth = Math.max(...model.sysctls.map((sysctl) => cells(sysctl.value)));
  const nameWidth = Math.min(Math.max(...shortest.map(cells)) + 1, Math.max(8, width - 2 - valueWidth));
  // A name never touches its value.
  const names = shortest.map((name) => cut(name, nameWidth - 1));
  const stateRoom = width - 2 - nameWidth - valueWidth;
  const first = model.selected === null ? 0 : Math.max(0, Math.min(model.selected - Math.floor(height / 2), model.sysctls.length - height));
  return model.sysctls.slice(first, first + height).map((sysctl, i) => {
    const selected = first + i === model.selected;
    const pending = model.pending[sysctlKey(sysctl)];
    const mark = selected ? span('> ', { bold: true }) : '  ';
    const value = paddedLeft(sysctl.value, valueWidth);
    if (pending === undefined) {
      const locked = ` ${words.word('panel.sysctl.locked')}`;
      return line(mark, span(padded(names[first + i]!, nameWidth), { bold: selected }), value, !sysctl.editable && cells(locked) <= stateRoom ? span(locked, { tone: 'unknown' }) : '');
    }
    const typing = selected && model.typing;
    const change = line(` -> `, { ...span(typing ? `${pending}_` : pending, { bold: true, inverse: typing }), ...(typing && { cursor: true }) });
    const word = ` ${words.word('panel.sysctl.pending')}`;
    const changeCells = lineCells(change);
    // The name gives way to what is being changed.
    const name = padded(names[first + i]!, Math.max(6, Math.min(nameWidth, width - 2 - valueWidth - changeCells)));
    return line(mark, span(name, { bold: selected }), value, ...change, changeCells + cells(word) <= stateRoom ? word : '');
  });
}
