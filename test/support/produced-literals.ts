import ts from "typescript";

/**
 * The string literals of `source` that it makes something of: arguments, returned
 * or assigned values, properties called `reason`. Those that it only looks for
 * (comparisons, lists, types, cases) are left out.
 */
export function producedLiterals(source: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isProduced(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true));
  return found;
}

function isProduced(literal: ts.StringLiteral): boolean {
  let { parent } = literal;
  while (isPassedOn(parent)) parent = parent.parent;
  if (ts.isPropertyAssignment(parent)) return parent.name.getText() === "reason";
  return (
    ts.isNewExpression(parent) ||
    ts.isCallExpression(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isArrowFunction(parent)
  );
}

/** Whether the value of a literal in it may be the value of the whole. */
function isPassedOn(node: ts.Node): boolean {
  if (ts.isConditionalExpression(node) || ts.isParenthesizedExpression(node)) return true;
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
}
