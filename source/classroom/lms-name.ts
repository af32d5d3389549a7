/** What a learning platform says of a file by the name that it gives it in its archive. */
export interface LmsName {
  readonly lms: 'canvas' | 'moodle';
  /** Canvas: the user's number; Moodle: the participant's. */
  readonly id: string;
  readonly name: string;
  /** Canvas marks what came late; Moodle's archive does not say. */
  readonly late: boolean | null;
}

/** `okaforada_LATE_90212_771234_lab3.ackrun`, `okaforada_90212_text.html`: name, mark, user, submission, file. */
const CANVAS = /^([^_/]{1,120})_(LATE_)?(\d{1,18})_(?:(?:question_\d+_)?\d{1,18}_.+|text\.html?)$/;
/** `Ada Okafor_5521_assignsubmission_file/lab3.ackrun`, or with the file's name behind it where folders are off. */
const MOODLE = /^(.{1,200})_(\d{1,18})_assignsubmission_(?:file|onlinetext)(?:_.*)?$/;

/** Reads the name of a file with its folders, `/` between them. Null where no platform has named it. */
export function lmsNameOf(path: string): LmsName | null {
  const parts = path.split('/');
  for (const part of parts.toReversed()) {
    const [, name, id] = MOODLE.exec(part) ?? [];
    if (id !== undefined) return { lms: 'moodle', id, name: name!, late: null };
  }
  const [, name, late, id] = CANVAS.exec(parts.at(-1)!) ?? [];
  return id === undefined ? null : { lms: 'canvas', id, name: name!, late: late !== undefined };
}
