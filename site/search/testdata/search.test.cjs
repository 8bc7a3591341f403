// Runs the browser's script without a page on an index that the Go test made: SCRIPT and INDEX are the
// files, EXPECTED the words of every text as Go takes them apart.
"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const vm = require("node:vm");

const script = fs.readFileSync(process.env.SCRIPT, "utf8");
const made = fs.readFileSync(process.env.INDEX, "utf8");

function run(source, before = {}) {
  const context = vm.createContext(before);
  vm.runInContext(source, context);
  return context;
}

const context = run(made);
const core = run(script, { module: {} }).module.exports;
const index = core.open(context.opframeSearch);

// Values of another context are not of this one's classes, so they are compared as JSON.
const plain = (value) => JSON.parse(JSON.stringify(value));
const paths = (query) => plain(core.find(index, query).results.map((r) => r.page.path));

test("the index sets one global and no more", () => {
  assert.deepEqual(Object.keys(context), ["opframeSearch"]);
});

test("words are taken apart as in Go", () => {
  for (const { text, words } of JSON.parse(fs.readFileSync(process.env.EXPECTED, "utf8"))) {
    assert.deepEqual(plain(core.split(index, text).map((w) => w.text)), words || [], JSON.stringify(text).slice(0, 200));
  }
});

test("a word stands where the text says", () => {
  const text = "👩‍💻 Re\u0301sume\u0301: TLS1.2!";
  assert.deepEqual(plain(core.split(index, text).map((w) => text.slice(w.start, w.end))), ["Re\u0301sume\u0301", "TLS1.2"]);
});

test("titles come before headings, headings before summaries, summaries before text", () => {
  assert.deepEqual(paths("walrus"), ["rank/title.html", "rank/heading.html", "rank/summary.html", "rank/text.html"]);
});

test("every word must be there, as the beginning of a word", () => {
  assert.deepEqual(paths("host evid"), ["controls/hosting.html"]);
  assert.deepEqual(paths("walrus evidence"), []);
  assert.deepEqual(paths("EVIDENCE  what"), ["controls/hosting.html"]);
});

test("what is searched for leads to the section that has it", () => {
  const [hit] = core.find(index, "certificate contract").results;
  assert.deepEqual(plain(hit.sections.map((s) => s.anchor)), ["evidence"]);
  assert.deepEqual(plain(core.find(index, "hosting country").results[0].sections), []);
});

test("a name and its number are found together and apart", () => {
  for (const query of ["TLS1.2", "tls 1.2", "TLS1", "1.2"]) {
    assert.ok(paths(query).includes("index.html"), query);
    assert.ok(paths(query).includes("controls/encryption.html"), query);
  }
  assert.ok(paths("iso 27001").includes("controls/hosting.html"));
  assert.ok(paths("ISO27001").includes("index.html"));
  assert.deepEqual(paths("p14"), ["controls/hosting.html"]);
});

test("a word whose beginning is searched for counts less than the word", () => {
  assert.deepEqual(paths("exact"), ["rank/exact.html", "rank/exacting.html"]);
});

test("letters of every script are found", () => {
  for (const query of ["resume", "RÉSUMÉ", "muller", "strasse", "שלום", "مرحبا", "ελλ", "йод", "一二", "हिन्दी", "\u{20000}", "\ufb03"]) {
    assert.equal(core.find(index, query).results.length, 1, query);
  }
});

test("queries without words and without end", () => {
  for (const query of ["", "   ", "🙂", "\u202e", "…", "\ud800", "'", "."]) {
    assert.deepEqual(plain(core.find(index, query)), { terms: [], missing: [], results: [] });
  }
  assert.equal(core.find(index, "long".repeat(2500)).results.length, 1);
  assert.ok(core.terms(index, "a1 b2 c3 d4 e5 f6 ".repeat(1000)).length <= 16);
  assert.ok(core.terms(index, Array.from({ length: 5000 }, (_, i) => "w" + i).join(" ")).length <= 16);
});

test("a misspelt word has a neighbour", () => {
  assert.deepEqual(plain(core.find(index, "evidnece hosting").missing), ["evidnece"]);
  assert.equal(core.nearest(index, "evidnece"), "evidence");
  assert.equal(core.nearest(index, "hostng"), "hosting");
  assert.equal(core.nearest(index, "zzzzzzzzz"), "");
});

test("marks are cut out of the text, which stays whole", () => {
  const text = "Hosted by <b>hosting</b> Höst & co, TLS1.2";
  const cut = core.pieces(index, text, core.terms(index, "host 1.2"));
  assert.equal(cut.map((p) => p.text).join(""), text);
  assert.deepEqual(plain(cut.filter((p) => p.marked).map((p) => p.text)), ["Hosted", "hosting", "Höst", "TLS1.2"]);
});

test("an address is a path below the root, whatever is in it", () => {
  assert.equal(core.address("controls/hosting.html", "evidence"), "controls/hosting.html#evidence");
  assert.equal(core.address("javascript:alert(1)", ""), "javascript%3Aalert(1)");
  assert.equal(core.address("a b/c#d?e.html", "x y"), "a%20b/c%23d%3Fe.html#x%20y");
});

test("an index that is none is refused", () => {
  for (const data of [undefined, null, {}, { form: 2, pages: [], words: "" }, { form: 1 }]) {
    assert.throws(() => core.open(data), /does not fit/);
  }
});
