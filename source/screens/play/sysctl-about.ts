import { padded } from '../../components/cells.ts';
import { EMPTY_LINE, line, paragraph, span, type Line } from '../../components/line.ts';
import type { MessageId } from '../../message/say.ts';
import { aboutSysctl } from '../../referee/sysctl-about.ts';
import type { OverlayContent } from './overlays.ts';
import type { PanelModel } from './panel-rows.ts';
import { sysctlsOf } from './panels.ts';

/** What the selected sysctl is: its value, its default, its unit, the values that the kernel takes, and where that is written. */
export function sysctlContent({ view, state, words }: PanelModel, width: number): OverlayContent {
  const sysctls = sysctlsOf(view);
  const sysctl = sysctls[Math.min(state.sysctl.index, sysctls.length - 1)];
  const about = sysctl ? aboutSysctl(view.kernel, sysctl.name) : null;
  if (!sysctl || about === null) return { title: words.word('panel.sysctl'), rows: [line(words.word('panel.sysctl.none'))] };
  const field = (label: MessageId, value: string): Line[] => paragraph(value, Math.max(8, width - 10)).map((row, i) => [span(padded(i === 0 ? words.word(label) : '', 10), { tone: 'unknown' }), ...row]);
  return {
    title: words.word('sysctl.title', { name: sysctl.name, host: sysctl.host }),
    rows: [
      ...paragraph(words.word(`sysctl.${about.name}`), width),
      EMPTY_LINE,
      ...field('sysctl.value', sysctl.value),
      ...field('sysctl.default', about.memory ? words.word('sysctl.memory', { default: about.default }) : about.default),
      ...field('sysctl.unit', words.word(`sysctl.unit.${about.unit}`)),
      ...field('sysctl.range', words.word('sysctl.range-of', { min: about.min, max: about.max })),
      ...field('sysctl.source', about.source),
      EMPTY_LINE,
      ...paragraph(words.word(sysctl.editable ? 'sysctl.editable' : 'sysctl.locked'), width, { tone: 'unknown' }),
    ],
  };
}
