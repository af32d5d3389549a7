import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useTheme } from '../theme.tsx';
import { padded } from './cells.ts';

/** Cells for a label, and what stands under the selected one; ink-select-input's components know nothing of their place. */
const Place = createContext<{ readonly width: number; readonly detail: readonly string[] }>({ width: 0, detail: [] });

function Indicator({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode {
  return <Text>{isSelected ? '> ' : '  '}</Text>;
}

function Item({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }): ReactNode {
  const theme = useTheme();
  const { width, detail } = useContext(Place);
  const text = padded(label, width);
  if (!isSelected) return <Text wrap="truncate">{text}</Text>;
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">{theme.paint(text, { bold: true })}</Text>
      {detail.map((row) => (
        <Text key={row} wrap="truncate">
          {padded(`    ${row}`, width)}
        </Text>
      ))}
    </Box>
  );
}

export interface MenuProps {
  readonly items: readonly { readonly label: string; readonly value: string }[];
  readonly index: number;
  /** Rows to show; a longer menu goes round. */
  readonly limit: number;
  /** Cells of a row, mark included. */
  readonly width: number;
  /** Rows under the selected item, which it goes on in: see `MENU_INDENT`. They come on top of the limit. */
  readonly detail?: readonly string[];
}

/** Cells before the text of a detail row: the mark's, and what tells it from one more choice. */
export const MENU_INDENT = 6;


/**
 * A menu drawn by ink-select-input. Its own keys are off: digits are panels here, and arrows, letters and full-width
 * letters go through the one table of keys, so the selection comes from outside (a new key puts it in place).
 */
export function Menu({ items, index, limit, width, detail = [] }: MenuProps): ReactNode {
  const place = useMemo(() => ({ width: Math.max(0, width - 2), detail }), [width, detail]);
  return (
    <Place.Provider value={place}>
      <Box width={width} height={limit + detail.length} flexDirection="column" overflow="hidden">
        <SelectInput
          key={`${index}/${limit}/${items.map((item) => item.value).join('\n')}`}
          items={items.map((item) => ({ ...item, key: item.value }))}
          initialIndex={index}
          limit={limit}
          isFocused={false}
          indicatorComponent={Indicator}
          itemComponent={Item}
        />
      </Box>
    </Place.Provider>
  );
}
