import type { SysctlView } from '../world/view.ts';
import { cells, padded, paddedLeft } from './cells.ts';
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

/** Each setting: its value at the right edge, behind it what is pending; in a row of its own what the name leaves no room for. */
function listed(model: SysctlModel, words: Words, width: number, height: number): Line[] {
  const several = new Set(model.sysctls.map(({ host }) => host)).size > 1;
  const names = model.sysctls.map(({ name }) => (width < 48 ? name.replace(/^net\.(ipv4|core)\./, '') : name));
  const valueWidth = Math.max(...model.sysctls.map((sysctl) => cells(sysctl.value)));
  // A name never touches its value, and where room is short only its own value counts.
  const edge = Math.min(width, 2 + Math.max(...names.map(cells)) + 1 + valueWidth);
  const groups = model.sysctls.map((sysctl, i): Line[] => {
    const selected = i === model.selected;
    const pending = model.pending[sysctlKey(sysctl)];
    const nameRoom = edge - 2 - cells(sysctl.value);
    const name = names[i]!;
    const isTight = several || cells(name) >= nameRoom;
    const mark = selected ? span(cells(name) + 2 <= width ? '> ' : '>', { bold: true }) : { text: cells(name) + 2 <= width ? '  ' : ' ' };
    const above = isTight ? [line(mark, span(name, { bold: selected }))] : [];
    // Whose it is, where several hosts have it, stands beside the value.
    const owner = several ? `    ${words.host(sysctl.host)}` : '';
    const head = isTight ? line(owner, paddedLeft(sysctl.value, Math.max(cells(sysctl.value) + 1, edge - cells(owner)))) : line(mark, span(padded(name, nameRoom), { bold: selected }), sysctl.value);
    if (pending === undefined) {
      const locked = ` ${words.word('panel.sysctl.locked')}`;
      return [...above, !sysctl.editable && edge + cells(locked) <= width ? [...head, span(locked, { tone: 'unknown' })] : head];
    }
    const typing = selected && model.typing;
    const change = line(' -> ', { ...span(typing ? `${pending}_` : pending, { bold: true, inverse: typing }), ...(typing && { cursor: true }) });
    const word = ` ${words.word('panel.sysctl.pending')}`;
    const fits = (room: number): Line => (lineCells(change) + cells(word) <= room ? [...change, { text: word }] : change);
    if (edge + lineCells(change) <= width) return [...above, [...head, ...fits(width - edge)]];
    return [...above, head, [{ text: '   ' }, ...fits(width - 3)]];
  });
  const before = groups.slice(0, (model.selected ?? 0) + 1).flat().length;
  const rows = groups.flat();
  const first = model.selected === null ? 0 : Math.max(0, Math.min(before - Math.ceil(height / 2), rows.length - height));
  return rows.slice(first, first + height);
}
