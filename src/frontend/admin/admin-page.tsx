import { useState } from 'react';
import type { Overview } from '../../shared/api';
import { Failure } from '../components/failure';
import { Loading } from '../components/loading';
import { TabRow } from '../components/tab-row';
import { texts } from '../texts';
import { callAdmin, useLoaded } from '../use-api';
import { AuditTab } from './audit/audit-tab';
import { ConfigurationTab } from './configuration-tab';
import { ConflictsTab } from './conflicts/conflicts-tab';
import { ConnectionsTab } from './connections/connections-tab';
import { FirstSyncTab } from './first-sync/first-sync-tab';
import { GettingStarted } from './getting-started/getting-started';
import { MappingsTab } from './mappings/mappings-tab';
import { OverviewTab } from './overview-tab';
import { ProblemsTab } from './problems/problems-tab';

/** In the order of the tabs. */
const PLACES = { overview: 0, conflicts: 1, problems: 2, connections: 3 } as const;

/** The admin page: a way in while nothing is connected, else one tab for each thing to look at. */
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
      return loaded.value.connections.length === 0 ? (
        <GettingStarted overview={loaded.value} reload={reload} />
      ) : (
        <AdminTabs overview={loaded.value} reload={reload} />
      );
  }
}

/** Only the open tab is rendered, so that each reads its data when somebody looks at it. */
function AdminTabs({
  overview,
  reload,
}: {
  readonly overview: Overview;
  readonly reload: () => Promise<void>;
}) {
  const [selected, setSelected] = useState<number>(PLACES.overview);
  const tabs = [
    {
      title: texts.admin.tabs.overview,
      // Without a mapping there is nothing to overlook; versions and audit may still be wanted.
      render: () =>
        overview.mappings.length === 0 ? (
          <GettingStarted overview={overview} reload={reload} />
        ) : (
          <OverviewTab
            overview={overview}
            reload={reload}
            onShow={(place) => setSelected(PLACES[place])}
          />
        ),
    },
    {
      title: texts.admin.tabs.conflicts(overview.conflictCount),
      render: () => <ConflictsTab mappings={overview.mappings} onDecided={reload} />,
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
      title: texts.admin.configuration.mappingEditor.tab,
      render: () => <MappingsTab overview={overview} onSaved={reload} />,
    },
    {
      title: texts.admin.tabs.configuration,
      render: () => (
        <ConfigurationTab
          mappings={overview.mappings}
          onImported={async () => {
            await reload();
            setSelected(PLACES.overview);
          }}
        />
      ),
    },
    {
      title: texts.admin.tabs.firstSync,
      render: () => <FirstSyncTab mappings={overview.mappings} />,
    },
    { title: texts.admin.tabs.audit, render: () => <AuditTab mappings={overview.mappings} /> },
  ];
  return <TabRow id="redmine-sync-admin" parts={tabs} selected={selected} onSelect={setSelected} />;
}
