/** A Redmine administrator at a plugin's settings page, in a browser without its looks. */

/** @throws Error where a page does not answer as expected */
export async function savePluginSettings(
  redmineUrl: string,
  plugin: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const cookies = new Map<string, string>();
  const ask = async (path: string, form?: Readonly<Record<string, string>>) => {
    const response = await fetch(`${redmineUrl}${path}`, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const text = await response.text();
    const expected = form ? 302 : 200;
    if (response.status !== expected) throw new Error(`${path}: ${response.status}`);
    return text;
  };
  const tokenOf = (page: string) =>
    /name="authenticity_token" value="([^"]+)"/.exec(page)?.[1] ?? '';

  const login = await ask('/login');
  await ask('/login', {
    authenticity_token: tokenOf(login),
    username: 'admin',
    password: 'admin',
  });
  const path = `/settings/plugin/${plugin}`;
  const page = await ask(path);
  const fields = Object.entries(settings).map(([name, value]) => [`settings[${name}]`, value]);
  for (const [name] of fields) {
    if (!page.includes(`name="${name}"`)) throw new Error(`${path} has no field ${name}`);
  }
  await ask(path, { authenticity_token: tokenOf(page), ...Object.fromEntries(fields) });
}
