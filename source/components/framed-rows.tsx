import { Box, Text } from 'ink';
import { memo, type ReactNode } from 'react';
import { useTheme } from '../theme.tsx';
import { bottomBorder, innerWidth, topBorder, type FrameTexts } from './frame.ts';
import { block, type Line } from './line.ts';
import { Rows } from './rows.tsx';

/** A border from top to bottom as one text. */
const Side = memo(function Side({ text, height }: { readonly text: string; readonly height: number }): ReactNode {
  return (
    <Box width={1} height={height}>
      <Text>{Array.from({ length: height }, () => text).join('\n')}</Text>
    </Box>
  );
});

export interface SidesProps {
  readonly focused: boolean;
  readonly height: number;
  readonly children: ReactNode;
}

/** What lies between the two side borders. They are texts of their own: a row without box characters is measured many times faster. */
export function Sides({ focused, height, children }: SidesProps): ReactNode {
  const { glyphs, paint } = useTheme();
  const text = paint((focused ? glyphs.double : glyphs.single).down, focused ? { bold: true } : undefined);
  return (
    <Box height={height}>
      <Side text={text} height={height} />
      {children}
      <Side text={text} height={height} />
    </Box>
  );
}

export interface FramedRowsProps {
  readonly frame: FrameTexts;
  readonly rows: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** `framed` as a component: the same picture, cheaper to draw again. */
export function FramedRows({ frame, rows, width, height }: FramedRowsProps): ReactNode {
  const { glyphs } = useTheme();
  if (height < 3 || width < 4) return <Rows lines={block(rows, width, height)} />;
  const margin = frame.flush ? '' : ' ';
  const inside = block(rows, innerWidth(width, frame.flush), height - 2).map((row): Line => [{ text: margin }, ...row]);
  return (
    <>
      <Rows lines={[topBorder(frame, width, glyphs)]} />
      <Sides focused={frame.focused ?? false} height={height - 2}>
        <Box flexDirection="column" width={width - 2}>
          <Rows lines={inside} />
        </Box>
      </Sides>
      <Rows lines={[bottomBorder(frame.focused ?? false, width, glyphs)]} />
    </>
  );
}
