import type { Lang } from '../language.ts';
import { nearestName } from '../tcp/notation/nearest-name.ts';
import { hostileText } from './hostile.ts';
import type { LevelText } from './level.ts';
import { quoted, type Problem } from './problem.ts';

/** A level's texts in one language as a file says them, with the line of each section's heading. */
export interface TextFile {
  readonly file: string;
  readonly sections: LevelText;
  readonly lines: Readonly<Record<string, number>>;
}

export type TextResult = { readonly text: TextFile; readonly problems: readonly Problem[] };

const HEADING = /^#\s+(\S.*?)\s*$/;
const SECTION_NAME = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/**
 * Reads a text.LANG.md: `# section-name` begins a section, what follows is its text. Lines of a paragraph are joined;
 * an empty line parts paragraphs; a line that begins with `- ` or four spaces stands alone.
 */
export function readTexts(file: string, source: string): TextResult {
  const hostile = hostileText(file, source);
  if (hostile.length > 0) return { text: { file, sections: {}, lines: {} }, problems: hostile };
  const problems: Problem[] = [];
  const sections: Record<string, string> = Object.create(null) as Record<string, string>;
  const lines: Record<string, number> = Object.create(null) as Record<string, number>;
  let name: string | null = null;
  let body: string[] = [];
  const close = (): void => {
    if (name === null) return;
    const text = joined(body);
    if (text === '') problems.push({ file, line: lines[name]!, column: 1, expected: `a text under "# ${name}"`, example: null, came: 'nothing' });
    sections[name] = text;
  };
  for (const [index, raw] of source.replaceAll('\r\n', '\n').split('\n').entries()) {
    const line = index + 1;
    const heading = HEADING.exec(raw)?.[1];
    if (heading === undefined) {
      if (name === null && raw.trim() !== '') problems.push({ file, line, column: 1, expected: 'a section first', example: '"# title"', came: quoted(raw.trim()) });
      if (name !== null || raw.trim() === '') body.push(raw);
      continue;
    }
    close();
    body = [];
    name = null;
    if (!SECTION_NAME.test(heading)) problems.push({ file, line, column: 3, expected: 'the name of a section', example: '"# goal.established"', came: quoted(heading) });
    else if (heading in lines) problems.push({ file, line, column: 3, expected: 'each section once', example: null, came: `"${heading}" again, first on line ${lines[heading]}` });
    else {
      name = heading;
      lines[name] = line;
    }
  }
  close();
  return { text: { file, sections: { ...sections }, lines: { ...lines } }, problems };
}

const WIDE = /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/;

function joined(lines: readonly string[]): string {
  const out: string[] = [];
  let inParagraph = false;
  for (const raw of lines) {
    const standsAlone = raw.startsWith('    ') || raw.startsWith('- ');
    const line = raw.startsWith('    ') ? raw.trimEnd() : raw.trim();
    const last = out.at(-1);
    if (line === '') out.push('');
    else if (!inParagraph || standsAlone || last === undefined) out.push(line);
    else out[out.length - 1] = last + (WIDE.test(last.at(-1)!) || WIDE.test(line[0]!) ? '' : ' ') + line;
    inParagraph = line !== '' && !raw.startsWith('    ');
  }
  return out.join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');
}

/** What sections a level must have, from its parts. */
export interface SectionOwners {
  readonly goals: readonly string[];
  readonly lose: readonly string[];
  readonly hints: readonly string[];
  readonly predictions: readonly { readonly id: string; readonly keys: readonly string[] }[];
  readonly mistakes: readonly string[];
  readonly menu: readonly string[];
}

/** Every section of a level, in the order in which its texts should stand. */
export function sectionsOf(owners: SectionOwners): readonly string[] {
  return [
    'title',
    'briefing',
    ...owners.goals.map((id) => `goal.${id}`),
    ...owners.lose.map((id) => `lose.${id}`),
    ...owners.predictions.flatMap(({ id, keys }) => [`predict.${id}`, ...keys.map((key) => `predict.${id}.${key}`)]),
    ...owners.hints.flatMap((id) => [`hint.${id}.1`, `hint.${id}.2`, `hint.${id}.3`]),
    ...owners.mistakes.map((id) => `mistake.${id}`),
    ...owners.menu.map((id) => `menu.${id}`),
    'debrief',
    'takeaway',
  ];
}

/** What is wrong with a file's sections: missing, unknown, or naming a number that the level does not draw. */
export function sectionProblems(text: TextFile, wanted: readonly string[], drawn: readonly string[]): readonly Problem[] {
  const missing = wanted.filter((name) => !(name in text.sections));
  const unknown = Object.keys(text.sections).filter((name) => !wanted.includes(name));
  return [
    ...missing.map((name) => ({ file: text.file, line: 0, column: 0, expected: `the section "# ${name}"`, example: null, came: 'nothing' })),
    ...unknown.map((name) => {
      const meant = nearestName(name, missing.length > 0 ? missing : wanted);
      const came = quoted(name) + (meant === null ? '' : ` (did you mean ${meant}?)`);
      return { file: text.file, line: text.lines[name]!, column: 3, expected: 'a section that the level has', example: null, came };
    }),
    ...Object.entries(text.sections).flatMap(([name, body]) => placeholders(body)
      .filter((placeholder) => !drawn.includes(placeholder))
      .map((placeholder) => {
        const meant = nearestName(placeholder, drawn);
        const came = `{${placeholder}} in "${name}"${meant === null ? '' : ` (did you mean {${meant}}?)`}`;
        return { file: text.file, line: text.lines[name]!, column: 1, expected: `only numbers that the level draws (${drawn.join(', ') || 'none'})`, example: null, came };
      })),
  ];
}

/** What two languages say differently that must be the same: sections, placeholders and numbers. */
export function languageProblems(a: TextFile, b: TextFile): readonly Problem[] {
  return Object.keys(a.sections).filter((name) => name in b.sections).flatMap((name) => {
    const at = { file: b.file, line: b.lines[name]!, column: 1, example: null };
    const [inA, inB] = [a.sections[name]!, b.sections[name]!];
    return [
      ...difference('placeholders', placeholders(inA).map((p) => `{${p}}`), placeholders(inB).map((p) => `{${p}}`)),
      ...difference('numbers', numbersIn(inA), numbersIn(inB)),
    ].map(({ expected, came }) => ({ ...at, expected: `${expected} in "${name}" as ${a.file} has them`, came }));
  });
}

function difference(what: string, a: readonly string[], b: readonly string[]): readonly { readonly expected: string; readonly came: string }[] {
  const [inA, inB] = [[...new Set(a)].sort(), [...new Set(b)].sort()];
  if (inA.join(' ') === inB.join(' ')) return [];
  return [{ expected: `the ${what} ${inA.join(', ') || '(none)'}`, came: inB.join(', ') || 'none' }];
}

export function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{([\w.-]+)\}/g)].map((match) => match[1]!);
}

/** Numbers written in digits; separators between thousands do not count, numbers inside placeholders are not numbers. */
function numbersIn(text: string): readonly string[] {
  return [...text.replace(/\{[\w.-]+\}/g, ' ').matchAll(/\d+(?:[.,:]\d+)*/g)].map((match) => match[0].replaceAll(',', ''));
}

/** The name of a level's text file in a language. */
export function textFileName(lang: Lang): string {
  return `text.${lang}.md`;
}
