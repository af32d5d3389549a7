import type { Outcome } from '../../referee/verdict.ts';

/** Colours by what they mean; each has a word beside it in the picture. Light, and dark where the reader's page is dark. */
const COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  page: ['#ffffff', '#0d1117'],
  ink: ['#1f2328', '#e6edf3'],
  faint: ['#59636e', '#9198a1'],
  line: ['#8c959f', '#656c76'],
  good: ['#116329', '#56d364'],
  half: ['#7d4e00', '#e3b341'],
  bad: ['#b3261e', '#ff7b72'],
  note: ['#0a5cbf', '#79c0ff'],
};

const OF_OUTCOME: Readonly<Record<Outcome, 'good' | 'half' | 'bad'>> = { 'as-linux': 'good', effective: 'good', allowed: 'half', 'no-effect': 'half', refused: 'half', wrong: 'bad', harmful: 'bad' };

export function classOfOutcome(outcome: Outcome): string {
  return OF_OUTCOME[outcome];
}

/** The style sheet: text and strokes by class, twice. */
export function styleSheet(): string {
  const rules = (which: 0 | 1): string =>
    Object.entries(COLOURS)
      .map(([name, pair]) => `.${name}{fill:${pair[which]}}.s-${name}{stroke:${pair[which]}}`)
      .join('') + `.halo{stroke:${COLOURS['page']![which]}}`;
  return `.halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}text{font:13px ui-monospace,'DejaVu Sans Mono','Noto Sans Mono CJK SC','Sarasa Mono SC',Menlo,Consolas,monospace;white-space:pre}.h{font-size:15px;font-weight:bold}.b{font-weight:bold}path,line{fill:none;stroke-width:1.5}.thin{stroke-width:1}.again{stroke-dasharray:6 4}${rules(0)}@media(prefers-color-scheme:dark){${rules(1)}}`;
}
