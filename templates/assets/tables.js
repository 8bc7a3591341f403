/* Tables that people work with: sorted by the heads of their columns, picked from by text and by the
   values of the columns marked for it. What was picked stands in the address, so that it can be sent
   on: #KEY?COLUMN=VALUE&COLUMN=VALUE&_q=words&_sort=COLUMN&_dir=desc. COLUMN is the data-column of a
   head, VALUE what a line of a cell says; a COLUMN named twice means either value.

   The page is whole without this script. Controls are built first and put in place last, so that a
   table is either as it was printed or works. Rows that do not fit are taken out of the page and kept:
   laying rows out is what takes time, and of a long table no reader looks at more than the first. */
(function () {
  "use strict";

  /* Rows of a table that are laid out at once, and with each request for more: as many as a browser lays out
     and paints between two letters of who types. */
  const STEP = 100;

  /* Rows whose texts are read at one go while the reader does nothing. */
  const READ = 500;

  const idle = window.requestIdleCallback || ((act) => setTimeout(act, 50));

  /* ---- what cells say ---- */

  const compare = new Intl.Collator("en-AU", { numeric: true, sensitivity: "base" }).compare;

  const squeeze = (text) => text.replace(/\s+/g, " ").trim();

  /* Letters without case and accents: "nguyen" finds "Nguyễn". */
  const plain = (text) => (/^[ -~\n]*$/.test(text) ? text : text.normalize("NFD").replace(/\p{Mn}/gu, "")).toLowerCase();

  /* The values of a cell: one a line. */
  function linesOf(cell) {
    const only = cell.firstChild;
    if (only && only === cell.lastChild && only.nodeType === Node.TEXT_NODE) return [squeeze(only.data)].filter((line) => line !== "");
    const lines = [""];
    (function visit(node) {
      for (let n = node.firstChild; n; n = n.nextSibling) {
        if (n.nodeName === "BR") lines.push("");
        else if (n.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += n.data;
        else visit(n);
      }
    })(cell);
    return lines.map(squeeze).filter((line) => line !== "");
  }

  const sortText = (cell) => cell.dataset.key || linesOf(cell).join(" ");

  /* The number a text is, written with commas and a percent sign or without; NaN for none. */
  const numberOf = (text) => (/^[-−+]?[\d,]*\.?\d+\s?%?$/.test(text) ? parseFloat(text.replace(/[,\s%]/g, "").replace("−", "-")) : NaN);

  const isNothing = (text) => text === "" || text === "–" || text === "-";

  function compareTexts(a, b) {
    const m = numberOf(a), n = numberOf(b);
    if (Number.isNaN(m) !== Number.isNaN(n)) return Number.isNaN(m) ? 1 : -1;
    return (Number.isNaN(m) ? compare(a, b) : m - n) || (a < b ? -1 : a > b ? 1 : 0);
  }

  /* ---- the state of a table, and its form in an address ---- */

  const unfiltered = () => ({ words: "", picked: new Map(), sort: "", down: false });

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (malformed) {
      return text;
    }
  }

  function read(query) {
    const state = unfiltered();
    for (const part of query.split("&")) {
      const at = part.indexOf("=");
      if (at < 0) continue;
      const name = decoded(part.slice(0, at)), value = decoded(part.slice(at + 1));
      if (name === "_q") state.words = value;
      else if (name === "_sort") state.sort = value;
      else if (name === "_dir") state.down = value === "desc";
      else state.picked.set(name, (state.picked.get(name) || new Set()).add(squeeze(value)));
    }
    return state;
  }

  function write(state) {
    const parts = [];
    const put = (name, value) => parts.push(encodeURIComponent(name) + "=" + encodeURIComponent(value));
    for (const [column, values] of state.picked) for (const value of values) put(column, value);
    if (state.words) put("_q", state.words);
    if (state.sort) put("_sort", state.sort);
    if (state.sort && state.down) put("_dir", "desc");
    return parts.join("&");
  }

  /* ---- one table ---- */

  function element(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
    e.append(...children);
    return e;
  }

  const number = new Intl.NumberFormat("en-AU").format;

  /* "45 rows", "12 of 45 rows", and how many of those stand there when that is not all. */
  function count(n, all, standing) {
    const rows = (n === all ? number(all) : number(n) + " of " + number(all)) + (all === 1 ? " row" : " rows");
    return rows + (standing < n ? ", the first " + number(standing) + " shown" : "");
  }

  class Table {
    constructor(box, changed) {
      this.box = box;
      this.key = box.id;
      this.changed = changed;
      this.body = box.querySelector("tbody");
      this.rows = Array.from(this.body.rows);
      this.folded = []; /* texts of the rows, as far as they have been read */
      this.fit = this.rows; /* the rows that fit, in order */
      this.most = STEP;
      this.state = unfiltered();
      this.heads = Array.from(box.querySelector("thead tr").cells);
      this.titles = this.heads.map((head) => squeeze(head.textContent));
      this.columns = new Map();
      this.heads.forEach((head, i) => {
        const name = head.dataset.column;
        if (name && !this.columns.has(name)) this.columns.set(name, { name, head, i, title: this.titles[i] });
      });
      this.build();
    }

    /* What is read of the rows is read once, when it is first asked for; their texts before, while there is time. */
    texts() {
      this.read(this.rows.length);
      return this.folded;
    }

    read(most) {
      const end = Math.min(this.folded.length + most, this.rows.length);
      for (let i = this.folded.length; i < end; i++) {
        this.folded.push(plain(Array.from(this.rows[i].cells, (cell) => linesOf(cell).join(" ")).join(" \n ")));
      }
    }

    readAhead() {
      if (this.folded.length === this.rows.length) return;
      this.read(READ);
      idle(() => this.readAhead());
    }

    values(column) {
      column.values = column.values || this.rows.map((row) => linesOf(row.cells[column.i]));
      return column.values;
    }

    /* The place of each row when sorted by the column; rows that have nothing there have -1. */
    ranks(column) {
      if (column.ranks) return column.ranks;
      const texts = this.rows.map((row) => sortText(row.cells[column.i]));
      const places = new Map(Array.from(new Set(texts)).filter((text) => !isNothing(text)).sort(compareTexts).map((text, i) => [text, i]));
      column.ranks = texts.map((text) => (places.has(text) ? places.get(text) : -1));
      return column.ranks;
    }

    /* ---- its controls ---- */

    build() {
      const caption = this.box.querySelector("caption");
      this.words = element("input", { type: "search", id: this.key + "_q", autocomplete: "off", spellcheck: "false" });
      this.status = element("p", { role: "status" });
      this.clear = element("button", { type: "button", class: "clear", hidden: "" }, "Clear");
      this.bar = element("div", { class: "filters", role: "group", "aria-label": "Filter " + (caption ? squeeze(caption.textContent) : "the table") });
      this.bar.append(this.field("Filter rows", this.words));
      for (const column of this.columns.values()) {
        if ("filter" in column.head.dataset) this.bar.append(this.field(column.title, this.select(column)));
      }
      this.bar.append(element("div", { class: "outcome" }, this.status, this.clear));
      this.more = element("button", { type: "button", class: "more", hidden: "" });
      this.listen();
    }

    field(label, control) {
      return element("div", { class: "field" }, element("label", { for: control.id }, label), control);
    }

    /* Values stand in the order of what their cells sort by, as far as a cell has one value. */
    select(column) {
      const counts = new Map(), keys = new Map();
      this.values(column).forEach((values, i) => {
        for (const value of new Set(values)) counts.set(value, (counts.get(value) || 0) + 1);
        const key = this.rows[i].cells[column.i].dataset.key;
        if (key && values.length === 1) keys.set(values[0], key);
      });
      const key = (value) => keys.get(value) || value;
      column.counts = counts;
      column.select = element("select", { id: this.key + "_" + column.name, autocomplete: "off" }, new Option("All", ""));
      for (const value of Array.from(counts.keys()).sort((a, b) => compareTexts(key(a), key(b)))) {
        column.select.append(new Option(value + " (" + counts.get(value) + ")", value));
      }
      return column.select;
    }

    listen() {
      let timer = 0;
      /* Browsers let an address be changed only so often: not with every letter of who types fast. */
      this.words.addEventListener("input", () => {
        this.set({ ...this.state, words: this.words.value });
        clearTimeout(timer);
        timer = setTimeout(() => this.changed(this), 150);
      });
      this.more.addEventListener("click", () => this.extend());
      this.clear.addEventListener("click", () => {
        clearTimeout(timer);
        this.words.focus();
        this.put(unfiltered());
      });
      for (const column of this.columns.values()) {
        if (column.select) column.select.addEventListener("change", () => this.pick(column));
        column.button = element("button", { type: "button", class: "sort" });
        column.button.addEventListener("click", () => this.turn(column));
      }
    }

    /* From as printed to ascending to descending, and back to as printed. */
    turn(column) {
      if (this.state.sort !== column.name) this.put({ sort: column.name, down: false });
      else if (!this.state.down) this.put({ down: true });
      else this.put({ sort: "", down: false });
    }

    pick(column) {
      const option = column.select.selectedOptions[0];
      /* The one option that stands for several values is what has been picked already. */
      if (option === column.several) return;
      const picked = new Map(this.state.picked);
      picked.delete(column.name);
      if (option.value !== "") picked.set(column.name, new Set([option.value]));
      this.put({ picked });
    }

    /* ---- what has been picked ---- */

    /* put is what the reader did, set what an address says. */
    put(change) {
      this.set({ ...this.state, ...change });
      this.changed(this);
    }

    set(state) {
      this.state = state;
      this.fit = this.sorted(this.fitting());
      this.most = STEP;
      this.lay();
      this.show();
    }

    /* The places of the rows that fit what has been picked. */
    fitting() {
      const words = plain(this.state.words).split(/\s+/).filter((word) => word !== "");
      const texts = words.length ? this.texts() : [];
      /* A column that is not there has no value at all. */
      const wanted = Array.from(this.state.picked, ([name, values]) => [this.columns.has(name) ? this.values(this.columns.get(name)) : [], values]);
      const places = [];
      for (let i = 0; i < this.rows.length; i++) {
        if (words.every((word) => texts[i].includes(word)) && wanted.every(([has, values]) => has[i] && has[i].some((v) => values.has(v)))) places.push(i);
      }
      return places;
    }

    /* The rows at these places, in the order asked for; those that have nothing there come last. */
    sorted(places) {
      const column = this.columns.get(this.state.sort);
      if (column) {
        const ranks = this.ranks(column), sign = this.state.down ? -1 : 1;
        places.sort((a, b) => (ranks[a] < 0) - (ranks[b] < 0) || sign * (ranks[a] - ranks[b]) || a - b);
      }
      return places.map((i) => this.rows[i]);
    }

    /* lay puts the first of the rows that fit into the page, unless they stand there already. */
    lay() {
      const rows = this.fit.slice(0, this.most);
      const now = this.body.children;
      if (now.length === rows.length && rows.every((row, i) => row === now[i] && row.hasAttribute("role"))) return;
      const all = document.createDocumentFragment();
      for (const row of rows) all.appendChild(this.dressed(row));
      this.body.replaceChildren(all);
    }

    /* A phone shows each row as a card, and then some browsers take the table for none unless its
       elements say their roles. Each cell of a card says its column; the head of the row is its title. */
    dressed(row) {
      if (row.hasAttribute("role")) return row;
      row.setAttribute("role", "row");
      Array.from(row.cells).forEach((cell, i) => {
        const head = cell.nodeName === "TH";
        cell.setAttribute("role", head ? "rowheader" : "cell");
        if (!head && this.titles[i]) cell.dataset.label = this.titles[i];
      });
      return row;
    }

    extend() {
      const first = this.fit[this.most];
      this.most += STEP;
      this.lay();
      this.show();
      first.tabIndex = -1;
      first.focus();
    }

    /* Paper has no button for more. */
    whole() {
      this.most = Math.max(this.fit.length, STEP);
      this.lay();
      this.show();
    }

    /* reach lays out as many rows as it takes to have this one in the page. */
    reach(row) {
      if (!this.fit.includes(row)) this.set(unfiltered());
      this.most = Math.max(this.most, this.fit.indexOf(row) + 1);
      this.lay();
      this.show();
    }

    /* show says in the controls what the state is. */
    show() {
      const state = this.state;
      if (this.words.value !== state.words) this.words.value = state.words;
      for (const column of this.columns.values()) {
        if (column.select) this.showPicked(column, state.picked.get(column.name));
        if (column.name === state.sort) column.head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else column.head.removeAttribute("aria-sort");
      }
      const n = this.fit.length, left = n - this.most;
      this.status.textContent = (n === 0 ? "No row fits: " : "") + count(n, this.rows.length, this.most) + this.unseen();
      this.clear.hidden = write(state) === "";
      this.more.hidden = left <= 0;
      this.more.textContent = "Show " + number(Math.min(left, STEP)) + (left === 1 ? " more row" : " more rows");
    }

    /* What a link picked by a column that has no control of its own. */
    unseen() {
      let text = "";
      for (const [name, values] of this.state.picked) {
        const column = this.columns.get(name);
        if (!column || !column.select) text += "; " + (column ? column.title : name) + ": " + Array.from(values).join(" or ");
      }
      return text;
    }

    /* Several values, or one that no row has, get an option of their own for as long as they are picked. */
    showPicked(column, values) {
      if (column.several) column.several.remove();
      column.several = null;
      const all = Array.from(values || []);
      column.select.parentNode.classList.toggle("on", all.length > 0);
      if (all.length === 0) {
        column.select.value = "";
      } else if (all.length === 1 && column.counts.has(all[0])) {
        column.select.value = all[0];
      } else {
        const fit = this.values(column).filter((has) => has.some((v) => values.has(v))).length;
        column.several = new Option(all.join(" or ") + " (" + fit + ")", all.join(" "), true, true);
        column.select.append(column.several);
        column.several.selected = true;
      }
    }

    /* Nothing before this has changed the page. */
    place() {
      const table = this.box.querySelector("table");
      table.setAttribute("role", "table");
      for (const part of [table.tHead, this.body]) part.setAttribute("role", "rowgroup");
      table.tHead.rows[0].setAttribute("role", "row");
      for (const head of this.heads) head.setAttribute("role", head.nodeName === "TH" ? "columnheader" : "cell");
      this.lay();
      for (const column of this.columns.values()) {
        column.button.append(...column.head.childNodes);
        column.head.append(column.button);
      }
      this.box.before(this.bar);
      this.box.after(this.more);
      this.box.classList.add("live");
    }
  }

  /* ---- the page and its address ---- */

  const tables = new Map();

  /* The key and the query that the address names. */
  function named() {
    const hash = location.hash.slice(1), at = hash.indexOf("?");
    return at < 0 ? [decoded(hash), ""] : [decoded(hash.slice(0, at)), hash.slice(at + 1)];
  }

  /* The address holds the table worked with last; the entry of the history holds them all, so that going
     back finds each as it was left. */
  function remember(hash) {
    const all = {};
    for (const [key, table] of tables) all[key] = write(table.state);
    try {
      history.replaceState({ tables: all }, "", hash);
    } catch (refused) {
      /* Some browsers refuse it for a file on a disk, or when it comes too often: the table works on. */
    }
  }

  function changed(table) {
    const query = write(table.state);
    remember(query ? "#" + encodeURIComponent(table.key) + "?" + query : location.pathname + location.search);
  }

  function follow() {
    const saved = history.state && history.state.tables;
    const [key, query] = named();
    for (const [name, table] of tables) {
      const wanted = saved ? saved[name] || "" : name === key ? query : write(table.state);
      if (wanted !== write(table.state)) table.set(read(wanted));
    }
    if (!saved) arrive(key, query);
    remember();
  }

  /* arrive brings into sight what a link that was followed leads to: a table, or a row of one that had
     been picked away. */
  function arrive(key, query) {
    const table = tables.get(key);
    if (table) {
      if (query) table.bar.scrollIntoView();
      return;
    }
    for (const around of tables.values()) {
      const row = key && around.rows.find((r) => r.id === key);
      if (!row || row.isConnected) continue;
      around.reach(row);
      row.scrollIntoView();
    }
  }

  function start() {
    for (const box of document.querySelectorAll("[data-table]")) {
      const table = new Table(box, changed);
      table.show();
      table.place();
      tables.set(table.key, table);
      idle(() => table.readAhead());
    }
    if (tables.size === 0) return;
    follow();
    addEventListener("hashchange", follow);
    addEventListener("beforeprint", () => tables.forEach((table) => table.whole()));
  }

  start();
})();
