import type { PageState } from '../page-state';
import { callJira, type Person } from './jira-client';
import { makeContext } from './module-context';
import { ModuleView } from './module-view';
import { useJira } from './use-jira';

/** The app's admin page among Jira's settings. Who is no admin gets what Jira would show. */
export function AdminView({ state: page }: { readonly state: PageState }) {
  const { state } = useJira(async () => {
    const [person, { permissions }] = await Promise.all([
      callJira<Person>(page.as, 'GET', 'myself'),
      callJira<{ permissions: { ADMINISTER?: { havePermission: boolean } } }>(
        page.as,
        'GET',
        'mypermissions?permissions=ADMINISTER',
      ),
    ]);
    return { person, isAdmin: permissions.ADMINISTER?.havePermission === true };
  });
  const module = page.manifest.adminPage;
  if (state.kind === 'reading') return null;
  if (state.kind === 'failed') return <p className="page-failure">{state.message}</p>;
  return (
    <div className="admin-layout">
      <nav className="admin-nav" aria-label="Settings">
        <h2>Apps</h2>
        <span className="admin-nav-item">Manage apps</span>
        <span className="admin-nav-item admin-nav-selected">{module.title}</span>
      </nav>
      <main className="admin-main">
        <h1>
          <img src="/__pages/icon" alt="" width={24} height={24} /> {module.title}
        </h1>
        {state.value.isAdmin ? (
          <ModuleView
            page={page}
            module={module}
            context={makeContext(page, module, state.value.person, {})}
          />
        ) : (
          <p>
            {state.value.person.displayName} is not a Jira admin. Jira shows its settings to admins
            only: look as admin@example.com.
          </p>
        )}
      </main>
    </div>
  );
}
