/** As much of these modules as is used here; their types are not among the dependencies. */
declare module 'react-dom/client' {
  import type { ReactNode } from 'react';

  export function createRoot(container: Element): { render(children: ReactNode): void };
}

/** Of the tokens package that `bundle.ts` settles on; the one on top is older. */
declare module '@atlaskit/tokens/set-global-theme' {
  export function setGlobalTheme(theme: {
    readonly colorMode: 'light' | 'dark' | 'auto';
  }): Promise<() => void>;
}

/** Style sheets are bundled; importing one has no value. */
declare module '*.css';
