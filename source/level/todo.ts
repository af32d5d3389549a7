import type { LevelFiles } from './parse-course.ts';
import type { FoundInFiles } from './check-words.ts';
import type { LevelReport } from './report.ts';

/** What a new level leaves to its author stands behind this word, in a comment or in the place of a text. */
const TODO = /\bTODO\b[:\s]*(.*)$/;

/** Every place in the files of levels that its author has yet to write, in their order: `level.yaml:12:9`, the folder before it. */
export function todosIn(files: LevelFiles): readonly FoundInFiles[] {
  return Object.keys(files).filter((path) => /\.(?:yaml|md)$/.test(path)).toSorted().flatMap((path) => files[path]!.split('\n').flatMap((text, index) => {
    const found = TODO.exec(text);
    return found === null ? [] : [{ folder: path.split('/').slice(0, -1).join('/'), finding: { check: 'todo' as const, about: `${path}:${index + 1}:${found.index + 1}`, message: found[1]!.trim() } }];
  }));
}

/** The reports of levels with what was found in the files of each: a level with such a place is not as it should be. */
export function withFindings(reports: readonly LevelReport[], found: readonly FoundInFiles[]): readonly LevelReport[] {
  return reports.map((report) => {
    const own = found.filter(({ folder }) => folder.split('/').at(-1)!.replace(/^\d\d-/, '') === report.id);
    return own.length === 0 ? report : { ...report, ok: false, findings: [...report.findings, ...own.map(({ finding }) => finding)] };
  });
}
