import { Tab, TabList, TabPanel, Tabs } from '@forge/react';
import type { ReactNode } from 'react';
import { TabContent } from './tab-content';

export interface TabPart {
  readonly title: string;
  /** Called while the tab is the one shown. */
  readonly render: () => ReactNode;
}

/** A row of tabs; only the one that is shown is drawn, so that the others ask for nothing. */
export function TabRow({
  id,
  parts,
  selected,
  onSelect,
}: {
  /** Of no other row on the page. */
  readonly id: string;
  readonly parts: readonly TabPart[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}) {
  return (
    <Tabs id={id} selected={selected} onChange={onSelect}>
      <TabList>
        {parts.map(({ title }) => (
          <Tab key={title}>{title}</Tab>
        ))}
      </TabList>
      {parts.map(({ title, render }, index) => (
        <TabPanel key={title}>
          <TabContent>{index === selected && render()}</TabContent>
        </TabPanel>
      ))}
    </Tabs>
  );
}
