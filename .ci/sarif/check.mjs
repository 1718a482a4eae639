// Judges SARIF logs as their readers will: by the OASIS schema, by Microsoft's SARIF
// Multitool, and by what GitHub code scanning documents that it takes. A file named
// *.github.sarif is one that is uploaded, and is held to more than the others.
//
//	node check.mjs FILE.sarif...
//
// Prints a line for each fault, and exits 1 when there is one.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { githubFaults } from "./github.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const multitool = dirname(createRequire(import.meta.url).resolve("@microsoft/sarif-multitool-linux/package.json"));

function readJSON(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file}: ${error.message}`);
  }
}

// The Multitool's own schema check doesn't look at enums, so its copy of the schema
// is compiled here. A format that ajv doesn't know is an error, not a shrug.
function schemaCheck() {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  return ajv.compile(readJSON(join(multitool, "sarif-2.1.0.json")));
}

function schemaFaults(validate, log) {
  validate(log);
  return (validate.errors ?? []).map((e) => `schema: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

// multitoolFaults runs the Multitool over all files at once. Its exit status is 0
// whatever it finds, so the log that it writes is what counts; files above a size are
// passed over unless it is told a larger one.
function multitoolFaults(files) {
  const dir = mkdtempSync(join(tmpdir(), "sarif-"));
  try {
    const output = join(dir, "validation.sarif");
    const run = runMultitool(files, output);
    if (run.status !== 0) return [`multitool: exit status ${run.status}: ${run.error ?? run.stdout + run.stderr}`];
    return readFaults(readJSON(output).runs[0]);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function runMultitool(files, output) {
  const program = join(multitool, "Sarif.Multitool");
  chmodSync(program, 0o755); // what its install script does, which npm ci is told not to run
  const args = [
    "validate", ...files,
    "--rule-kind", "Sarif;Ghas",
    "--level", "Error;Warning;Note",
    "--kind", "Fail;Review;Open",
    "--config", join(here, "multitool-config.json"),
    "--max-file-size-in-kb", "100000",
    "--output", output,
    "--log", "ForceOverwrite;PrettyPrint",
  ];
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" };
  return spawnSync(program, args, { encoding: "utf8", env, maxBuffer: 1 << 28 });
}

function readFaults(run) {
  const notifications = run.invocations.flatMap((i) => [
    ...(i.toolConfigurationNotifications ?? []),
    ...(i.toolExecutionNotifications ?? []),
  ]);
  return [
    ...notifications.filter((n) => n.descriptor?.id !== "WRN999.RuleExplicitlyDisabled").map((n) => `multitool: ${n.message.text}`),
    ...(run.results ?? []).map((result) => describe(result, run.tool.driver.rules[result.ruleIndex])),
  ];
}

function describe(result, rule) {
  const place = result.locations?.[0]?.physicalLocation;
  const template = rule.messageStrings[result.message.id].text;
  const text = template.replace(/\{(\d+)\}/g, (_, n) => result.message.arguments?.[n] ?? "");
  return `multitool: ${place?.artifactLocation?.uri}:${place?.region?.startLine ?? 1}: ${result.ruleId}: ${text}`;
}

function faultsOf(file, validate) {
  const uploaded = file.endsWith(".github.sarif");
  const log = readJSON(file);
  const schema = schemaFaults(validate, log);
  const github = schema.length === 0 ? githubFaults(log, readFileSync(file), uploaded) : []; // which relies on the shape
  return [...schema, ...github].map((fault) => `${file}: ${fault}`);
}

const files = process.argv.slice(2).map((file) => resolve(file));
if (files.length === 0) {
  console.error("check.mjs: name the SARIF files to check");
  process.exit(2);
}
const validate = schemaCheck();
const faults = [...files.flatMap((file) => faultsOf(file, validate)), ...multitoolFaults(files)];
faults.forEach((fault) => console.log(fault));
console.log(`${files.length} SARIF files, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
