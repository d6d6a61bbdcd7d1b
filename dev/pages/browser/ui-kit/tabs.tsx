import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import type { TabsProps } from '@forge/react';
import { Children, type ComponentProps } from 'react';
import type { Rendered } from './renderer';

export function UiTabs({ props, children }: Rendered<TabsProps>) {
  const { onChange, ...rest } = props;
  return (
    <Tabs
      {...(rest as Omit<ComponentProps<typeof Tabs>, 'children'>)}
      onChange={(index) => onChange?.(index, undefined as never)}
    >
      {Children.toArray(children)}
    </Tabs>
  );
}

export const UiTabList = ({ children }: Rendered<object>) => (
  <TabList>{Children.toArray(children)}</TabList>
);
export const UiTab = ({ children }: Rendered<object>) => <Tab>{children}</Tab>;
export const UiTabPanel = ({ children }: Rendered<object>) => <TabPanel>{children}</TabPanel>;
