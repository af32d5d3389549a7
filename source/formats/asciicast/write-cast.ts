/** A piece of a recording: what is typed after the prompt (null: nothing), then the lines that answer. */
export interface Scene {
  readonly typed: string | null;
  readonly lines: readonly string[];
}

export interface CastSize {
  readonly columns: number;
  readonly rows: number;
}

/** Seconds: between two keys, after a typed line, for each line that appears, and to read what was said. */
const PER_KEY = 0.06;
const AFTER_TYPING = 0.4;
const PER_LINE = 0.12;
const TO_READ = 1.6;

/**
 * A recording in asciicast v2 (docs.asciinema.org): a header line, then an event a line. The pace is that of somebody who types
 * and reads; nothing depends on a clock, so the same run gives the same bytes.
 */
export function writeCast(scenes: readonly Scene[], title: string, { columns, rows }: CastSize): string {
  const events: string[] = [];
  let now = 0;
  const show = (text: string, after: number): void => {
    now += after;
    events.push(JSON.stringify([Math.round(now * 1000) / 1000, 'o', text]));
  };
  for (const { typed, lines } of scenes) {
    if (typed !== null) {
      show(BOLD + PROMPT, 0);
      for (const key of harmless(typed)) show(key, PER_KEY);
      show(`${PLAIN}\r\n`, AFTER_TYPING);
    }
    for (const line of lines) show(`${painted(harmless(line))}\r\n`, PER_LINE);
    now += TO_READ;
  }
  const header = { version: 2, width: columns, height: rows, duration: Math.round(now * 1000) / 1000, title: harmless(title), env: { TERM: 'xterm-256color' } };
  return `${[JSON.stringify(header), ...events].join('\n')}\n`;
}

const PROMPT = '> ';
const BOLD = '\u001b[1m';
const DIM = '\u001b[2m';
const PLAIN = '\u001b[0m';

/** The label of a line stands back behind what it says. */
function painted(line: string): string {
  const label = /^[^:]{1,24}: /.exec(line)?.[0];
  return label === undefined ? line : `${DIM}${label}${PLAIN}${line.slice(label.length)}`;
}

/** Nothing that a terminal would obey. */
function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
