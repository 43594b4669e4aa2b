import ts from "typescript";
import { pageTypeNames } from "#services/contracts/page-types.ts";

/** A place where code asks which type a page is of by its name. */
export interface TypeComparison {
  readonly line: number;
  readonly text: string;
}

const namesOfTypes: readonly string[] = ["type", "pageType", "parentType", "childType"];

function isTypeName(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && pageTypeNames.some((name) => name === node.text);
}

/** What ends in a name like `type`: `page.type`, `page?.type`, `pageType`. */
function isTypeOfPage(node: ts.Expression): boolean {
  if (ts.isIdentifier(node)) return namesOfTypes.includes(node.text);
  return ts.isPropertyAccessExpression(node) && namesOfTypes.includes(node.name.text);
}

const comparisons = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

function isComparison(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind)) {
    const { left, right } = node;
    return (isTypeName(left) && isTypeOfPage(right)) || (isTypeName(right) && isTypeOfPage(left));
  }
  if (ts.isSwitchStatement(node)) {
    return node.caseBlock.clauses.some((clause) => ts.isCaseClause(clause) && isTypeName(clause.expression));
  }
  // `"document" | "folder"` names again what the catalogue knows.
  if (!ts.isUnionTypeNode(node)) return false;
  return node.types.filter((member) => ts.isLiteralTypeNode(member) && isTypeName(member.literal)).length > 1;
}

/** Where a source file compares types of pages by name, switches over them or lists them in a union. */
export function findTypeComparisons(file: string, source: string): TypeComparison[] {
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, false, kind);
  const found: TypeComparison[] = [];
  function visit(node: ts.Node): void {
    if (isComparison(node)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      found.push({ line: line + 1, text: source.split("\n")[line]?.trim() ?? "" });
    }
    ts.forEachChild(node, visit);
  }
  visit(tree);
  return found;
}
