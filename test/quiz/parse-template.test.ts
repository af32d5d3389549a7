import { describe, expect, it } from 'vitest';
import { problemLine } from '../../source/level/problem.ts';
import { parseTemplate } from '../../source/quiz/parse-template.ts';
import { ACK_OF_A_SYN } from './templates.ts';

const problemsOf = (text: string, path = 'numbers/ack-of-a-syn.yaml'): readonly string[] => {
  const result = parseTemplate(path, text);
  return result.ok ? [] : result.problems.map(problemLine);
};

describe('a template that cannot be used says where and why', () => {
  it.each([
    ['id: ack-of-a-syn', 'id: other', /:2:5: expected the file's name, for example id: ack-of-a-syn, got "other"/],
    ['skill: numbers', 'skill: numers', /expected one of numbers, .*got "numers" \(did you mean numbers\?\)/],
    ['from: server, flags', 'from: sever, flags', /expected one of the hosts client, server, got "sever"/],
    ['belief: syn-takes-none', 'belief: syn-takes-nine', /expected a belief .*did you mean syn-takes-none/],
    ['RFC 9293 3.4', 'RFC 99999 3.4', /expected.*RFC/i],
    ['{isn}. Which', '{ism}. Which', /expected only what is drawn or read \(isn, port, truth, yours\), got \{ism\} in stem/],
    ['  horizon: 100ms', '  horizn: 100ms', /expected one of the keys horizon, hosts.*did you mean horizon/],
    ['server: { ip: 10.0.0.9,', 'server: { ip: 10.0.0.9, decides: [answer],', /expected a host that decides nothing/],
    ['    why: SYN 占一个序号', '    whyy: SYN 占一个序号', /expected the section why/],
    ['{truth}.\n  zh', '{truth} or 7.\n  zh', /expected the numbers 7.* in "why"/],
    ['field: ack', 'field: akk', /expected what is read|expected one of/],
  ])('%j made %j', (was, is, message) => {
    const problems = problemsOf(ACK_OF_A_SYN.replace(was, is));
    expect(problems.join('\n')).toMatch(message);
  });

  it('takes neither an escape nor a YAML alias', () => {
    expect(problemsOf(ACK_OF_A_SYN.replace('A client', 'A \u001b[2J client')).join()).toContain('control character');
    expect(problemsOf(`${ACK_OF_A_SYN}a: &x 1\nb: *x\n`).join()).toContain('anchor');
  });
});
