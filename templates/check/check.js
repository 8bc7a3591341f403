// The page check/: loads the checker, forbids the page every connection, and only then takes files.
// module.js beside it sets opframeModule: { name, size, packed, frameworks }, or null where the site was built
// without the checker. The text of the page says all that is needed where this does not run.
(() => {
  "use strict";

  const SECONDS = 10; // for reading one choice of files; the checker stops by itself
  const GRACE = 4; // more, after which the worker is ended
  const MOST = 256 << 20; // bytes of one file; more is not even read
  const made = window.opframeModule;
  const base = new URL(".", document.currentScript.src);

  const make = (tag, props = {}, ...children) => {
    const e = Object.assign(document.createElement(tag), props);
    e.append(...children);
    return e;
  };
  const megabytes = (n) => `${(n / 1e6).toFixed(1)} MB`;

  const status = make("p", { className: "check-status" });
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  const bar = make("progress", { hidden: true, max: 1 });
  bar.setAttribute("aria-label", "Progress");
  const say = (text) => (status.textContent = text);
  const work = (part) => {
    bar.hidden = part === null;
    if (part > 0) bar.value = part;
    else bar.removeAttribute("value");
  };
  const results = make("div", { className: "check-results", tabIndex: -1 });
  results.setAttribute("role", "region");
  results.setAttribute("aria-label", "Result of the check");
  const app = make("div", { className: "check" });
  const instead = "Check on your own computer instead: install opframe and run `opframe check FILE`, as the text below says.";

  // ---- loading ----

  let script, module, worker, calls = 0;
  const waiting = new Map();

  async function load() {
    button.disabled = true;
    try {
      say("Loading the checker.");
      work(0);
      const bytes = await fetched(made.name, made.size);
      const texts = await Promise.all(["wasm_exec.js", "worker.js"].map((name) => fetched(name).then((b) => new TextDecoder().decode(b))));
      say("Preparing the checker.");
      work(0);
      module = await WebAssembly.compile(bytes);
      script = URL.createObjectURL(new Blob(texts, { type: "text/javascript" }));
      lock();
      const { frameworks } = await start();
      agree(frameworks);
      ask(frameworks);
      say("The checker is loaded. From now on this page cannot connect to anything. Choose your questionnaire.");
      field.focus();
    } catch (e) {
      say(`The checker could not be loaded: ${e.message} ${instead}`);
      button.disabled = false;
    }
    work(null);
  }

  // fetched gets a file beside this script; its name or the site's own build says what it holds.
  async function fetched(name, size) {
    const answer = await fetch(new URL(name, base), { credentials: "omit" });
    if (!answer.ok) throw new Error(`${name} is not there (${answer.status}).`);
    if (!size || !answer.body) return new Uint8Array(await answer.arrayBuffer());
    const parts = [];
    let got = 0;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      work((got += value.length) / size);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  }

  // lock forbids this page, and every worker made after it, all connections: policies add up, and what one of
  // them forbids is forbidden. Only the checker's own worker and module may still run.
  function lock() {
    const policy = make("meta", { httpEquiv: "Content-Security-Policy",
      content: "default-src 'none'; style-src 'self'; script-src 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'; img-src 'none'; form-action 'none'; base-uri 'none'" });
    document.documentElement.dataset.locked = "";
    document.querySelector("header form[role=search]")?.remove(); // it would lead to another page with what is typed
    document.head.append(policy);
  }

  // agree holds that the module judges by the frameworks that the site was built with.
  function agree(frameworks) {
    for (const { framework, sha256 } of made.frameworks) {
      const mine = frameworks.find((f) => f.framework === framework);
      if (!mine || mine.sha256 !== sha256) throw new Error(`The checker judges ${framework} by other rules than the office's program: tell the office.`);
    }
  }

  // ---- the worker ----

  async function start() {
    worker = new Worker(script);
    worker.onmessage = ({ data }) => {
      if (data.ended) return end("The checker failed on it.");
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    };
    worker.onerror = (e) => {
      e.preventDefault();
      end("The checker failed on it.");
    };
    return call({ job: "start", module }, 60);
  }

  // end stops the worker whatever it is doing; whoever waits for it is told why.
  function end(why) {
    worker?.terminate();
    worker = null;
    for (const done of waiting.values()) done({ error: why });
    waiting.clear();
  }

  async function call(message, seconds) {
    const id = ++calls;
    const timer = setTimeout(() => end("It takes longer than the time allowed, so it was stopped. Remove what is not needed from the file, such as pictures and empty rows, and choose it again."), seconds * 1000);
    const answer = await new Promise((done) => {
      waiting.set(id, done);
      worker.postMessage({ id, ...message });
    });
    clearTimeout(timer);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  // ---- choosing ----

  const button = make("button", { type: "button", className: "load" });
  const field = make("input", { type: "file", id: "_file", multiple: true });
  const day = make("input", { type: "date", id: "_day", required: true });

  // ask shows the field for files, once no connection can be made any more.
  function ask(frameworks) {
    const now = new Date();
    day.value = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    field.addEventListener("change", () => field.files.length && look([...field.files]));
    const drop = make("div", { className: "drop" },
      make("p", {}, make("label", { htmlFor: "_file", textContent: "Completed questionnaire" }), " (XLSX, XLSM, ODS or CSV; choose all CSV files of one questionnaire together), or drop it here."),
      make("p", {}, field),
      make("p", {}, make("label", { htmlFor: "_day", textContent: "Check as of" }), " ", day));
    for (const kind of ["dragover", "drop"]) {
      drop.addEventListener(kind, (e) => {
        e.preventDefault();
        if (kind === "drop" && e.dataTransfer.files.length) look([...e.dataTransfer.files]);
      });
    }
    const list = make("ul", {}, ...frameworks.map((f) => make("li", {}, `${f.framework}: `, make("code", { textContent: f.sha256 }))));
    const rules = make("details", {}, make("summary", { textContent: "Which rules it checks by" }),
      make("p", { textContent: "The SHA-256 of each framework as the loaded checker holds it; `opframe frameworks` shows the office's." }), list);
    button.replaceWith(drop, rules);
  }

  let busy = false;

  async function look(files) {
    if (busy) return;
    busy = true;
    field.disabled = true;
    results.replaceChildren();
    app.setAttribute("aria-busy", "true");
    try {
      say(`Checking ${files.map((f) => f.name).join(", ")}.`);
      work(0);
      const big = files.find((f) => f.size > MOST);
      if (big) throw new Error(`${big.name} has ${megabytes(big.size)}, far more than a questionnaire. Choose another file.`);
      const read = await Promise.all(files.map(async (f) => ({ name: f.name, data: new Uint8Array(await f.arrayBuffer()) })));
      if (!worker) await start();
      const { submissions } = await call({ job: "look", files: read, day: day.value, seconds: SECONDS }, SECONDS + GRACE);
      const offers = submissions.map(show);
      say(submissions.map((s) => s.summary).join(" "));
      results.focus();
      for (const [index, offer] of offers.entries()) {
        offer.textContent = "Making the files to keep …";
        const kept = await call({ job: "keep", index }, 60);
        offer.replaceChildren(...kept.files.map(link));
      }
      say(`${status.textContent} Files to keep are ready.`);
    } catch (e) {
      say(`${files.map((f) => f.name).join(", ")}: ${e.message} You can choose another file.`);
    }
    work(null);
    app.removeAttribute("aria-busy");
    field.disabled = false;
    field.value = "";
    busy = false;
  }

  // show puts the result of one submission on the page. Its HTML is made and escaped by the printer of all
  // pages; the policy lets nothing in it run.
  function show(s) {
    const part = make("section", { className: "result" });
    part.innerHTML = s.html;
    part.dataset.check = JSON.stringify(s.check);
    if (s.assessment) part.dataset.assessment = JSON.stringify(s.assessment);
    const offer = make("ul", { className: "keep" });
    const title = make("h2", { textContent: `Keep: ${s.name}` });
    part.append(title, offer);
    results.append(part);
    return offer;
  }

  let links = [];
  function link(f) {
    const href = URL.createObjectURL(new Blob([f.data], { type: f.type }));
    links.push(href);
    return make("li", {}, make("a", { href, download: f.name, textContent: `${f.label} (${f.kind}, ${Math.max(1, Math.round(f.data.length / 1000))} KB)` }));
  }

  // ---- the page ----

  app.append(button, status, bar);
  document.querySelector("main .body").prepend(app, results);
  if (!made) {
    button.remove();
    say(`This site was built without the checker. ${instead}`);
  } else if (location.protocol === "file:") {
    button.remove();
    say(`Browsers do not let a page that is opened from a folder load the checker. Open this site from a web server, or with \`opframe serve\`. ${instead}`);
  } else if (typeof WebAssembly !== "object" || typeof Worker !== "function") {
    button.remove();
    say(`This browser cannot run the checker, because WebAssembly is off or missing. ${instead}`);
  } else {
    button.textContent = `Load the checker (${megabytes(made.size)}, ${megabytes(made.packed)} where the server packs it)`;
    button.addEventListener("click", load);
  }
})();
