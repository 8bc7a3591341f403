// Every page of every edition, in a browser: nothing is logged, refused or fetched from elsewhere, nothing
// has to be scrolled sideways at 320 and 1280 pixels. axe, which takes far longer than all else, looks at one
// page of each kind, in dark colours and narrow as well; it finds no violation. So it is of a few pages of each
// kind, and of every page, with axe, where OPFRAME_EVERY is set, as CI does.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import path from "node:path";
import { address, axe, close, colours, editions, every, kindOf, newTexts, open, overflow, pagesOf, sample } from "./harness.mjs";

after(close);

const found = editions(sample).flatMap((edition) => pagesOf(sample, edition).map((name) => ({ edition, name }))).filter(newTexts(sample));
// Of each kind so many are opened, and every page in CI: a round has hundreds of letters and products.
const most = 8, count = new Map();
const all = found.filter(({ edition, name }) => {
  const kind = kindOf(edition, name), n = (count.get(kind) ?? 0) + 1;
  count.set(kind, n);
  return n <= most || every;
});
const kinds = new Map();
for (const p of all) if (!kinds.has(kindOf(p.edition, p.name))) kinds.set(kindOf(p.edition, p.name), p);

test(`${all.length} of the ${found.length} pages of all editions`, async () => {
  assert.ok(found.length > 250, `only ${found.length} pages were found`);
  const seen = new Set(), kinds = new Set(); // axe need not see twice what is word for word the same
  const wrong = await look(all, {}, async (page, kind) => {
    const main = await page.locator("main").evaluate((e) => e.outerHTML);
    if (seen.has(main)) return [];
    seen.add(main);
    const due = !kinds.has(kind) || every;
    kinds.add(kind);
    const found = due ? await axe(page) : [];
    const wide = await overflow(page);
    await page.setViewportSize({ width: 320, height: 640 });
    const narrow = await overflow(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    return [...found, ...(wide > 0 ? [`${wide}px too wide at 1280`] : []), ...(narrow > 0 ? [`${narrow}px too wide at 320`] : [])];
  });
  assert.deepEqual(wrong, []);
});

for (const [what, options, rules] of [
  ["dark colours", { colorScheme: "dark" }, colours],
  ["a narrow window", { viewport: { width: 320, height: 640 } }],
]) {
  test(`a page of each of ${kinds.size} kinds with ${what}`, async () => {
    assert.deepEqual(await look([...kinds.values()], options, (page) => axe(page, rules)), []);
  });
}

test("a page of each kind can be read with scripts off", async () => {
  const wrong = await look([...kinds.values()], { javaScriptEnabled: false }, async (page) => {
    const text = await page.locator("main").innerText();
    return text.length > 150 ? [] : [`main says only ${JSON.stringify(text)}`];
  });
  assert.deepEqual(wrong, []);
});

test("a page of each kind prints without what is for the screen", async () => {
  const wrong = await look([...kinds.values()], {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    const found = [];
    for (const gone of ["nav", "form[role=search]", "button"]) {
      const shown = await page.locator(gone).evaluateAll((all) => all.filter((e) => e.checkVisibility()).length);
      if (shown) found.push(`${shown} ${gone} in print`);
    }
    await page.emulateMedia({ media: "screen" });
    return found;
  });
  assert.deepEqual(wrong, []);
});

// look opens pages one after the other, two at a time, and gathers what check finds.
async function look(pages, options, check) {
  const wrong = [], queue = [...pages];
  await Promise.all([1, 2].map(async () => {
    let at, opened;
    while (queue.length) {
      const { edition, name } = queue.shift();
      if (edition !== at) {
        await opened?.context.close();
        opened = await open(path.join(sample, edition), options);
        at = edition;
      }
      opened.faults.length = 0;
      await opened.page.goto(address(sample, edition, name));
      const found = [...opened.faults, ...(await check(opened.page, kindOf(edition, name)))];
      wrong.push(...found.map((f) => `${edition}/${name}: ${f}`));
    }
    await opened?.context.close();
  }));
  return wrong.sort();
}
