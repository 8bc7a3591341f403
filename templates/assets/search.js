// Search over the pages of an edition, on its search.html. The index is search-index.js beside that page,
// which sets opframeSearch; package site/search says what it looks like and which words are one word.
// Without scripts, or when the index is missing, the page's own list of all pages remains.
(() => {
  "use strict";

  const FORM = 1; // of the index; another one is refused
  const MOST_WORDS = 16; // of a query
  const MOST_TEXT = 1000; // characters of a query
  const STEP = 20; // pages shown at once
  const SECTIONS = 4; // shown of one page

  // open makes an index searchable. It throws when the data is not such an index.
  function open(data) {
    if (!data || data.form !== FORM || !Array.isArray(data.pages) || typeof data.words !== "string") {
      throw new Error("search-index.js does not fit search.js: build the edition again");
    }
    const index = { data, bases: new Map(), values: new Int8Array(128).fill(-1), words: [], lists: [], size: 0, pages: [] };
    for (const [base, letters] of Object.entries(data.fold)) {
      for (const letter of letters) index.bases.set(letter, base);
    }
    [...data.digits].forEach((digit, value) => (index.values[digit.charCodeAt(0)] = value));
    for (const [path, title, text, ...sections] of data.pages) {
      const page = { path, first: index.size, places: [{ anchor: "", heading: title, text }] };
      for (let i = 0; i < sections.length; i += 3) {
        page.places.push({ anchor: sections[i], heading: sections[i + 1], text: sections[i + 2] });
      }
      index.size += page.places.length;
      index.pages.push(page);
    }
    readWords(index);
    return index;
  }

  // readWords takes the words apart from their places, which stay written until they are asked for.
  function readWords({ data, values, words, lists }) {
    let before = "";
    for (const record of data.words ? data.words.split(",") : []) {
      let end = 1;
      while (end < record.length && !(record[end] in data.weights)) end++;
      before = before.slice(0, values[record.charCodeAt(0)]) + record.slice(1, end);
      words.push(before);
      lists.push(record.slice(end));
    }
  }

  const IGNORED = /[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\u00ad\u200c\u200d]/u;
  const LETTER = /^\p{L}/u;
  const DIGIT = /^\p{Nd}/u;
  const MARK = /^\p{M}/u;
  const PART = /^[\p{L}\p{N}\p{M}]/u;
  const NAME_AND_NUMBER = /^(\p{L}{2,})([\p{Nd}.]{3,})$/u;

  // split lists the words of a text, folded, with where they start and end in it.
  function split(index, text) {
    const all = [];
    const chars = Array.from(text);
    let word = null;
    let at = 0;
    const done = () => {
      if (word) all.push({ text: word.chars.slice(0, index.data.longest).join(""), start: word.start, end: word.end });
      word = null;
    };
    chars.forEach((c, i) => {
      const next = chars[i + 1] || "";
      const within = word && (c === "." ? DIGIT.test(word.last) && DIGIT.test(next) : PART.test(c));
      if (within || (PART.test(c) && !MARK.test(c))) {
        word = word || { start: at, chars: [] };
        if (!IGNORED.test(c)) {
          word.last = c;
          word.chars.push(...fold(index, c));
        }
        word.end = at + c.length;
      } else if (!IGNORED.test(c) && !(word && (c === "'" || c === "’") && LETTER.test(word.last) && LETTER.test(next))) {
        done();
      }
      at += c.length;
    });
    done();
    return all;
  }

  function fold({ bases }, c) {
    return Array.from(c.toLowerCase()).filter((l) => !IGNORED.test(l)).flatMap((l) => Array.from(bases.get(l) || l));
  }

  // terms are the different words of a query. One like "tls1.2" is also found as "tls" and "1.2".
  function terms(index, query) {
    const all = new Map();
    for (const { text } of split(index, query.slice(0, MOST_TEXT))) {
      const parts = NAME_AND_NUMBER.exec(text);
      if (all.size < MOST_WORDS) all.set(text, { text, name: parts && parts[1], number: parts && parts[2] });
    }
    return [...all.values()];
  }

  // find lists the pages on which all words of the query stand, the best first, each with the best of its
  // sections. missing are the words that begin no word of any page.
  function find(index, query) {
    const wanted = terms(index, query);
    const scores = wanted.map((term) => scoreTerm(index, term));
    const missing = wanted.filter((_, t) => !scores[t].some((s) => s > 0)).map((term) => term.text);
    const results = [];
    if (wanted.length > 0 && missing.length === 0) {
      index.pages.forEach((page) => {
        const found = scorePage(page, scores);
        if (found) results.push(found);
      });
      results.sort((a, b) => b.score - a.score || a.page.first - b.page.first);
    }
    return { terms: wanted, missing, results };
  }

  // scorePage is nothing unless every word stands somewhere on the page. A place that has more of the words
  // comes before one that has fewer, and its weight counts again: words that stand together mean more.
  function scorePage(page, scores) {
    let best = 0;
    for (const s of scores) {
      const most = Math.max(...s.subarray(page.first, page.first + page.places.length));
      if (most === 0) return null;
      best += most;
    }
    const places = page.places.map((place, i) => {
      const own = scores.map((s) => s[page.first + i]);
      return { place, has: own.filter((s) => s > 0).length, score: sum(own) };
    });
    const most = Math.max(...places.map((p) => p.has));
    const good = places.filter((p) => p.has === most);
    const sections = good.filter((p) => p.place !== page.places[0]).sort((a, b) => b.score - a.score);
    return { page, sections: sections.map((p) => p.place), score: best + Math.max(...good.map((p) => p.score)) };
  }

  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

  // scoreTerm is how much a word counts in each place, 0 where it does not stand.
  function scoreTerm(index, term) {
    const scores = scorePrefix(index, term.text, false);
    if (!term.name) return scores;
    const name = scorePrefix(index, term.name, true);
    const number = scorePrefix(index, term.number, false);
    return scores.map((s, i) => Math.max(s, Math.min(name[i], number[i])));
  }

  // scorePrefix looks up the words that begin with prefix. A word that is the prefix counts twice.
  function scorePrefix(index, prefix, whole) {
    const scores = new Uint16Array(index.size);
    for (let i = firstFrom(index.words, prefix); i < index.words.length && index.words[i].startsWith(prefix); i++) {
      const exact = index.words[i] === prefix;
      if (whole && !exact) break;
      eachPlace(index, index.lists[i], (place, weight) => {
        const score = exact ? 2 * weight : weight;
        if (score > scores[place]) scores[place] = score;
      });
    }
    return scores;
  }

  function firstFrom(words, prefix) {
    let low = 0;
    for (let high = words.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (words[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // eachPlace reads the places of one word.
  function eachPlace({ data, values }, list, visit) {
    let weight = 0;
    let place = -1;
    let value = 0;
    let scale = 1;
    const base = data.digits.length - data.last;
    for (let i = 0; i < list.length; i++) {
      const digit = values[list.charCodeAt(i)];
      if (digit < 0) {
        weight = data.weights[list[i]];
        place = -1;
        continue;
      }
      value += digit * scale;
      scale *= base;
      if (digit >= data.last) continue;
      place += value + 1;
      visit(place, weight);
      value = 0;
      scale = 1;
    }
  }

  // nearest is the word of the index that a misspelt one may have been meant for, or "". Of words equally
  // near, the one that stands in more places.
  function nearest(index, wrong) {
    const allowed = wrong.length < 5 ? 1 : 2;
    let best = { distance: allowed + 1, word: "", places: 0 };
    if (wrong.length < 3) return "";
    index.words.forEach((word, i) => {
      if (Math.abs(word.length - wrong.length) > allowed || !near(word, wrong) || DIGIT.test(word)) return;
      const distance = edits(word, wrong);
      const places = index.lists[i].length;
      if (distance < best.distance || (distance === best.distance && places > best.places)) best = { distance, word, places };
    });
    return best.word;
  }

  // near spares counting for most words: few slips are made in both of the first two letters.
  const near = (a, b) => a[0] === b[0] || a[0] === b[1] || a[1] === b[0];

  // edits counts the letters to insert, drop, change or swap with the next to make b of a.
  function edits(a, b) {
    let older = [];
    let old = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(row[j - 1] + 1, old[j] + 1, old[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      older = old;
      old = row;
    }
    return old[b.length];
  }

  // pieces cuts a text into what is marked, the words that were searched for, and what is not.
  function pieces(index, text, wanted) {
    const all = [];
    let at = 0;
    for (const word of split(index, text)) {
      if (!wanted.some((term) => fits(word.text, term))) continue;
      all.push({ text: text.slice(at, word.start), marked: false }, { text: text.slice(word.start, word.end), marked: true });
      at = word.end;
    }
    all.push({ text: text.slice(at), marked: false });
    return all.filter((piece) => piece.text !== "");
  }

  function fits(word, term) {
    const parts = NAME_AND_NUMBER.exec(word);
    return word.startsWith(term.text) || (parts !== null && parts[2].startsWith(term.text)) ||
      (term.name !== null && (word === term.name || word.startsWith(term.number)));
  }

  // address leads from the root of the edition to a place. Percent-encoding leaves no scheme in it.
  function address(path, anchor) {
    const encoded = path.split("/").map(encodeURIComponent).join("/");
    return anchor ? encoded + "#" + encodeURIComponent(anchor) : encoded;
  }

  // ---- the page ----

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in made) made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  function marked(index, text, wanted) {
    return pieces(index, text, wanted).map((p) => (p.marked ? element("mark", {}, p.text) : p.text));
  }

  // build puts the search form in front of what the page has, and what it finds below.
  function build(main) {
    const field = element("input", { type: "search", id: "_search-words", name: "q", autocomplete: "off", spellcheck: false });
    const slash = element("input", { type: "checkbox", id: "_search-slash", checked: remembered() });
    const form = element("form", { className: "search-form", role: "search", action: "search.html", "aria-label": "All pages" },
      element("label", { htmlFor: field.id }, "Search all pages"),
      element("div", { className: "search-line" }, field, element("button", { type: "submit" }, "Search")),
      element("p", { className: "search-hint" }, slash, " ", element("label", { htmlFor: slash.id }, "The / key leads back to this field")));
    const status = element("p", { className: "search-status", role: "status" });
    const help = element("div", { className: "search-help" });
    const list = element("ol", { className: "search-results", hidden: true });
    const more = element("button", { type: "button", className: "search-more", hidden: true });
    (main.querySelector(".body") || main).prepend(element("div", { className: "search" }, form, status, help, list, more));
    return { field, slash, form, status, help, list, more };
  }

  // A key without a modifier gets in the way of those who work by voice, so it can be switched off.
  const SLASH = "opframe-search-slash";
  function remembered() {
    try {
      return localStorage.getItem(SLASH) !== "off";
    } catch {
      return true; // storage is refused, as for some files on a disk
    }
  }
  function remember(on) {
    try {
      localStorage.setItem(SLASH, on ? "on" : "off");
    } catch {
      // The choice holds until the page is left.
    }
  }

  function result(index, { page, sections }, wanted) {
    const [self] = page.places;
    const item = element("li", {}, element("a", { href: address(page.path, ""), dir: "auto" }, ...marked(index, self.heading || page.path, wanted)));
    if (self.text) item.append(element("p", { dir: "auto" }, ...marked(index, self.text, wanted)));
    if (sections.length === 0) return item;
    const list = element("ul", { className: "search-sections" });
    for (const { anchor, heading, text } of sections.slice(0, SECTIONS)) {
      const entry = element("li", {}, element("a", { href: address(page.path, anchor), dir: "auto" }, ...marked(index, heading || anchor, wanted)));
      if (text) entry.append(element("p", { dir: "auto" }, ...marked(index, text, wanted)));
      list.append(entry);
    }
    const rest = sections.length - SECTIONS;
    if (rest > 0) list.append(element("li", { className: "search-rest" }, rest === 1 ? "and 1 more section" : `and ${rest} more sections`));
    item.append(list);
    return item;
  }

  // show prints what a query finds.
  function show(index, view, query) {
    const { terms: wanted, missing, results } = find(index, query);
    view.list.replaceChildren();
    view.help.replaceChildren();
    view.status.textContent = said(query, wanted, results);
    if (wanted.length > 0 && results.length === 0) view.help.append(...advice(index, view, missing));
    const extend = () => {
      const from = view.list.children.length;
      view.list.append(...results.slice(from, from + STEP).map((r) => result(index, r, wanted)));
      const left = results.length - view.list.children.length;
      view.more.hidden = left === 0;
      view.more.textContent = left === 1 ? "Show 1 more page" : `Show ${Math.min(left, STEP)} more pages`;
      return view.list.children[from];
    };
    view.more.onclick = () => extend().querySelector("a").focus();
    view.list.hidden = results.length === 0;
    extend();
  }

  function said(query, wanted, results) {
    if (query.trim() === "") return "";
    if (wanted.length === 0) return "Type a word with letters or digits.";
    const words = "“" + wanted.map((term) => term.text).join(" ").slice(0, 100) + "”";
    if (results.length === 0) return `No page has ${wanted.length === 1 ? "" : "all of "}${words}.`;
    return `${results.length === 1 ? "1 page has" : results.length + " pages have"} ${words}.`;
  }

  // advice is what to do when nothing is found.
  function advice(index, view, missing) {
    const lines = missing.slice(0, 3).map((word) => {
      const near = nearest(index, word);
      const line = element("p", {}, `No word begins with “${word}”.`);
      if (near) {
        const meant = element("button", { type: "button" }, near);
        meant.onclick = () => {
          view.field.value = terms(index, view.field.value).map((t) => (t.text === word ? near : t.text)).join(" ");
          view.field.focus();
          view.form.requestSubmit();
        };
        line.append(" Did you mean ", meant, "?");
      }
      return line;
    });
    if (missing.length === 0) lines.push(element("p", {}, "Each of the words is on some page, but no page has them all. Leave one out."));
    lines.push(element("p", {}, "Beginnings of words are enough: “author” finds authorise and authority. All pages are listed below."));
    return lines;
  }

  function run(index, view) {
    let shown = null;
    let waiting = 0;
    const update = () => {
      clearTimeout(waiting);
      const query = view.field.value;
      if (query === shown) return;
      shown = query;
      show(index, view, query);
      try {
        history.replaceState(null, "", query === "" ? location.pathname : "?q=" + encodeURIComponent(query));
      } catch {
        // Browsers refuse this for some files on a disk, when it comes too often, and for half a character.
      }
    };
    view.field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(update, 150);
    });
    view.form.addEventListener("submit", (event) => {
      event.preventDefault();
      update();
    });
    update();
  }

  function slashKey(view) {
    view.slash.addEventListener("change", () => remember(view.slash.checked));
    document.addEventListener("keydown", (event) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || typing || !view.slash.checked) return;
      event.preventDefault();
      view.field.focus();
      view.field.select();
    });
  }

  function start() {
    const main = document.querySelector("main");
    if (!main || !/(^|\/)search(\.html)?$/.test(location.pathname)) return;
    const view = build(main);
    view.field.value = new URLSearchParams(location.search).get("q") || "";
    slashKey(view);
    const begin = () => {
      let index;
      try {
        index = open(globalThis.opframeSearch);
      } catch {
        view.status.textContent = "Search does not work here: the index of the pages, search-index.js, is missing or does not fit. All pages are listed below.";
        return;
      }
      run(index, view);
    };
    if (globalThis.opframeSearch) begin();
    else document.head.append(element("script", { src: "search-index.js", onload: begin, onerror: begin }));
  }

  if (typeof document === "undefined") module.exports = { open, split, terms, find, nearest, pieces, address };
  else start();
})();
