/** Jira draws charts with its own library; here bars in plain boxes show the same figures. */
import type { StackBarChartProps } from '@forge/react';
import type { Rendered } from './renderer';

const COLORS = ['#1868DB', '#82B536', '#AF59E1', '#F18D13'];

export function UiStackBarChart({ props }: Rendered<StackBarChartProps>) {
  const { data, xAccessor, yAccessor, colorAccessor, title, subtitle, height = 400 } = props;
  const rows = (data as readonly Readonly<Record<string | number, string | number>>[]).map(
    (row) => ({
      x: String(row[xAccessor]),
      y: Number(row[yAccessor]),
      group: String(row[colorAccessor]),
    }),
  );
  const columns = [...new Set(rows.map(({ x }) => x))];
  const groups = [...new Set(rows.map(({ group }) => group))];
  const sumOf = (x: string) => rows.filter((row) => row.x === x).reduce((sum, { y }) => sum + y, 0);
  const most = Math.max(1, ...columns.map(sumOf));
  const label = rows.map(({ x, y, group }) => `${x}: ${y} ${group}`).join(', ');
  return (
    <figure className="chart">
      <figcaption>
        <strong>{title}</strong>
        <span>{subtitle}</span>
      </figcaption>
      <div className="chart-bars" role="img" aria-label={label} style={{ height: height - 110 }}>
        {columns.map((x) => (
          <div key={x} className="chart-column">
            <div className="chart-stack">
              {rows
                .filter((row) => row.x === x)
                .map(({ y, group }) => (
                  <div
                    key={group}
                    style={{
                      height: `${(100 * y) / most}%`,
                      background: COLORS[groups.indexOf(group) % COLORS.length],
                    }}
                  />
                ))}
            </div>
            <span>{x}</span>
          </div>
        ))}
      </div>
      <div className="chart-legend">
        {groups.map((group, index) => (
          <span key={group}>
            <i style={{ background: COLORS[index % COLORS.length] }} /> {group}
          </span>
        ))}
      </div>
    </figure>
  );
}
