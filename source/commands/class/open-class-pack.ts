import { fingerprintOf, MAX_CLASS_PACK, readClassPack, type ClassPack } from '../../classroom/class-pack.ts';
import { levelsOfPack } from '../../classroom/grade.ts';
import { decodeText } from '../../formats/text/decode-text.ts';
import type { Lang } from '../../language.ts';
import type { Course } from '../../level/course.ts';
import type { Level } from '../../level/level.ts';
import { message } from '../../message/say.ts';
import { ENGINE_VERSION } from '../../referee/run.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { readCourse } from '../course/read-course.ts';
import { readBytes } from './read-table.ts';

export type ClassPackOpened = { readonly ok: true; readonly pack: ClassPack; readonly levels: readonly Level[]; readonly course: Course; readonly fingerprint: string; readonly text: string } | { readonly ok: false; readonly text: string };

/** Opens a lab: its signature holds, and this program has each of its levels as it was packed. */
export function openClassPack(path: string, lang: Lang): ClassPackOpened {
  const file = visible(path, 200);
  const refused = (text: string): ClassPackOpened => ({ ok: false, text });
  const bytes = readBytes(path, MAX_CLASS_PACK * 4, lang);
  if (!bytes.ok) return refused(bytes.text);
  const text = decodeText(bytes.bytes)?.text;
  if (text === undefined) return refused(message(lang, 'class.file-encoding', { file }));
  const read = readClassPack(text);
  if (!read.ok) return refused(message(lang, `class.pack.${read.why}`, { file, where: visible(read.where, 60) }));
  const { pack } = read;
  if (pack.engine !== ENGINE_VERSION) return refused(message(lang, 'class.pack.engine', { file, got: visible(pack.engine), engine: ENGINE_VERSION }));
  const { levels, missing } = levelsOfPack(pack, readCourse().levels);
  if (missing.length > 0) return refused(message(lang, 'class.pack.levels', { file, names: missing.join(', ') }));
  return { ok: true, pack, levels, course: courseOf(pack, levels), fingerprint: fingerprintOf(pack), text };
}

/** The lab's levels as one world, in its order; what they need elsewhere does not hold them up. */
export function courseOf({ title, name }: ClassPack, levels: readonly Level[]): Course {
  const { format } = readCourse();
  return {
    format,
    worlds: [{ number: 1, folder: name, title: { en: title, 'zh-Hans': title }, levels: levels.map(({ id }) => id) }],
    levels: levels.map((level) => ({ ...level, world: 1, needs: [], mirror: null })),
  };
}
