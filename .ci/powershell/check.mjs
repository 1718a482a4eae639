// Parses PowerShell with a grammar of it, so that no script is printed that PowerShell
// refuses before its first line. What the lines do it doesn't tell.
//
//	node check.mjs FILE...
//
// A file is a script, or the catalogue of rules as JSON, of which it takes the remediations.
// Placeholders in these, such as <identity>, count as the text that stands there in the end.
// Prints a line for each fault, and exits 1 when there is one.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser } from "web-tree-sitter";

const grammar = createRequire(import.meta.url).resolve("tree-sitter-powershell/tree-sitter-powershell.wasm");
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

// The faults of a tree, at their innermost places.
function faultsIn(node) {
  if (node.isMissing) return [{ node, what: `${node.type} is missing` }];
  if (!node.hasError) return [];
  const inner = node.children.flatMap(faultsIn);
  return inner.length > 0 ? inner : [{ node, what: `not understood: ${node.text.split("\n")[0].slice(0, 80)}` }];
}

function parsed(script) {
  const tree = parser.parse(script + "\n$null\n"); // the grammar wants a statement behind a comment
  const faults = faultsIn(tree.rootNode).map(({ node, what }) => `${node.startPosition.row + 1}:${node.startPosition.column + 1}: ${what}`);
  tree.delete();
  return faults;
}

// A word of a list that goes without quotes, as in Format-List Status, Issuer.
const listed = String.raw`(?<=\s|,)(?:\*|[A-Za-z][\w-]*)(?=\s*,)|(?<=,\s*)(?:\*|[A-Za-z][\w-]*)`;
const rewritten = new RegExp(String.raw`'[^'\n]*'|"[^"\n]*"|#.*|<[a-z][a-z0-9_]*>|(?<=\s-[A-Za-z]+)\d+(?=[A-Za-z])|${listed}`, "g");

// What stands for a placeholder, and for what the grammar doesn't know of PowerShell: words of
// lists without quotes, parameters with digits in their names.
function stands(text) {
  if (/^['"#]/.test(text)) return text;
  return /^\d/.test(text) ? "" : "'x'";
}

function faultsOf(script) {
  const faults = parsed(script);
  return faults.length > 0 ? parsed(script.replace(rewritten, stands)) : faults;
}

// A parser that takes everything would pass everything, so it has to refuse these first.
const broken = [
  "if ($a) { 'b'", "foreach ($a in $b { $a }", "$a = @{ b = }", "$a = (1 + 2", "function { 1 ", "$a[ = 1",
  "Set-Content -Path 'a", "Set-It -Identity 'CN='x''", "Get-It <server> | | b",
];
const sound = [
  "$a = [ordered]@{ b = 1; c = $null }", "& $a @b -ErrorAction Stop | ForEach-Object { \"$_\" }",
  "Get-It -Server <server> # <not a placeholder>",
  "Get-It | Format-List Status, Issuer, * # a list",
  "Set-It -X509Name <name> -Roles A, B -Subject 'CN=<host>'",
];

function scriptsIn(file) {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".json")) return [{ name: file, text }];
  return JSON.parse(text).map((rule) => ({ name: rule.id, text: rule.remediation }));
}

let faults = 0;
function say(line) {
  faults++;
  console.log(line);
}

for (const script of broken) if (faultsOf(script).length === 0) say(`the grammar takes what PowerShell refuses: ${script}`);
for (const script of sound) for (const fault of faultsOf(script)) say(`the grammar refuses what PowerShell takes: ${script}: ${fault}`);
const scripts = process.argv.slice(2).flatMap(scriptsIn);
for (const { name, text } of scripts) for (const fault of faultsOf(text)) say(`${name}:${fault}`);
if (faults > 0) process.exit(1);
console.log(`${scripts.length} scripts parse, and ${broken.length} broken ones don't`);
