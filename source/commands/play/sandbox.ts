import type { Lang } from '../../language.ts';
import type { Course } from '../../level/course.ts';
import type { Level, LevelText } from '../../level/level.ts';
import { SANDBOX, sandboxLevel } from '../../level/sandbox.ts';
import { message } from '../../message/say.ts';

/** What is offered to begin with; any other call and sysctl can be typed. */
const OFFERED = ['client: call socket', 'client: call connect 3 10.0.0.9:80', 'server: call accept 3', 'client: call write 3 100', 'client: call close 3'];

function textsIn(lang: Lang): LevelText {
  return {
    title: message(lang, 'sandbox.title'),
    briefing: `${message(lang, 'sandbox.briefing')}\n\n${message(lang, 'sandbox.time')}`,
    'hint.else.1': message(lang, 'sandbox.hint.1'),
    'hint.else.2': message(lang, 'sandbox.hint.2'),
    'hint.else.3': message(lang, 'sandbox.hint.3'),
  };
}

/** Two hosts, every sysctl, every call, and no goal. */
export function sandbox(): Level {
  return sandboxLevel({
    id: SANDBOX,
    world: 7,
    kernel: '6.18',
    setup: {
      horizon: '60min',
      hosts: { client: { side: 'client', ip: '10.0.0.5', you: true }, server: { side: 'server', ip: '10.0.0.9', you: true, listen: [{ port: 80, backlog: 128, accept: 'never' }] } },
      link: { delay: '20ms' },
    },
    menu: OFFERED,
    texts: { en: textsIn('en'), 'zh-Hans': textsIn('zh-Hans') },
  });
}

/** The course with the sandbox behind its worlds, as the map shows it. */
export function withSandbox(course: Course): Course {
  const level = sandbox();
  return { ...course, worlds: [...course.worlds, { number: level.world, folder: SANDBOX, title: level.title, levels: [level.id] }], levels: [...course.levels, level] };
}
