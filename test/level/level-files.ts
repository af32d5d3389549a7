import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const levels = join(import.meta.dirname, '../../levels');

/** All files of levels/ by path, as the build reads them. */
export function shippedFiles(): Record<string, string> {
  const items = readdirSync(levels, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  const paths = items.map((item) => join(item.parentPath, item.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(levels, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]));
}

/** The smallest level that is complete, for tests that plant one fault in it. */
export const SMALL_LEVEL = `id: small
version: 1
role: kernel
kernel: '6.18'
rows: [S4]
misconceptions: [M01]
minutes: 3
par: 1
sources: [F1.2]
draw:
  port: 40000..40009
  iss: 4294967295..4294967295
setup:
  horizon: 5s
  hosts:
    client: { ip: 10.0.0.5, decides: [answer] }
    server: { ip: 10.0.0.9, listen: [{ port: 80 }] }
  script:
    - { at: 1s, host: client, act: connect, port: $port, to: 10.0.0.9:80, isn: $iss+1 }
goals:
  open: { state: { host: client, is: ESTABLISHED } }
hints:
  else: {}
solution: [. ack SEG.SEQ+1]
mistakes:
  silence: { moves: [silent], verdict: syn-sent/syn-ack-unanswered }
idea: { state: { host: client, is: ESTABLISHED } }
`;

export const SMALL_ENGLISH = `# title
Small

# briefing
Port {port}, 5 s.

# goal.open
Open.

# hint.else.1
One

# hint.else.2
Two

# hint.else.3
Three

# mistake.silence
No.

# debrief
Done.

# takeaway
Answer.
`;

export const SMALL_CHINESE = `# title
小关

# briefing
端口 {port}, 5 s。

# goal.open
建立连接。

# hint.else.1
一

# hint.else.2
二

# hint.else.3
三

# mistake.silence
不对。

# debrief
完成。

# takeaway
要回应。
`;

export function smallFiles(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { 'level.yaml': SMALL_LEVEL, 'text.en.md': SMALL_ENGLISH, 'text.zh-Hans.md': SMALL_CHINESE, ...changes };
}
