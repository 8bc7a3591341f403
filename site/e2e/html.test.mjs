// The Nu HTML checker reads every page of every edition, and a page made bad on purpose.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hostile, open, axe, close, sample, vnu } from "./harness.mjs";

function check(...where) {
  const r = spawnSync("java", ["-Xss4m", "-jar", vnu, "--errors-only", "--skip-non-html", "--format", "json", ...where], { maxBuffer: 1 << 28, encoding: "utf8" });
  if (r.error) throw r.error;
  return JSON.parse(r.stderr).messages.map((m) => `${m.url}:${m.lastLine}: ${m.message}`);
}

test("the Nu checker finds no error on any page", () => {
  assert.deepEqual(check(sample, hostile), []);
});

test("a bad page is found by both checkers", async () => {
  const dir = mkdtempSync(path.join(tmpdir(), "opframe-bad-"));
  try {
    const bad = path.join(dir, "bad.html");
    writeFileSync(bad, `<!DOCTYPE html><html><head><title></title></head><body><main><h1>x</h1><img src="x.png"><p><div></p></main></body></html>`);
    assert.notDeepEqual(check(bad), [], "the Nu checker finds nothing wrong with a bad page");
    const { page, context } = await open(dir);
    await page.goto(`file://${bad}`);
    assert.notDeepEqual(await axe(page), [], "axe finds nothing wrong with a bad page");
    await context.close();
  } finally {
    await close();
    rmSync(dir, { recursive: true });
  }
});
