// What every browser test shares: the editions built for them, a browser that leaves no folder, and a
// page that remembers everything it should not have done.
import { chromium } from "playwright-core";
import { existsSync, readdirSync, statSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));

// The sample round's site and that of a round full of hostile text, built by `make test-site`.
export const sample = need("OPFRAME_SITE", path.join(here, "../../out/site"));
export const hostile = need("OPFRAME_HOSTILE", path.join(here, "../../out/hostile/site"));

function need(name, otherwise) {
  const dir = path.resolve(process.env[name] ?? otherwise);
  if (!existsSync(path.join(dir, "public/index.html"))) {
    throw new Error(`${dir} holds no site: run \`make test-site\`, which builds it`);
  }
  return dir;
}

export const axeSource = readFileSync(path.join(here, "node_modules/axe-core/axe.min.js"), "utf8");
export const vnu = path.join(here, "node_modules/vnu-jar/build/dist/vnu.jar");

// editions are the roots below a site: what is published is one of them.
export function editions(site) {
  const providers = readdirSync(path.join(site, "providers")).sort().map((id) => `providers/${id}`);
  return ["public", "working-group", "office", ...providers];
}

// pagesOf lists every page of an edition, below its root. The page for addresses that lead nowhere is
// made for a server and has tests of its own.
export function pagesOf(site, edition) {
  const root = path.join(site, edition);
  return readdirSync(root, { recursive: true })
    .map((name) => String(name).split(path.sep).join("/"))
    .filter((name) => name.endsWith(".html") && name !== "404.html" && statSync(path.join(root, name)).isFile())
    .sort();
}

// kindOf is what kind of page it is: pages of one kind are made by the same code.
export function kindOf(edition, name) {
  // Members have the public's pages but for these.
  const own = ["index.html", "summary.html", "search.html"].includes(name);
  const reader = edition === "working-group" && !own ? "public" : edition.split("/")[0];
  return `${reader}:${name.replace(/(^|\/)(?!framework)[^/]+\/assessment\.html$/, "$1*/assessment.html").replace(/(controls|groups|meetings|papers|issues|framework)\/(?!index\.html|issues\/index)[^/]+\.html$/, "$1/*.html").replace(/^products\/[^/]+\/index\.html$/, "products/*/index.html").replace(/[^/]+\/letters\//, "*/letters/")}`;
}

// every: each page is looked at, as CI does.
export const every = process.env.OPFRAME_EVERY !== undefined;

// newTexts gives a function that tells whether a page has to be opened: what several editions have word for
// word is opened where it is met first, and everywhere in CI.
export function newTexts(site) {
  const met = new Set();
  return ({ edition, name }) => {
    const main = readFileSync(path.join(site, edition, name), "utf8").match(/<main[^]*<\/main>/)[0];
    const fresh = !met.has(main);
    met.add(main);
    return fresh || every;
  };
}

export const address = (site, edition, name) => pathToFileURL(path.join(site, edition, name)).href;

let browser; // a promise, so that who asks at once gets the same
export function launch() {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  return browser;
}
export async function close() {
  await (await browser)?.close();
  browser = undefined;
}

// open gives a page that collects faults: errors, messages of the console, refusals of the policy, and
// requests that leave the folder root.
export async function open(root, options = {}) {
  const context = await (await launch()).newContext({ viewport: { width: 1280, height: 900 }, locale: "en-AU", ...options });
  const page = await context.newPage();
  const faults = [];
  const inside = pathToFileURL(path.resolve(root) + path.sep).href;
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(`console ${m.type()}: ${m.text()}`));
  page.on("dialog", (d) => { faults.push(`dialog: ${d.message()}`); d.dismiss(); });
  // A request is aborted when the next page is asked for before an icon has come.
  page.on("requestfailed", (r) => r.failure().errorText === "net::ERR_ABORTED" || faults.push(`failed: ${r.url()} ${r.failure().errorText}`));
  page.on("request", (r) => { if (!r.url().startsWith(inside) && !r.url().startsWith("blob:")) faults.push(`leaves the folder: ${r.url()}`); });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => document.addEventListener("securitypolicyviolation", (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI}`)));
  }
  return { page, faults, context };
}

// overflow is by how many pixels the page is wider than its window.
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const tags = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

// colours are the rules of these that other colours can break: all others see the same page.
export const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

// axe is every violation, a line each, with the element it is on.
export async function axe(page, rules = tags) {
  // Evaluated in the page's own world by the protocol, so that the page's policy stays as it is. Style sheets
  // are not fetched again: the policy would refuse that.
  await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const found = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary.replace(/\s+/g, " ")}`));
  }, rules);
}
