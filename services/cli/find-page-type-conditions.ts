import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { isPageType, pageTypeNames } from "#services/contracts/page-types.ts";

/** A place in the code that asks for the name of a page type. */
interface PageTypeCondition {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const mention = new RegExp(`["'\`](${pageTypeNames.join("|")})["'\`]|\\b(${pageTypeNames.join("|")})\\s*:`);
const comparisons: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

/**
 * Finds comparisons with the name of a page type, cases of it, lists that are searched for it, records keyed by it and
 * unions that write the names again. Whether a text is a page type is asked of the compiler: where its type is a union
 * of such names, or any text that is called a type.
 */
export function findPageTypeConditions(files: readonly string[], directory: string): readonly PageTypeCondition[] {
  const mentioning = files.filter((file) => mention.test(readFileSync(file, "utf8")));
  const program = ts.createProgram(mentioning, compilerOptions(directory));
  const checker = program.getTypeChecker();
  return mentioning.flatMap((file) => {
    const source = program.getSourceFile(file);
    return source === undefined ? [] : findIn(source, checker);
  });
}

function compilerOptions(directory: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(path.join(directory, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], references: [] }, ts.sys, directory);
  return { ...options, jsx: ts.JsxEmit.ReactJSX, noEmit: true, composite: false, emitDeclarationOnly: false };
}

function findIn(source: ts.SourceFile, checker: ts.TypeChecker): readonly PageTypeCondition[] {
  const found: PageTypeCondition[] = [];
  function visit(node: ts.Node): void {
    if (isCondition(node, checker)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      const text = node.getText(source).split("\n")[0] ?? "";
      found.push({ file: source.fileName, line: line + 1, text });
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found;
}

function isCondition(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isBinaryExpression(node) && comparisons.has(node.operatorToken.kind)) {
    const { left, right } = node;
    return (isName(left) && isOfPageType(right, checker)) || (isName(right) && isOfPageType(left, checker));
  }
  if (ts.isCaseClause(node)) return isName(node.expression) && isOfPageType(node.parent.parent.expression, checker);
  if (ts.isUnionTypeNode(node)) return node.types.length > 1 && node.types.every(isNameType);
  if (ts.isObjectLiteralExpression(node)) return isKeyedByNames(node);
  return ts.isCallExpression(node) && isSearchOfNames(node, checker);
}

function isName(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && isPageType(node.text);
}

function isNameType(node: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(node) && isName(node.literal);
}

function isKeyedByNames({ properties }: ts.ObjectLiteralExpression): boolean {
  const names = properties.map(({ name }) => (name !== undefined && "text" in name ? String(name.text) : ""));
  return names.length > 1 && names.every(isPageType);
}

/** `["document", "folder"].includes(type)`, and the same of a set. */
function isSearchOfNames({ expression, arguments: given }: ts.CallExpression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(expression) || !["includes", "indexOf", "has"].includes(expression.name.text)) {
    return false;
  }
  const [list] = ts.isNewExpression(expression.expression)
    ? (expression.expression.arguments ?? [])
    : [expression.expression];
  const [sought] = given;
  if (list === undefined || sought === undefined || !ts.isArrayLiteralExpression(list)) return false;
  return list.elements.some(isName) && isOfPageType(sought, checker);
}

function isOfPageType(node: ts.Expression, checker: ts.TypeChecker): boolean {
  // The declared type, because an earlier condition may have narrowed it.
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  const symbol = checker.getSymbolAtLocation(name);
  const type = symbol === undefined ? checker.getTypeAtLocation(node) : checker.getTypeOfSymbolAtLocation(symbol, name);
  const kinds = (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
  if (kinds.length > 0 && kinds.every((kind) => kind.isStringLiteral() && isPageType(kind.value))) return true;
  const isText = kinds.some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);
  return isText && /^(page|child|parent)?type$/i.test(name.getText());
}
