// The page check/: what it says of a workbook is what the program says, field by field; it connects to
// nothing; hostile, large and wrong files end as a message; by keyboard, and with axe in every state.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import { deflateRawSync } from "node:zlib";
import path from "node:path";
import { address, axe, close, launch, open, sample } from "./harness.mjs";

const program = process.env.OPFRAME_PROGRAM ?? path.resolve(import.meta.dirname, "../../bin/opframe");
const responses = path.join(sample, "../round/responses");
const names = readdirSync(responses).sort();
const asOf = "2017-10-31";
const out = mkdtempSync(path.join(os.tmpdir(), "opframe-check-"));
const root = path.join(sample, "public");
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const asked = []; // every request the server got
let server, at, page, context, loaded;
const faults = [];

before(async () => {
  server = http.createServer((request, answer) => {
    asked.push(request.url);
    try {
      const body = readFileSync(path.join(root, decodeURIComponent(new URL(request.url, "http://x").pathname)));
      answer.writeHead(200, { "content-type": types[path.extname(request.url)] ?? "application/octet-stream" }).end(body);
    } catch {
      answer.writeHead(404).end();
    }
  }).listen(0, "127.0.0.1");
  await new Promise((r) => server.once("listening", r));
  at = `http://127.0.0.1:${server.address().port}/check/index.html`;
  context = await (await launch()).newContext({ locale: "en-AU", viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(`console: ${m.text()}`));
  await page.goto(at);
});

after(async () => {
  await close();
  server.close();
  rmSync(out, { recursive: true });
});

// run gives what the program prints; files with problems are no failure.
function run(...args) {
  try {
    return execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
  } catch (e) {
    if (e.status !== 3) throw e;
    return e.stdout;
  }
}

const status = () => page.locator(".check-status").innerText();

// choose gives files to the page and waits until all is made of them, or it has said why not.
async function choose(files, wait = 30000) {
  await page.locator("#_file").setInputFiles(files);
  await page.waitForFunction(() => !document.querySelector(".check").hasAttribute("aria-busy") && !/^Checking/.test(document.querySelector(".check-status").textContent), null, { timeout: wait });
  return status();
}

const shown = () => page.locator(".check-results .result").evaluateAll((all) => all.map((e) => ({
  check: JSON.parse(e.dataset.check), assessment: e.dataset.assessment && JSON.parse(e.dataset.assessment), text: e.innerText })));

// kept are the bytes behind a link, read by the page itself; a blob is no request.
async function kept(kind) {
  const waiting = page.waitForEvent("download");
  await page.locator(".keep a", { hasText: `(${kind},` }).first().click();
  return readFileSync(await (await waiting).path());
}

test("before it is loaded the page says what it weighs, and axe has nothing to say", async () => {
  const words = await page.locator(".check button.load").innerText();
  const module = readdirSync(path.join(root, "check")).find((n) => n.endsWith(".wasm"));
  const size = (readFileSync(path.join(root, "check", module)).length / 1e6).toFixed(1);
  assert.match(words, new RegExp(`Load the checker \\(${size} MB`));
  assert.ok(!asked.some((u) => u.endsWith(".wasm")), "the module was fetched before it was asked for");
  assert.deepEqual(await axe(page), []);
});

test("it loads by keyboard, tells its progress and the frameworks' hashes", async () => {
  const button = page.locator(".check button.load");
  await button.focus();
  const started = Date.now();
  await page.keyboard.press("Enter");
  await page.locator("#_file").waitFor({ timeout: 60000 });
  await page.waitForFunction(() => /cannot connect/.test(document.querySelector(".check-status").textContent));
  loaded = Date.now() - started;
  console.log(`# loaded in ${loaded} ms`);
  assert.equal(await page.evaluate(() => document.activeElement.id), "_file");
  assert.equal(await page.locator(".check-status").getAttribute("aria-live"), "polite");
  const listed = run("frameworks");
  for (const [, sha] of listed.matchAll(/sha256 ([0-9a-f]{64})/g)) {
    assert.ok((await page.locator(".check details").textContent()).includes(sha), `${sha} is not on the page`);
  }
  await page.locator("#_day").fill(asOf);
  assert.deepEqual(await axe(page), []);
});

test("what it says of every response is what the program says, and the PDF is the same", async () => {
  const files = names.map((n) => path.join(responses, n));
  const checks = new Map(JSON.parse(run("check", "--format", "json", "--as-of", asOf, ...files)).map((c) => [c.source.file, c]));
  const assessments = new Map(JSON.parse(run("assess", "--format", "json", "--as-of", asOf, "--out", out, ...files)).map((a) => [a.source.file, a]));
  assert.ok(checks.size > 25, `only ${checks.size} responses`);
  const before = asked.length, wrong = [], times = [];
  for (const [name, check] of checks) {
    const set = names.includes(name) ? [name] : names.filter((n) => n.startsWith(name) && n.endsWith(".csv"));
    const started = Date.now();
    const said = await choose(set.map((n) => path.join(responses, n)));
    times.push(Date.now() - started);
    const [got, more] = await shown();
    if (!got || more) { wrong.push(`${name}: ${said}`); continue; }
    assert.deepEqual(got.check, check, name);
    assert.deepEqual(got.assessment, assessments.get(name), name);
    assert.equal(await page.locator(".check-results table").count() > 0, true, name);
    if (!got.assessment) continue;
    assert.match(got.text, /Preview, not a decision/);
    const pdf = readFileSync(path.join(out, name.replace(/\.[^.]*$/, ""), "assessment.pdf"));
    assert.ok(pdf.equals(await kept("PDF")), `${name}: the PDF is another`);
  }
  times.sort((a, b) => a - b);
  console.log(`# ${times.length} checks with all reports: median ${times[times.length >> 1]} ms, longest ${times.at(-1)} ms`);
  assert.deepEqual(wrong, []);
  assert.deepEqual(asked.slice(before), [], "requests were made during a check");
});

test("axe has nothing to say of a result, which is kept as text, CSV, HTML and Markdown too", async () => {
  await choose([path.join(responses, "harbour-ledger.xlsx")]);
  assert.deepEqual(await axe(page), []);
  assert.equal(await page.evaluate(() => document.activeElement.className), "check-results");
  const html = (await kept("HTML")).toString();
  assert.match(html, /<h1[^>]*>Assessment report: Harbour Ledger/);
  assert.match((await kept("Markdown")).toString(), /^# Assessment report: Harbour Ledger/m);
  await choose([path.join(responses, "cloudberry returns FINAL (2).xlsx")]);
  assert.match((await kept("text")).toString(), /Environment!D13: E06 says/);
  assert.match((await kept("CSV")).toString(), /error,inconsistent,[^\n]*Environment,D13/);
  assert.match(await page.locator(".check-results").innerText(), /Environment[^]*D13/);
  const marked = path.join(out, "marked.xlsx");
  writeFileSync(marked, await kept("XLSX"));
  const carried = JSON.stringify(JSON.parse(run("inspect", "--format", "json", marked)));
  assert.match(carried, /E06 says that all data is kept/, "the copy has no note where the problem is");
  assert.equal(JSON.parse(run("check", "--format", "json", "--as-of", asOf, marked))[0].problems.length, 2);
});

test("a request made on purpose is blocked, on the page and in a worker of its own", async () => {
  const before = asked.length;
  const tried = await page.evaluate(async () => {
    const said = [];
    await fetch("/stolen?fetch").then(() => said.push("fetch"), () => {});
    navigator.sendBeacon("/stolen?beacon");
    await new Promise((done) => { const i = new Image(); i.onload = i.onerror = done; i.src = "/stolen?img"; });
    await new Promise((done) => { const s = document.createElement("script"); s.onload = s.onerror = done; s.src = "/stolen?script"; document.head.append(s); });
    const text = "(async()=>{const said=[];await fetch(origin+'/stolen?w').then(()=>said.push('w'),()=>{});try{importScripts(origin+'/stolen?i')}catch{};postMessage(said)})()";
    const worker = new Worker(URL.createObjectURL(new Blob([`const origin=${JSON.stringify(location.origin)};` + text])));
    return said.concat(await new Promise((done) => { worker.onmessage = (e) => done(e.data); worker.onerror = () => done(["the worker failed"]); }));
  });
  assert.deepEqual(tried, []);
  assert.deepEqual(asked.slice(before).filter((u) => u.includes("stolen")), []);
  assert.ok(faults.some((f) => /Content Security Policy/.test(f)), "no violation was told of, so nothing was tried");
  faults.length = 0;
});

test("a file is chosen by keyboard, and dropped, and a set of CSV files is one questionnaire", async () => {
  const chooser = page.waitForEvent("filechooser");
  await page.locator("#_file").focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles(path.join(responses, "mulga.xlsx"));
  await page.waitForFunction(() => /mulga.*Files to keep are ready/.test(document.querySelector(".check-status").textContent));
  const bytes = readFileSync(path.join(responses, "harbour-ledger.xlsx")).toString("base64");
  await page.evaluate(async (b) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(b), (c) => c.charCodeAt(0))], "dropped.xlsx"));
    document.querySelector(".check .drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, bytes);
  await page.waitForFunction(() => /dropped.*Files to keep are ready/.test(document.querySelector(".check-status").textContent));
  const set = ["Product", "Environment"].map((sheet) => path.join(out, `mine-${sheet}.csv`));
  for (const name of set) writeFileSync(name, "ID,Question,Answer\nP01,x,Yes\n");
  const said = await choose(set);
  assert.match(said, /^mine /, "the set is not one submission");
  assert.equal((await shown()).length, 1);
});

// packed is a workbook in form only: a zip file of one part, packed by deflate.
function packed(name, text) {
  const table = Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1; return n >>> 0; });
  let crc = ~0;
  for (const b of text) crc = table[(crc ^ b) & 255] ^ (crc >>> 8);
  const body = deflateRawSync(text), file = Buffer.from(name), local = Buffer.alloc(30), entry = Buffer.alloc(46), end = Buffer.alloc(22);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0); common.writeUInt16LE(8, 4);
  common.writeUInt32LE((~crc) >>> 0, 10); common.writeUInt32LE(body.length, 14); common.writeUInt32LE(text.length, 18); common.writeUInt16LE(file.length, 22);
  local.write("PK\x03\x04", "latin1"); common.copy(local, 4);
  entry.write("PK\x01\x02", "latin1"); entry.writeUInt16LE(20, 4); common.copy(entry, 6);
  end.write("PK\x05\x06", "latin1"); end.writeUInt16LE(1, 8); end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + file.length, 12); end.writeUInt32LE(30 + file.length + body.length, 16);
  return Buffer.concat([local, file, body, entry, file, end]);
}

const deep = "<a>".repeat(1 << 20);
for (const [what, name, bytes, expect] of [
  ["a wrong file", "letter.pdf", () => Buffer.from("%PDF-1.7\nhello"), /cannot be read/],
  ["an empty file", "empty.xlsx", () => Buffer.alloc(0), /cannot be read/],
  ["a file over 20 MB", "huge.xlsx", () => Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(21 << 20)]), /more than the/],
  ["20 MB of text", "rows.csv", () => Buffer.from("=cmd|calc,<script>alert(1)</script>\n".repeat((20 << 20) / 36)), /cannot be read|not ready/],
  ["a file that unpacks to a thousand times its size", "bomb.xlsx", () => packed("[Content_Types].xml", Buffer.alloc(60 << 20, "<a>")), /times its size/],
  ["markup without end", "deep.csv", () => Buffer.from(deep), /cannot be read|not ready/],
]) {
  test(`${what} ends in a message, and the next file works`, async () => {
    writeFileSync(path.join(out, name), bytes());
    const started = Date.now();
    const said = await choose([path.join(out, name)], 15000);
    console.log(`# ${what}: ${Date.now() - started} ms: ${said.slice(0, 120)}`);
    assert.ok(Date.now() - started < 15000, "it took more than 15 seconds");
    assert.match(said, expect);
    assert.deepEqual(await axe(page), []);
    assert.match(await choose([path.join(responses, "harbour-ledger.xlsx")]), /harbour-ledger.xlsx is ready/);
  });
}

test("nothing else went wrong on the page", () => assert.deepEqual(faults, []));

test("opened from a folder, and without the checker, it says what to do instead", async () => {
  const { page, faults, context } = await open(root);
  await page.goto(address(sample, "public", "check/index.html"));
  assert.match(await page.locator(".check-status").innerText(), /opframe serve/);
  assert.match(await page.locator(".check-status").innerText(), /opframe check FILE/);
  assert.equal(await page.locator(".check button").count(), 0);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});
