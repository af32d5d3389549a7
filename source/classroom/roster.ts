/** A table as it was read: what stands in the first row, and the others. */
export interface Cells {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A student as the teacher's roster has him. Empty where the roster has no such column. */
export interface Student {
  readonly name: string;
  readonly email: string;
  readonly id: string;
  readonly username: string;
  readonly section: string;
  /** The whole row, for whoever writes it on. */
  readonly cells: readonly string[];
}

export interface Roster {
  readonly header: readonly string[];
  readonly students: readonly Student[];
}

export type RosterRead = { readonly ok: true; readonly roster: Roster } | { readonly ok: false; readonly why: 'no-rows' | 'no-key' | 'twice' | 'no-value' | 'many'; readonly line: number; readonly column: string; readonly got: string };

/** What such columns are called, in lower case without separators. The first name that is there counts. */
const COLUMNS = {
  name: ['name', 'fullname', 'student', 'studentname', 'displayname', '姓名', '全名', '学生姓名', '学生'],
  first: ['firstname', 'givenname', '名', '名字'],
  last: ['lastname', 'surname', 'familyname', '姓', '姓氏'],
  email: ['email', 'emailaddress', 'mail', '电子邮件', '电子邮箱', '邮箱', 'email地址', '电子邮件地址'],
  id: ['sisuserid', 'idnumber', 'studentid', 'studentnumber', 'matriculationnumber', '学号', '学生编号', '编号', 'id号', 'id'],
  username: ['sisloginid', 'username', 'login', 'loginid', 'user', '用户名', '账号', '登录名'],
  section: ['section', 'group', 'class', 'groups', '班级', '小组', '分组', '班'],
} as const;
type Column = keyof typeof COLUMNS;

/** Students at most. */
const MOST_STUDENTS = 10_000;

/** A column's name as it is compared. */
export function plainName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/[\s_.:-]/g, '');
}

/** Number of the column that has one of the names, or -1. */
function columnNamed(header: readonly string[], column: Column): number {
  const plain = header.map(plainName);
  return COLUMNS[column].map((name) => plain.indexOf(name)).find((index) => index >= 0) ?? -1;
}

/** The students of a roster. Refuses one without students, without anything that tells them apart, or with the same student twice. `line`: of the row, the header being 1. */
export function readRoster({ header, rows }: Cells): RosterRead {
  const refused = (why: Extract<RosterRead, { ok: false }>['why'], line: number, column = '', got = ''): RosterRead => ({ ok: false, why, line, column, got });
  const places = Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, columnNamed(header, column as Column)])) as Record<Column, number>;
  const keys = (['id', 'email', 'username'] as const).filter((key) => places[key] >= 0);
  const key = keys[0] ?? (places.name >= 0 || places.last >= 0 ? 'name' : null);
  if (key === null) return refused('no-key', 1, '', header.join(', '));
  if (rows.length === 0) return refused('no-rows', 2);
  if (rows.length > MOST_STUDENTS) return refused('many', MOST_STUDENTS + 2, '', String(rows.length));
  const at = (row: readonly string[], column: Column): string => (places[column] < 0 ? '' : (row[places[column]] ?? '').trim());
  const students = rows.map((row): Student => ({
    name: at(row, 'name') || [at(row, 'first'), at(row, 'last')].filter((part) => part !== '').join(' '),
    email: at(row, 'email'),
    id: at(row, 'id'),
    username: at(row, 'username'),
    section: at(row, 'section'),
    cells: header.map((_, column) => row[column] ?? ''),
  }));
  for (const unique of key === 'name' ? (['name'] as const) : keys) {
    const seen = new Map<string, number>();
    for (const [index, student] of students.entries()) {
      const value = student[unique].toLowerCase();
      if (value === '') {
        if (unique === key && keys.every((other) => student[other] === '')) return refused('no-value', index + 2, header[places[key]] ?? key, '');
        continue;
      }
      if (seen.has(value)) return refused('twice', index + 2, header[places[unique]] ?? unique, `${student[unique]} (${seen.get(value)})`);
      seen.set(value, index + 2);
    }
  }
  return { ok: true, roster: { header, students } };
}

/** Do two rows, of two tables, speak of one student? By what is unique; by the name only where nothing else is on both sides. */
export function isSameStudent(a: Pick<Student, 'id' | 'email' | 'username' | 'name'>, b: Pick<Student, 'id' | 'email' | 'username' | 'name'>): boolean {
  const both = (['id', 'email', 'username'] as const).filter((key) => a[key] !== '' && b[key] !== '');
  if (both.length > 0) return both.some((key) => a[key].toLowerCase() === b[key].toLowerCase());
  return a.name !== '' && a.name === b.name;
}
