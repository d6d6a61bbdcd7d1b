import type { ReactNode } from 'react';
import type { Adf } from './jira-client';

type Show = (node: Adf, children: ReactNode) => ReactNode;

const NODES: Readonly<Record<string, Show>> = {
  doc: (_, children) => <div className="adf">{children}</div>,
  paragraph: (_, children) => <p>{children}</p>,
  text: (node) => showMarks(node),
  hardBreak: () => <br />,
  heading: (node, children) =>
    Number(node.attrs?.level) <= 2 ? <h3>{children}</h3> : <h4>{children}</h4>,
  bulletList: (_, children) => <ul>{children}</ul>,
  orderedList: (_, children) => <ol>{children}</ol>,
  listItem: (_, children) => <li>{children}</li>,
  blockquote: (_, children) => <blockquote>{children}</blockquote>,
  codeBlock: (_, children) => <pre className="code-block">{children}</pre>,
  rule: () => <hr />,
  panel: (_, children) => <div className="adf-panel">{children}</div>,
  mention: (node) => <span className="adf-mention">{String(node.attrs?.text ?? '@')}</span>,
  emoji: (node) => <span>{String(node.attrs?.text ?? node.attrs?.shortName ?? '')}</span>,
  table: (_, children) => (
    <table>
      <tbody>{children}</tbody>
    </table>
  ),
  tableRow: (_, children) => <tr>{children}</tr>,
  tableHeader: (_, children) => <th>{children}</th>,
  tableCell: (_, children) => <td>{children}</td>,
};

const MARKS: Readonly<Record<string, (shown: ReactNode, href: string) => ReactNode>> = {
  strong: (shown) => <strong>{shown}</strong>,
  em: (shown) => <em>{shown}</em>,
  code: (shown) => <code className="code">{shown}</code>,
  strike: (shown) => <s>{shown}</s>,
  underline: (shown) => <u>{shown}</u>,
  link: (shown, href) => <a href={/^(https?:|mailto:|\/)/.test(href) ? href : '#'}>{shown}</a>,
};

/** Shows a document of Jira's, well enough to play; a node it does not know is named. */
export function AdfView({ node }: { readonly node: Adf }) {
  const show = NODES[node.type];
  if (show === undefined) return <span className="adf-unknown">[{node.type}]</span>;
  const children = node.content?.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: nodes of a document have no other identity
    <AdfView key={index} node={child} />
  ));
  return <>{show(node, children)}</>;
}

function showMarks(node: Adf): ReactNode {
  return (node.marks ?? []).reduce<ReactNode>(
    (shown, mark) => MARKS[mark.type]?.(shown, mark.attrs?.href ?? '') ?? shown,
    node.text ?? '',
  );
}
