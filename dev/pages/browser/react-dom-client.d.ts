/** As much of `react-dom/client` as is used here; its types are not among the dependencies. */
declare module 'react-dom/client' {
  import type { ReactNode } from 'react';

  export function createRoot(container: Element): { render(children: ReactNode): void };
}
