// The office's table of products with 10,000 of them: it is whole without scripts, what is first seen does not
// wait for them, and picking from it is done before a reader has noticed that it takes time.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { close, open, sample } from "./harness.mjs";

const products = 10000;
// What a reader is promised on a machine that does nothing else, and what only a script that is broken takes:
// a machine that is busy must not fail the test.
const promised = 100, broken = 5 * promised;

const root = mkdtempSync(path.join(tmpdir(), "opframe-large-"));
const at = pathToFileURL(path.join(root, "office", "products.html")).href;

// The sample's page with its rows again and again, each with a name of its own: a round of as many products
// takes minutes to make, and its rows vary no more.
before(() => {
  mkdirSync(path.join(root, "office"));
  cpSync(path.join(sample, "office", "assets"), path.join(root, "office", "assets"), { recursive: true });
  const [, head, body, foot] = readFileSync(path.join(sample, "office", "products.html"), "utf8").match(/^([^]*<tbody>\n)([^]*?)(<\/tbody>[^]*)$/);
  const rows = body.trimEnd().split("\n");
  const more = Array.from({ length: products }, (_, i) => rows[i % rows.length].replace("</a></th>", ` ${String(i).padStart(5, "0")}</a></th>`));
  writeFileSync(path.join(root, "office", "products.html"), head + more.join("\n") + "\n" + foot);
});

after(async () => {
  await close();
  rmSync(root, { recursive: true });
});

// visit opens the page, does something there and holds that nothing went wrong meanwhile.
async function visit(act, options) {
  const { page, faults, context } = await open(root, options);
  await page.goto(at);
  await act(page);
  await context.close();
  assert.deepEqual(faults, []);
}

const rows = (page) => page.locator("[id=products] tbody tr").count();

// took is how long it takes from an event at a control until what the table says of it, which is not what it
// said before, is painted; and what it says then.
function took(page, control, value, event) {
  return page.evaluate(async ([control, value, event]) => {
    const frame = () => new Promise(requestAnimationFrame);
    const status = () => document.querySelector("[role=status]").textContent;
    await frame();
    const said = status(), e = document.querySelector(control), started = performance.now();
    e.value = value;
    e.dispatchEvent(new Event(event, { bubbles: true }));
    for (let n = 0; status() === said && n < 300; n++) await frame();
    await frame();
    await frame();
    return { ms: performance.now() - started, said: status() };
  }, [control, value, event]);
}

// held prints the median and holds it against what is broken.
function held(what, times) {
  const sorted = times.toSorted((a, b) => a - b), median = sorted[sorted.length >> 1];
  console.log(`# ${what}: median ${median.toFixed()} ms of ${sorted.map((t) => t.toFixed()).join(", ")}; promised are ${promised} ms`);
  assert.ok(median < broken, `${what} takes ${median} ms`);
}

test("every product stands in the table when scripts are off", () =>
  visit(async (page) => assert.equal(await rows(page), products), { javaScriptEnabled: false }));

test("the page is seen while its script has not come, and then its table works", async () => {
  const { page, faults, context } = await open(root);
  let come;
  const coming = new Promise((resolve) => { come = resolve; });
  await page.route("**/tables.js", async (route) => { await coming; await route.continue(); });
  await page.goto(at, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  assert.equal(await page.locator(".filters").count(), 0);
  assert.ok(await page.locator("[id=products] tbody tr").first().isVisible());
  come();
  await page.locator(".filters").waitFor();
  await context.close();
  assert.deepEqual(faults, []);
});

test("rows are picked by words while they are typed", () =>
  visit(async (page) => {
    assert.ok(await rows(page) < products, "all rows are laid out at once");
    const times = [];
    for (const words of ["07", "071", "0712", "harbour", "harbour 07", "granted", "", "zzzz", "callum 9", ""]) {
      const { ms, said } = await took(page, "#products_q", words, "input");
      times.push(ms);
      if (words === "0712") {
        // 00712, 07120 to 07129
        assert.equal(said, "11 of 10,000 rows");
        assert.equal(await rows(page), 11);
      }
      if (words === "") assert.match(said, /^10,000 rows/);
      if (words === "zzzz") assert.equal(await rows(page), 0);
    }
    held("typing", times);
    await took(page, "#products_q", "0712", "input");
    await page.waitForURL(/#products\?_q=0712$/);
    assert.equal(await rows(page), 11);
  }));

test("rows are picked from a list, and sorted", () =>
  visit(async (page) => {
    const times = [], options = await page.locator("#products_status option").evaluateAll((all) => all.slice(1).map((o) => [o.value, Number(/\((\d+)\)$/.exec(o.text)[1])]));
    assert.ok(options.length > 4, `only ${options.length} statuses`);
    assert.equal(options.reduce((sum, [, n]) => sum + n, 0), products);
    for (const [value, n] of options) {
      const { ms, said } = await took(page, "#products_status", value, "change");
      times.push(ms);
      assert.ok(said.startsWith(`${n.toLocaleString("en-AU")} of 10,000 rows`), `${value} (${n}): ${said}`);
      assert.equal(new URLSearchParams(page.url().split("?")[1]).get("status"), value);
      await took(page, "#products_status", "", "change");
    }
    held("picking from a list", times);
    const head = page.locator("[id=products] th[data-column]").first();
    await head.locator("button").click();
    await head.locator("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    assert.equal(await rows(page), 100);
  }));
