// A round in which everything that anybody can write is hostile: no page of any edition runs any of it,
// none grows wider than its window, and tables and search still work with it.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { address, axe, close, editions, hostile, kindOf, newTexts, open, overflow, pagesOf } from "./harness.mjs";

after(close);

const kinds = new Set(); // of pages that axe has looked at
const fresh = newTexts(hostile);

for (const edition of editions(hostile)) {
  test(`nothing hostile runs in ${edition}`, async () => {
    const { page, faults, context } = await open(path.join(hostile, edition));
    const wrong = [];
    for (const name of pagesOf(hostile, edition).filter((name) => fresh({ edition, name }))) {
      faults.length = 0;
      await page.goto(address(hostile, edition, name));
      const kind = kindOf(edition, name);
      const found = kinds.has(kind) ? [] : await axe(page);
      kinds.add(kind);
      const wide = await overflow(page);
      await page.setViewportSize({ width: 320, height: 640 });
      const narrow = await overflow(page);
      await page.setViewportSize({ width: 1280, height: 900 });
      found.push(...faults, ...(wide > 0 ? [`${wide}px too wide at 1280`] : []), ...(narrow > 0 ? [`${narrow}px too wide at 320`] : []));
      wrong.push(...found.map((f) => `${name}: ${f.slice(0, 300)}`));
    }
    await context.close();
    assert.deepEqual(wrong, []);
  });
}

test("searching for hostile text finds it and runs nothing", async () => {
  const { page, faults, context } = await open(path.join(hostile, "public"));
  await page.goto(address(hostile, "public", "search.html"));
  await page.locator(".search-form input[type=search]").fill('script alert("ran")');
  await page.locator(".search-results > li").first().waitFor();
  assert.match(await page.locator(".search-results").innerText(), /<script>alert\("ran"\)<\/script>/);
  await page.locator(".search-results a").first().click();
  await context.close();
  assert.deepEqual(faults, []);
});
