import { parentPort, workerData } from 'node:worker_threads';
import type { ClassPack } from '../../classroom/class-pack.ts';
import type { GradeBook } from '../../classroom/grade.ts';
import { readCourse } from '../course/read-course.ts';
import { gradeText } from './grade-texts.ts';

/** A thread that marks one hand-in after the other: a text comes in, what came of it goes out. See grade-texts.ts. */
const { pack, codes } = workerData as { readonly pack: ClassPack; readonly codes: readonly (readonly [string, string])[] };
const wanted = new Set(pack.levels.map(({ id }) => id));
const book: GradeBook = { pack, codes: new Map(codes), levels: new Map(readCourse().levels.filter(({ id }) => wanted.has(id)).map((level) => [level.id, level])) };

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.on('message', (text: string) => parentPort?.postMessage(gradeText(text, book)));
