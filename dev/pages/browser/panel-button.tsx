/** Under the title stand the buttons that bring an app's panel to an issue, or take it away. */
export function PanelButton({
  title,
  isShown,
  onToggle,
}: {
  readonly title: string;
  readonly isShown: boolean;
  readonly onToggle: (isShown: boolean) => Promise<void>;
}) {
  return (
    <p className="issue-actions">
      <button type="button" className="issue-action" onClick={() => onToggle(!isShown)}>
        <img src="/__pages/icon" alt="" width={16} height={16} />
        {isShown ? `Hide ${title}` : title}
      </button>
    </p>
  );
}
