import { Text } from 'ink';
import { memo, type ReactNode } from 'react';
import { useTheme } from '../theme.tsx';
import { painted, type Line } from './line.ts';

/** One row of the screen as one text node: a row that did not change costs nothing. */
export const Row = memo(function Row({ text }: { readonly text: string }): ReactNode {
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

/** Lines below each other. Each must already be as wide as its place. */
export function Rows({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const theme = useTheme();
  return lines.map((row, y) => <Row key={y} text={painted(row, theme)} />);
}
