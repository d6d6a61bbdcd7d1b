/** Stands where the preview cannot show what Jira would. Loud on purpose. */
export function NotModelled({ what }: { readonly what: string }) {
  return (
    <div role="alert" className="not-modelled">
      <strong>{what}</strong> is not modelled by this preview. It may work in Jira; add it to
      dev/pages/browser/ui-kit.
    </div>
  );
}
