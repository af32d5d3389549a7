import type { LevelFiles } from './parse-course.ts';
import type { LevelReport } from './report.ts';

/** What a new level leaves to its author stands behind this word, in a comment or in the place of a text. */
const TODO = /\bTODO\b[:\s]*(.*)$/;

/** A place that the author of a level has yet to write. */
export interface Todo {
  /** `01-opening/01-first-syn`, or empty for the pack's own files. */
  readonly folder: string;
  /** `level.yaml:12:9`, the folder before it. */
  readonly where: string;
  readonly what: string;
}

/** Every place in the files of levels that is still to be written, in their order. */
export function todosIn(files: LevelFiles): readonly Todo[] {
  return Object.keys(files).filter((path) => /\.(?:yaml|md)$/.test(path)).toSorted().flatMap((path) => files[path]!.split('\n').flatMap((text, index) => {
    const found = TODO.exec(text);
    return found === null ? [] : [{ folder: path.split('/').slice(0, -1).join('/'), where: `${path}:${index + 1}:${found.index + 1}`, what: found[1]!.trim() }];
  }));
}

/** The reports of levels with what is yet to be written in each: a level with such a place is not as it should be. */
export function withTodos(reports: readonly LevelReport[], todos: readonly Todo[]): readonly LevelReport[] {
  return reports.map((report) => {
    const own = todos.filter(({ folder }) => folder.split('/').at(-1)!.replace(/^\d\d-/, '') === report.id);
    return own.length === 0 ? report : { ...report, ok: false, findings: [...report.findings, ...own.map(({ where, what }) => ({ check: 'todo' as const, about: where, message: what }))] };
  });
}
