import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { createContext, useContext, type ReactNode } from 'react';
import { useTheme } from '../theme.tsx';
import { padded } from './cells.ts';

/** Cells for a label; ink-select-input's components know nothing of their place. */
const ItemWidth = createContext(0);

function Indicator({ isSelected = false }: { readonly isSelected?: boolean }): ReactNode {
  return <Text>{isSelected ? '> ' : '  '}</Text>;
}

function Item({ label, isSelected = false }: { readonly label: string; readonly isSelected?: boolean }): ReactNode {
  const theme = useTheme();
  const text = padded(label, useContext(ItemWidth));
  return <Text wrap="truncate">{isSelected ? theme.paint(text, { bold: true }) : text}</Text>;
}

export interface MenuProps {
  readonly items: readonly { readonly label: string; readonly value: string }[];
  readonly index: number;
  /** Rows to show; a longer menu goes round. */
  readonly limit: number;
  /** Cells of a row, mark included. */
  readonly width: number;
}

/**
 * A menu drawn by ink-select-input. Its own keys are off: digits are panels here, and arrows, letters and full-width
 * letters go through the one table of keys, so the selection comes from outside (a new key puts it in place).
 */
export function Menu({ items, index, limit, width }: MenuProps): ReactNode {
  return (
    <ItemWidth.Provider value={Math.max(0, width - 2)}>
      <Box width={width} height={limit} flexDirection="column" overflow="hidden">
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
    </ItemWidth.Provider>
  );
}
