/** What one hand-in came to, test by test, for whoever runs the grader automatically. */
export interface CiReport {
  readonly tests: readonly { readonly name: string; readonly score: number; readonly max: number; readonly passed: boolean; readonly note: string }[];
  readonly note: string;
}

/** What Gradescope reads as results/results.json. */
export function gradescopeResults({ tests, note }: CiReport): string {
  return `${JSON.stringify({
    score: sum(tests.map(({ score }) => score)),
    output: note,
    output_format: 'text',
    visibility: 'visible',
    tests: tests.map(({ name, score, max, passed, note: output }) => ({ name, score, max_score: max, status: passed ? 'passed' : 'failed', output, visibility: 'visible' })),
  }, null, 2)}\n`;
}

/** What the runner of Classroom 50 tells a grader, by the names of its environment. */
export type Classroom50Environment = Readonly<Record<string, string | undefined>>;

/** What Classroom 50 reads as result.json: schema classroom50/result/v1, whole points. Owner and kind of the assignment are stamped by its runner. `now`: ISO 8601. */
export function classroom50Result({ tests }: CiReport, env: Classroom50Environment, now: string): string {
  const whole = tests.map(({ name, score, max, passed }) => ({ 'test-name': name, passed, score: Math.round(score), 'max-score': max }));
  const named = (name: string): string => env[name] ?? '';
  return `${JSON.stringify({
    schema: 'classroom50/result/v1',
    classroom: named('CLASSROOM'),
    assignment: named('ASSIGNMENT'),
    submission: named('SUBMISSION_TAG'),
    commit: named('COMMIT_URL'),
    release: named('RELEASE_URL'),
    review: env['REVIEW_URL'] || named('COMMIT_URL'),
    datetime: timeOfTag(named('SUBMISSION_TAG')) ?? now,
    score: sum(whole.map(({ score }) => score)),
    'max-score': sum(whole.map((test) => test['max-score'])),
    tests: whole,
  }, null, 2)}\n`;
}

/** The time in `submit/2026-11-27T10-00-00Z-1a2b3c4`: when it was handed in, so that grading again says the same. */
function timeOfTag(tag: string): string | null {
  const [, date, hour, minute, second] = /(\d{4}-\d\d-\d\d)T(\d\d)[-:]?(\d\d)[-:]?(\d\d)Z/.exec(tag) ?? [];
  return date === undefined ? null : `${date}T${hour}:${minute}:${second}Z`;
}

function sum(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((all, one) => all + one, 0) * 100) / 100;
}
