import { expect, test } from 'vitest';
import { ExpressionError, fillExpressions, fillText, PlacedExpressionError } from '../../source/level/expression.ts';

const numbers = { port: 40000, isn: 4294967295, a: 7, b: 8, c: 4, name: 'server' };

test.each([
  ['$port', 40000],
  ['$port+1', 40001],
  ['$isn+1', 0],
  ['$a-$b', 4294967295],
  ['$(a+b)%c', 3],
  ['$(a+b)%4', 3],
  ['$(a*(b+1)/2)', 31],
  ['$name', 'server'],
  ['S $isn:$isn(0) win 64240', 'S 4294967295:4294967295(0) win 64240'],
  ['. seq $isn+1 ack SEG.SEQ+1', '. seq 0 ack SEG.SEQ+1'],
  ['10.0.0.$a/24', '10.0.0.7/24'],
  ['10.0.0.9:$port', '10.0.0.9:40000'],
  ['lose $name>client $a', 'lose server>client 7'],
  ['$a-way', '7-way'],
  ['$$5', '$5'],
  ['no expression', 'no expression'],
])('%s comes to %s', (text, value) => {
  expect(fillText(text, numbers)).toBe(value);
});

test.each([
  ['$prot', '"$prot", but only these are drawn: port, isn, a, b, c, name'],
  ['$(a+', 'a number, a name or "(" in "$(a+"'],
  ['$(a', '")" in "$(a"'],
  ['$(a%0)', 'a divisor other than 0'],
  ['$(name+1)', 'a number to calculate with in "$(name+1)", not the text name'],
  ['cost: $ 5', 'a name or "(" after "$" in "cost: $ 5"'],
])('%s is refused', (text, message) => {
  expect(() => fillText(text, numbers)).toThrow(new ExpressionError(message));
});

test('a product is exact modulo 2^32', () => {
  expect(fillText('$(isn*isn)', numbers)).toBe(1);
});

test('everything in a value is filled, and an error says where it stands', () => {
  expect(fillExpressions({ hosts: [{ port: '$port' }, 5, null, true] }, numbers)).toEqual({ hosts: [{ port: 40000 }, 5, null, true] });
  try {
    fillExpressions({ hosts: [{}, { port: '$x' }] }, numbers);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(PlacedExpressionError);
    expect((error as PlacedExpressionError).path).toEqual(['hosts', 1, 'port']);
  }
});

test('names of Object.prototype are no drawn numbers', () => {
  expect(() => fillText('$constructor', {})).toThrow('only these are drawn: none');
});

test('texts made of texts do not grow without end', () => {
  const once = '$a'.repeat(500);
  expect(() => fillText(`x${once}`, { a: fillText(`x${once}`, { a: 'bc' }) })).toThrow('a text of more than 2000 characters');
});
