// What readers do: search, filter, sort, send on an address, go by keyboard, in the dark, without scripts.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { address, close, open, pagesOf, sample } from "./harness.mjs";

after(close);

// visit opens a page of an edition, does something there and holds that nothing went wrong meanwhile.
async function visit(edition, name, act, options) {
  const { page, faults, context } = await open(path.join(sample, edition), options);
  await page.goto(address(sample, edition, name));
  await act(page);
  await context.close();
  assert.deepEqual(faults, []);
}

for (const edition of ["public", "working-group", "office"]) {
  test(`search in the ${edition} edition finds by the field at the head of any page`, () =>
    visit(edition, "consultation/index.html", async (page) => {
      await page.locator("header form[role=search] input").fill("encryption transit");
      await page.keyboard.press("Enter");
      await page.waitForURL(/search\.html\?q=/);
      const first = page.locator(".search-results > li").first();
      await first.waitFor();
      assert.match(await page.locator(".search-status").innerText(), /\d/);
      await first.locator("a").first().click();
      await page.waitForURL((u) => !u.href.includes("search.html"));
      assert.match((await page.locator("main").innerText()).toLowerCase(), /encryption/);
    }));
}

test("search finds beginnings of words, ids and papers, refines while typing, and says when nothing fits", () =>
  visit("public", "search.html", async (page) => {
    const field = page.locator(".search-form input[type=search]");
    const titles = () => page.locator(".search-results").innerText();
    await field.fill("encryp");
    await page.locator(".search-results > li").first().waitFor();
    const many = await page.locator(".search-results > li").count();
    await field.fill("encryp position");
    await page.waitForFunction((n) => document.querySelectorAll(".search-results > li").length < n, many);
    assert.match(await titles(), /Encryption in transit/i);
    await field.fill("P14");
    await page.waitForFunction(() => /business number|registered/i.test(document.querySelector(".search-results").innerText));
    await field.fill("zzzzqqqq");
    await page.waitForFunction(() => document.querySelectorAll(".search-results > li").length === 0);
    assert.match(await page.locator(".search-help").innerText(), /zzzzqqqq/);
    await field.fill("<img src=x onerror=alert(1)> \u202e" + "w".repeat(10000));
    await page.waitForTimeout(400);
  }));

test("the search page lists every page when scripts are off", () =>
  visit("public", "search.html", async (page) => {
    const listed = new Set(await page.locator("main a").evaluateAll((all) => all.map((a) => new URL(a.href).pathname)));
    const missing = pagesOf(sample, "public").filter((name) => name !== "search.html" && ![...listed].some((p) => p.endsWith("/public/" + name)));
    assert.deepEqual(missing, []);
  }, { javaScriptEnabled: false }));

const shown = (page, key) => page.locator(`[id="${key}"] tbody tr:not([hidden])`).count();

test("the API register filters, sorts and keeps what was picked in the address", () =>
  visit("public", "apis.html", async (page) => {
    const all = await shown(page, "register");
    assert.ok(all > 40, `${all} rows are in the register`);
    const risk = page.locator("[id=register_risk]");
    const value = await risk.locator("option").nth(2).getAttribute("value");
    await risk.selectOption(value);
    const some = await shown(page, "register");
    assert.ok(some > 0 && some < all, `${some} of ${all} rows after picking ${value}`);
    assert.match(await page.locator("[role=status]").first().innerText(), new RegExp(`${some} of ${all}`));
    const head = page.locator("[id=register] th[data-column]").first();
    await head.locator("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    const names = () => page.locator("[id=register] tbody tr:not([hidden]) > :first-child").allInnerTexts();
    const up = await names();
    await head.locator("button").click();
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    assert.deepEqual(await names(), up.reverse());
    const url = page.url();
    assert.match(url, /#register\?.*risk=/);
    await page.goto("about:blank");
    await page.goto(url);
    assert.equal(await shown(page, "register"), some, "the address sent on shows something else");
    await page.locator("button.clear").first().click();
    assert.equal(await shown(page, "register"), all);
    await page.locator("input[id=register_q]").fill("zzzz");
    await page.waitForFunction(() => /No row/.test(document.querySelector("[role=status]").innerText));
  }));

test("the office filters products by each of its columns and by what the matrix leads to", () =>
  visit("office", "products.html", async (page) => {
    const all = await shown(page, "products");
    for (const column of ["status", "level", "api-risk", "recommended", "tier", "reviewer", "expiry", "domain"]) {
      const select = page.locator(`select[id^="products_${column}"]`).first();
      const options = await select.locator("option").count();
      assert.ok(options > 2, `${column} has only ${options} options`);
      await select.selectOption({ index: 1 });
      const some = await shown(page, "products");
      assert.ok(some > 0 && some < all, `${some} of ${all} products by ${column}`);
      await page.locator("button.clear").first().click();
    }
    await page.goto(address(sample, "office", "matrix.html"));
    const cell = page.locator("main table a").first();
    await cell.click();
    assert.ok(page.url().includes("#"), "a cell of the matrix leads nowhere");
  }));

for (const [edition, name] of [["public", "index.html"], ["public", "apis.html"], ["office", "products.html"], ["working-group", "consultation/actions.html"]]) {
  test(`every control of ${edition}/${name} is reached by keyboard, in order, and is seen to be`, () =>
    visit(edition, name, async (page) => {
      const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
        .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled).length);
      await page.keyboard.press("Tab");
      const first = await page.evaluate(() => document.activeElement.className);
      assert.equal(first, "skip", "the first stop is not the way to the content");
      let stops = 1;
      const unseen = [];
      for (; stops <= wanted + 5; stops++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const e = document.activeElement, style = getComputedStyle(e);
          return e === document.body ? null : { what: e.outerHTML.slice(0, 80), seen: style.outlineStyle !== "none" || style.boxShadow !== "none" };
        });
        if (!at) break;
        if (!at.seen) unseen.push(at.what);
      }
      assert.ok(stops >= wanted, `${stops} of ${wanted} controls were reached`);
      assert.deepEqual(unseen, []);
    }));
}

test("the way to the content leads there", () =>
  visit("public", "apis.html", async (page) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
  }));

test("dark colours are dark", () =>
  visit("public", "index.html", async (page) => {
    const [r, g, b] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number);
    assert.ok(r + g + b < 150, `the paper is ${r}, ${g}, ${b}`);
  }, { colorScheme: "dark" }));

test("the page for addresses that lead nowhere works at any depth of the server", async () => {
  const base = new URL("/operational-framework/", "http://127.0.0.1");
  const root = path.join(sample, "public");
  const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
  const server = http.createServer((request, answer) => {
    const name = new URL(request.url, base).pathname.replace(base.pathname, "") || "index.html";
    let body, status = 200;
    try {
      body = readFileSync(path.join(root, name));
    } catch {
      [body, status] = [readFileSync(path.join(root, "404.html")), 404];
    }
    answer.writeHead(status, { "content-type": status === 404 ? "text/html" : types[path.extname(name)] ?? "application/octet-stream" }).end(body);
  }).listen(0, "127.0.0.1");
  await new Promise((r) => server.once("listening", r));
  const at = `http://127.0.0.1:${server.address().port}${base.pathname}`;
  const { page, context } = await open(root);
  const failed = [];
  page.on("response", (r) => r.status() >= 400 && !r.url().includes("nowhere") && failed.push(r.url()));
  await page.goto(`${at}controls/nowhere/at/all.html`);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("header.site")).display !== "inline" && document.styleSheets.length > 0), true);
  await page.locator("header.site nav a").nth(1).click();
  assert.match(page.url(), new RegExp(`^${at}framework/`));
  assert.deepEqual(failed, []);
  await context.close();
  server.close();
});
