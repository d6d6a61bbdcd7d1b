/** What the source says of itself, for checks that no compiler makes. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Names of the constants that a file exports. */
export function listExports(file: string): readonly string[] {
  return parseFile(file).statements.flatMap((statement) =>
    ts.isVariableStatement(statement) &&
    statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      ? statement.declarationList.declarations.map(({ name }) => name.getText())
      : [],
  );
}

/** Queues that `push(jobs, 'queue')` is called with anywhere below the folder. */
export function listPushedQueues(folder: string): readonly string[] {
  const names = new Set<string>();
  for (const file of listFiles(folder)) {
    visit(parseFile(file), (node) => {
      if (!ts.isCallExpression(node) || !/\bqueue\.push$/.test(node.expression.getText())) return;
      const queue = node.arguments[1];
      if (queue && ts.isStringLiteral(queue)) names.add(queue.text);
    });
  }
  return [...names];
}

/** Values of `outputKey` that a file's functions return. */
export function listStaticAnswers(file: string): readonly string[] {
  const names = new Set<string>();
  visit(parseFile(file), (node) => {
    if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'outputKey') return;
    visit(node.initializer, (inner) => {
      if (ts.isStringLiteral(inner) && !ts.isBinaryExpression(inner.parent)) names.add(inner.text);
    });
  });
  return [...names];
}

function listFiles(folder: string): readonly string[] {
  return ts.sys.readDirectory(folder, ['.ts', '.tsx']);
}

function parseFile(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}
