import { Tab, TabList, TabPanel, Tabs } from '@forge/react';
import { useState } from 'react';
import type { Overview } from '../../shared/api';
import { Failure } from '../components/failure';
import { Loading } from '../components/loading';
import { TabContent } from '../components/tab-content';
import { texts } from '../texts';
import { callAdmin, useLoaded } from '../use-api';
import { AuditTab } from './audit/audit-tab';
import { ConfigurationTab } from './configuration-tab';
import { ConnectionsTab } from './connections-tab';
import { MappingsTab } from './mappings-tab';
import { ProblemsTab } from './problems-tab';
import { Welcome } from './welcome';

const MAPPINGS_TAB = 0;
const PROBLEMS_TAB = 1;

/** The admin page: a way in while nothing is configured, else one tab for each thing to look at. */
export function AdminPage() {
  const { loaded, reload } = useLoaded(() => callAdmin('getOverview'));
  switch (loaded.kind) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return (
        <Failure title={texts.common.loadFailed} reason={loaded.reason} onRetry={() => reload()} />
      );
    case 'ready':
      return isEmpty(loaded.value) ? (
        <Welcome onImported={reload} />
      ) : (
        <AdminTabs overview={loaded.value} reload={reload} />
      );
  }
}

function isEmpty(overview: Overview): boolean {
  return overview.connections.length === 0 && overview.mappings.length === 0;
}

/** Only the open tab is rendered, so that each reads its data when somebody looks at it. */
function AdminTabs({
  overview,
  reload,
}: {
  readonly overview: Overview;
  readonly reload: () => Promise<void>;
}) {
  const [selected, setSelected] = useState(MAPPINGS_TAB);
  const tabs = [
    {
      title: texts.admin.tabs.mappings,
      render: () => (
        <MappingsTab
          overview={overview}
          reload={reload}
          onShowProblems={() => setSelected(PROBLEMS_TAB)}
        />
      ),
    },
    {
      title: texts.admin.tabs.problems(overview.problemCount),
      render: () => <ProblemsTab onDecided={reload} />,
    },
    {
      title: texts.admin.tabs.connections,
      render: () => <ConnectionsTab connections={overview.connections} />,
    },
    {
      title: texts.admin.tabs.configuration,
      render: () => (
        <ConfigurationTab
          onImported={async () => {
            await reload();
            setSelected(MAPPINGS_TAB);
          }}
        />
      ),
    },
    { title: texts.admin.tabs.audit, render: () => <AuditTab /> },
  ];
  return (
    <Tabs id="redmine-sync-admin" selected={selected} onChange={setSelected}>
      <TabList>
        {tabs.map(({ title }) => (
          <Tab key={title}>{title}</Tab>
        ))}
      </TabList>
      {tabs.map(({ title, render }, index) => (
        <TabPanel key={title}>
          <TabContent>{index === selected && render()}</TabContent>
        </TabPanel>
      ))}
    </Tabs>
  );
}
