// What GitHub code scanning documents that it takes and refuses, as far as neither the
// schema nor the Multitool says it.

import { gzipSync } from "node:zlib";

// githubFaults lists what GitHub would refuse or lose of a log. text is the log's bytes;
// uploaded says that the log is made to be uploaded: there GitHub makes an alert of every
// result, whatever its kind or its suppressions say.
export function githubFaults(log, text, uploaded) {
  const faults = [];
  const fault = (where, what) => faults.push(`github: ${where}: ${what}`);
  if (gzipSync(text).length > 10_000_000) fault("log", "more than 10 MB when compressed");
  if (log.runs.length > 20) fault("runs", "more than 20");
  log.runs.forEach((run, i) => checkRun(run, `runs[${i}]`, uploaded, fault));
  return faults;
}

function checkRun(run, where, uploaded, fault) {
  const rules = run.tool.driver.rules ?? [];
  checkRules(rules, where, fault);
  if (run.automationDetails && !run.automationDetails.id?.includes("/")) fault(where, "automationDetails.id has no category");
  if (!Array.isArray(run.results)) return fault(where, "results is not an array");
  if (run.results.length > (uploaded ? 5_000 : 25_000)) fault(where, `${run.results.length} results are more than are kept`);
  run.results.forEach((result, i) => {
    checkResult(result, rules, `${where}.results[${i}]`, fault);
    if (uploaded) checkAlert(result, `${where}.results[${i}]`, fault);
  });
  if (uploaded) checkAlertsDiffer(run.results, where, fault);
}

function checkRules(rules, where, fault) {
  if (new Set(rules.map((rule) => rule.id)).size !== rules.length) fault(where, "two rules have one id");
  rules.forEach((rule, i) => checkRule(rule, `${where}.tool.driver.rules[${i}] (${rule.id})`, fault));
}

function checkRule(rule, where, fault) {
  const properties = rule.properties ?? {};
  if ((rule.name ?? "").length > 255) fault(where, "name is longer than 255 characters");
  for (const text of ["shortDescription", "fullDescription"]) {
    if (!rule[text]?.text) fault(where, `no ${text}.text`);
    if (rule[text]?.text?.length > 1024) fault(where, `${text}.text is longer than 1,024 characters`);
  }
  if (!rule.help?.text) fault(where, "no help.text");
  if ((properties.tags ?? []).length > 20) fault(where, "more than 20 tags");
  checkSeverity(properties, where, fault);
}

function checkSeverity(properties, where, fault) {
  const severity = properties["security-severity"];
  if (severity !== undefined && !isScore(severity)) fault(where, `security-severity ${JSON.stringify(severity)} is not a string of a number over 0.0 and up to 10.0`);
  oneOf(properties.precision, ["very-high", "high", "medium", "low"], "precision", where, fault);
  oneOf(properties["problem.severity"], ["error", "warning", "recommendation"], "problem.severity", where, fault);
}

const isScore = (severity) => typeof severity === "string" && /^\d+(\.\d+)?$/.test(severity) && Number(severity) > 0 && Number(severity) <= 10;

function oneOf(value, allowed, name, where, fault) {
  if (value !== undefined && !allowed.includes(value)) fault(where, `${name} ${JSON.stringify(value)} is none of ${allowed.join(", ")}`);
}

function checkResult(result, rules, where, fault) {
  if (!result.message?.text) fault(where, "no message.text");
  if (!rules.some((rule) => rule.id === result.ruleId)) fault(where, `no rule has the id ${result.ruleId}`);
  if (result.ruleIndex !== undefined && rules[result.ruleIndex]?.id !== result.ruleId) fault(where, `ruleIndex ${result.ruleIndex} is not that of ${result.ruleId}`);
  const locations = result.locations ?? [];
  if (locations.length === 0) fault(where, "no location");
  if (locations.length > 1_000) fault(where, "more than 1,000 locations");
  [...locations, ...(result.relatedLocations ?? [])].forEach((location) => checkPlace(location.physicalLocation, where, fault));
  checkLinks(result, where, fault);
}

function checkPlace(place, where, fault) {
  const uri = place?.artifactLocation?.uri;
  if (!isRepositoryPath(uri)) fault(where, `${JSON.stringify(uri)} is not a path from the repository's root`);
  const { startLine, startColumn, endLine, endColumn } = place?.region ?? {};
  if (![startLine, startColumn, endLine, endColumn].every((n) => Number.isInteger(n) && n >= 1)) return fault(where, "the region lacks a line or a column");
  if (endLine < startLine || (endLine === startLine && endColumn < startColumn)) fault(where, "the region ends before it starts");
}

// A path as GitHub resolves it: relative, with /, percent-encoded, with no . or .. in it.
function isRepositoryPath(uri) {
  if (typeof uri !== "string" || !/^([A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})+$/.test(uri)) return false;
  return !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(uri) && !uri.split("/").some((part) => ["", ".", ".."].includes(part));
}

// [text](1) in a message is a link to the related location with that id; a bracket that
// is meant as itself is escaped.
function checkLinks(result, where, fault) {
  const ids = new Set((result.relatedLocations ?? []).map((location) => location.id));
  for (const [link, id] of (result.message?.text ?? "").matchAll(/(?<!\\)\[(?:\\.|[^\]\\])*\]\((\d+)\)/g)) {
    if (!ids.has(Number(id))) fault(where, `${link} links to no related location`);
  }
}

function checkAlert(result, where, fault) {
  if ((result.kind ?? "fail") !== "fail") fault(where, `a result of kind ${result.kind} would become an alert`);
  if (result.level === "none") fault(where, "a result of level none would become an alert");
  if ((result.suppressions ?? []).length > 0) fault(where, "a suppressed result would become an alert");
  if (result.baselineState === "absent") fault(where, "a result that is gone would become an alert");
  if (typeof result.partialFingerprints?.primaryLocationLineHash !== "string") fault(where, "no primaryLocationLineHash");
}

// Results of one rule in one file with one fingerprint are one alert: all but one are lost.
function checkAlertsDiffer(results, where, fault) {
  const seen = new Set();
  results.forEach((result, i) => {
    const place = result.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    const alert = JSON.stringify([result.ruleId, place, result.partialFingerprints?.primaryLocationLineHash]);
    if (seen.has(alert)) fault(`${where}.results[${i}]`, `has the rule, file and fingerprint of another result: ${alert}`);
    seen.add(alert);
  });
}
