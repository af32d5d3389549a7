import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handleOf, newCode, seedOf } from '../../source/classroom/claim-code.ts';
import { classIdOf, newClassKey, signClassPack, USUAL_RULES, type ClassPack } from '../../source/classroom/class-pack.ts';
import { levelHash } from '../../source/classroom/level-hash.ts';
import { courseOf } from '../../source/commands/class/open-class-pack.ts';
import { readCourse } from '../../source/commands/course/read-course.ts';
import { openLesson } from '../../source/commands/serve/open-lesson.ts';
import { ENGINE_VERSION } from '../../source/referee/run.ts';
import { hostHere } from '../../source/server/seat/host-here.ts';
import type { Lesson } from '../../source/server/seat/lesson.ts';
import type { SeatHost } from '../../source/server/seat/seat.ts';
import { openHostKey, type HostKey } from '../../source/server/ssh/host-key.ts';
import { loginJudge, type LoginLimits } from '../../source/server/ssh/login.ts';
import { openSshServer, type SshServer, type SshServerOptions } from '../../source/server/ssh/ssh-server.ts';
import type { LessonStore } from '../../source/server/store/lesson-store.ts';
import { openSqliteStore } from '../../source/server/store/sqlite-store.ts';

const LEVELS = ['first-syn', 'who-is-listening'];

export interface Student {
  readonly handle: string;
  readonly code: string;
}

/** A lesson in a temporary folder, whose server can be stopped and opened again. */
export interface SmallLesson {
  readonly folder: string;
  readonly pack: ClassPack;
  readonly students: readonly Student[];
  readonly key: HostKey;
  readonly store: LessonStore;
  readonly lesson: Lesson;
  readonly open: (more?: Partial<SshServerOptions> & { readonly logins?: LoginLimits; readonly seats?: SeatHost }) => Promise<SshServer>;
  readonly remove: () => Promise<void>;
}

export function smallLesson(students = 3, wanted: readonly string[] = LEVELS.slice(0, 1)): SmallLesson {
  const folder = mkdtempSync(join(tmpdir(), 'ackademy-lesson-'));
  const { pem, key: publicKey } = newClassKey();
  const course = readCourse();
  const levels = wanted.map((id) => course.levels.find((level) => level.id === id)!);
  const pack = signClassPack({ name: 'lab1', title: 'Lab 1', className: 'net-101', languages: ['en', 'zh-Hans'], levels: levels.map((level) => ({ id: level.id, version: level.version, hash: levelHash(level) })), rules: USUAL_RULES, due: null, engine: ENGINE_VERSION, key: publicKey }, pem);
  const classId = classIdOf(pack);
  const codes = Array.from({ length: students }, (_, n) => newCode(classId, Uint8Array.from({ length: 9 }, (_, i) => n * 31 + i * 7 + 3)));
  const opened = openHostKey(folder);
  if (!opened.ok) throw new Error(opened.why);
  const store = openSqliteStore(join(folder, 'lesson.db'), 'lab1');
  const lesson = openLesson({ pack, levels, course: courseOf(pack, levels) }, store);
  const servers: SshServer[] = [];
  return {
    folder,
    pack,
    students: codes.map((code) => ({ handle: handleOf(code), code })),
    key: opened.key,
    store,
    lesson,
    async open({ logins, seats = hostHere(lesson), ...more } = {}) {
      const server = await openSshServer({ host: '127.0.0.1', port: 0, key: opened.key, login: loginJudge(classId, new Map(codes.map((code) => [handleOf(code), code])), logins), seedOf: (code) => seedOf(classId, 'lab1', code), lang: 'en', seats, ...more });
      servers.push(server);
      return server;
    },
    async remove() {
      await Promise.all(servers.map((server) => server.close()));
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
