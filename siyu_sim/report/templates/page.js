// Draws the figures: unpacks Plotly from the page itself, gives each figure the colours of the page, lets arms be shown and hidden, and
// shows one of the languages that the file holds.
"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const phrases = JSON.parse(document.getElementById("phrases").textContent);
  const languages = Object.keys(phrases), KEPT = "siyu_sim.lang";
  let page; // the body that is shown
  document.documentElement.classList.add("scripted");
  const nonce = document.currentScript.nonce;
  const drawn = new Set();
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const PAPER = { "--ink": "#000", "--muted": "#444", "--surface": "#fff", "--line": "#ccc", "--grid": "#ddd" };
  const NO_ARM = "#777c85"; // theme.INK
  const PAPER_WIDTH = 640; // CSS pixels, within A4 and Letter
  let printing = matchMedia("print").matches; // from the first, where a program prints it
  const colour = (name) => (printing && PAPER[name]) || getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const box = (key) => document.getElementById(page.dataset.at + "plot-" + key);

  // What stands in the data as {en: …, zh: …} differs between the languages; the rest is the same in both.
  function said(node) {
    if (node === null || typeof node !== "object") return node;
    if (Array.isArray(node)) return node.map(said);
    const keys = Object.keys(node);
    if (languages.length > 1 && keys.length === languages.length && languages.every((lang) => lang in node)) return structuredClone(node[page.id]);
    return Object.fromEntries(keys.map((key) => [key, said(node[key])]));
  }

  async function unpack() {
    const bytes = Uint8Array.from(atob(document.getElementById("plotly").textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.nonce = nonce;
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  }

  // Break a label into lines of about `width` Latin letters; Chinese characters are twice as wide and may break anywhere; so may
  // others at a zero-width space.
  function wrap(text, width) {
    const parts = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u200b\u2e80-\u9fff\uff00-\uffef]+|\s+/g) || [];
    const lines = [""];
    let used = 0;
    for (const part of parts) {
      const wide = /[\u2e80-\u9fff\uff00-\uffef]/.test(part) ? 2 : part.replace(/&\w+;/g, "x").length;
      if (used + wide > width && used > 0 && !/^[，。、：；）】”]$/.test(part)) { lines.push(""); used = 0; }
      if (used === 0 && /^\s+$/.test(part)) continue;
      lines[lines.length - 1] += part;
      used += wide;
    }
    return lines.map((line) => line.trimEnd()).join("<br>");
  }

  function visible(key) {
    const select = page.querySelector(`select[data-for="${key}"]`);
    if (select) return (trace) => !trace.meta || trace.meta.arm === select.value;
    const legend = page.querySelector(`.legend[data-for="${key}"]`);
    if (!legend) return () => true;
    const on = new Set([...legend.querySelectorAll('[aria-pressed="true"]')].map((b) => b.dataset.arm));
    return (trace) => !trace.meta || on.has(trace.meta.arm);
  }

  function formed(key, width, height) {
    const { data, layout } = said(figures[key]);
    const size = Math.round(12 * rem() / 16), narrow = width < 30 * rem();
    layout.height = height || layout.height * rem() / 16;
    layout.autosize = true;
    layout.font = { family: getComputedStyle(page).fontFamily, size: narrow ? size - 1 : size, color: colour("--ink") };
    layout.paper_bgcolor = layout.plot_bgcolor = colour("--surface");
    layout.hoverlabel = { ...layout.hoverlabel, bgcolor: colour("--surface"), bordercolor: colour("--line"), font: { color: colour("--ink"), size } };
    for (const name of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))) {
      const axis = layout[name];
      axis.gridcolor = axis.zerolinecolor = colour("--grid");
      axis.linecolor = colour("--line");
      axis.fixedrange = true;
      if (axis.title) { axis.title.font = { size, color: colour("--muted") }; axis.title.text = wrap(axis.title.text, name[0] === "y" ? 44 : Math.max(16, (layout.meta ? 0.55 : 0.85) * width / (size * 0.55))); }
      axis.tickfont = { size: narrow ? size - 2 : size - 1 };
      if (narrow && axis.dtick === 1 && axis.type !== "log") { // whole numbers, unless there are too many of them
        const values = data.flatMap((t) => t[name[0]] || []).filter(Number.isFinite);
        if (Math.max(...values) - Math.min(...values) > 7) delete axis.dtick;
      }
      if (axis.dtick === "D2") { // 1, 2, 5, 10, …: where these do not fit, powers of ten alone
        const values = data.flatMap((t) => t[name[0]] || []).filter((v) => v > 0);
        const labels = 3 * Math.log10(Math.max(...values) / Math.min(...values));
        if (narrow ? labels > 5 : labels * 4 * size > 0.7 * width) axis.dtick = 1;
      }
    }
    for (const note of layout.annotations || []) if (note.bgcolor === "page") note.bgcolor = colour("--surface");
    for (const trace of data) // intervals that belong to no arm lie on bars of any colour: in the ink of the page they are seen
      for (const bar of [trace.error_x, trace.error_y]) if (bar && bar.color === NO_ARM) bar.color = colour("--ink");
    for (const one of [...(layout.annotations || []).map((note) => note.font), ...data.map((trace) => trace.textfont)])
      if (one && typeof one.size === "number") one.size *= rem() / 16;
    if (narrow) {
      layout.margin = { ...layout.margin, l: 8, r: 8 };
      for (const note of layout.annotations || []) {
        note.font = { ...note.font, size: size - 2 };
        if (note.xref === "paper" && note.x === 0) note.text = wrap(note.text, width / (0.55 * size));
      }
      for (const trace of data) if (trace.type === "sankey") trace.node.label = trace.node.label.map((label) => label.replace(/ [\d,]+$/, "")); // a tap tells the number
      for (const trace of data) {
        if (trace.type === "heatmap") trace.showscale = false;
        if (!/text/.test(trace.mode)) continue;
        const columns = new Set(trace.x).size, longest = Math.max(...trace.text.map((text) => text.length));
        const fits = trace.mode === "text" ? width / (columns + 1.5) / longest / 0.62 : 9; // in the cells of a heat map
        trace.textfont = { ...trace.textfont, size: columns === 1 ? 9 : Math.max(8, Math.min(size - 2, fits)) };
      }
    }
    const wrapped = layout.meta && layout.meta.wrap;
    if (wrapped) {
      const axis = layout[wrapped];
      const texts = axis.ticktext || [...new Set(data.flatMap((t) => t[wrapped[0]]))];
      axis.tickvals = axis.tickvals || texts;
      const room = wrapped === "yaxis" ? (narrow ? 21 : 34) : Math.max(8, width / texts.length / (size * 0.62));
      axis.ticktext = texts.map((t) => wrap(t, room));
      if (wrapped === "yaxis" && !printing) { // long names need higher rows
        const lines = axis.ticktext.reduce((sum, text) => sum + text.split("<br>").length, 0);
        const least = 1.25 * lines * size + layout.margin.t + layout.margin.b + size;
        if (least > layout.height) { layout.height = least; layout.least = true; }
      }
    }
    const show = visible(key);
    for (const trace of data) trace.visible = show(trace);
    return { data, layout };
  }

  function draw(key) {
    const div = box(key);
    if (div.style.minHeight) div.style.minHeight = "";
    const { data, layout } = printing ? formed(key, PAPER_WIDTH) : formed(key, div.clientWidth, div.clientHeight);
    if (printing) layout.width = PAPER_WIDTH;
    drawn.add(key);
    if (data.some((trace) => trace.type === "sankey")) Plotly.purge(div); // drawn again it would fade in, too late for a print
    div.style.minHeight = layout.least ? `${layout.height}px` : "";
    Plotly.react(div, data, layout, { displayModeBar: false, responsive: false, showTips: false });
    const mended = ofDrawing(div);
    if (Object.keys(mended).length) Plotly.relayout(div, mended);
  }

  // What only the drawing shows: rounded ticks closer than their unit, which would stand there twice, and words beside a line near the edge.
  function ofDrawing(div) {
    const full = div._fullLayout, edge = div.getBoundingClientRect().right, change = {};
    for (const name of Object.keys(full).filter((key) => /^[xy]axis\d*$/.test(key))) {
      const axis = full[name], texts = (axis._vals || []).map((tick) => tick.text).filter(Boolean);
      if (axis.type === "linear" && axis.tickmode !== "array" && new Set(texts).size < texts.length) change[`${name}.dtick`] = /%$/.test(axis.tickformat) ? 0.01 : 1;
    }
    for (const drawing of div.querySelectorAll(".annotation[data-index]")) {
      const note = full.annotations[drawing.dataset.index];
      if (note.xanchor !== "left" || note.xref !== "x" || drawing.getBoundingClientRect().right <= edge) continue;
      change[`annotations[${drawing.dataset.index}].xanchor`] = "right";
      change[`annotations[${drawing.dataset.index}].xshift`] = -note.xshift;
      if (note.yanchor === "bottom") change[`annotations[${drawing.dataset.index}].yanchor`] = "top"; // under the title on its left
    }
    let room = 1; // of the axis, for words beside its last points
    const start = edge - div.clientWidth + (full.xaxis ? full.xaxis._offset : 0);
    for (const word of div.querySelectorAll(".textpoint text")) {
      const { left, right, width } = word.getBoundingClientRect();
      if (right > edge) room = Math.min(room, (edge - start - width - 2) / (left - start));
    }
    if (room < 1 && room > 0.4) {
      const [from, to] = full.xaxis.range;
      change["xaxis.range"] = [from, from + (to - from) / room];
    }
    return change;
  }

  const redraw = () => { for (const key of drawn) draw(key); };

  // What is chosen in one language is chosen in the others.
  function press(button) {
    const key = button.closest(".legend").dataset.for, pressed = String(button.getAttribute("aria-pressed") !== "true");
    for (const other of document.querySelectorAll(`.legend[data-for="${key}"] button`))
      if (other.dataset.arm === button.dataset.arm) other.setAttribute("aria-pressed", pressed);
    if (drawn.has(key)) draw(key);
  }

  // A picture that stands alone: with its title and, where there is one, its legend.
  function picture(key) {
    const { data, layout } = formed(key, 900), figure = document.getElementById(page.dataset.at + "fig-" + key), select = figure.querySelector("select");
    const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const title = figure.querySelector("h3").textContent + (select ? " · " + select.selectedOptions[0].textContent : "");
    layout.title = { text: wrap(escape(title), 90), x: 0.02, xanchor: "left", font: { size: 1.4 * layout.font.size } };
    layout.margin = { ...layout.margin, t: 60 };
    layout.showlegend = said(figures[key]).legend === "toggle";
    layout.legend = { orientation: "h", y: -0.22, font: { size: layout.font.size } };
    Plotly.downloadImage({ data, layout }, { format: "png", scale: 2, width: 960, height: layout.height + (layout.showlegend ? 110 : 40), filename: key });
  }

  // Rows by a column: the better end first, then the other, then as they were. Where nothing is known a row stays last.
  function sort(head) {
    const table = head.closest("table"), body = table.tBodies[0], k = head.cellIndex, heads = [...table.tHead.rows[0].cells];
    const rows = [...body.rows], better = head.dataset.first === "low" ? "ascending" : "descending";
    rows.forEach((row, i) => { row.dataset.place ??= i; });
    const order = { none: better, [better]: better === "ascending" ? "descending" : "ascending" }[head.getAttribute("aria-sort") || "none"] || "none";
    for (const other of heads) other.removeAttribute("aria-sort");
    if (order !== "none") head.setAttribute("aria-sort", order);
    const sign = order === "descending" ? -1 : 1, of = (row) => parseFloat(row.cells[k].dataset.value);
    rows.sort((a, b) => {
      const [x, y] = [of(a), of(b)], places = a.dataset.place - b.dataset.place;
      if (order === "none") return places;
      return (isNaN(x) - isNaN(y)) || sign * (x - y) || places;
    });
    body.append(...rows);
  }

  function openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const around = target && target.closest("details"), within = target && target.matches("section"); // not of a whole language
    const details = around || (within && target.querySelector("details.long"));
    if (details) details.open = true;
    if (around) target.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) openTarget(); // no change of the hash tells of it
    const button = event.target.closest("button");
    if (!button) return;
    if (button.closest(".legend")) press(button);
    else if (button.classList.contains("sort")) sort(button.closest("th"));
    else if (button.classList.contains("png") && drawn.has(button.dataset.for)) {
      picture(button.dataset.for);
    }
  });
  document.addEventListener("change", (event) => {
    const key = event.target.dataset.for;
    if (!key) return;
    for (const other of document.querySelectorAll(`select[data-for="${key}"]`)) other.value = event.target.value;
    if (drawn.has(key)) draw(key);
  });

  function asked() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target && target.closest(".page");
  }

  function remembered() {
    let kept = null;
    try { kept = localStorage.getItem(KEPT); } catch { /* not allowed: then nothing is remembered */ }
    const wanted = [kept, ...(navigator.languages || []).map((tag) => tag.slice(0, 2))].find((lang) => languages.includes(lang));
    return document.getElementById(wanted || languages[0]);
  }

  // The section at the top of the window, without the prefix of its language.
  const reading = () => [...page.querySelectorAll("section[id]")].findLast((s) => s.getBoundingClientRect().top < innerHeight / 3);

  function show(other) {
    if (!other || page === other) return;
    const place = page && reading(), offset = place && place.getBoundingClientRect().top;
    const key = place && place.id.slice(page.dataset.at.length);
    page = other;
    for (const lang of languages) document.getElementById(lang).hidden = lang !== page.id;
    document.documentElement.lang = phrases[page.id].lang;
    document.title = phrases[page.id].title;
    const now = key && document.getElementById(page.dataset.at + key);
    if (now) scrollBy(0, now.getBoundingClientRect().top - offset);
    drawn.clear();
    delete document.documentElement.dataset.drawn;
    if (window.Plotly) drawAll();
  }

  // A switch keeps the place where one reads: the hash changes without a jump to the top of the other body.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.switch");
    if (!link) return;
    event.preventDefault();
    const lang = link.hash.slice(1);
    try { localStorage.setItem(KEPT, lang); } catch { /* not allowed */ }
    history.replaceState(null, "", link.hash);
    show(document.getElementById(lang));
    page.querySelector("a.switch").focus({ preventScroll: true });
  });
  addEventListener("hashchange", () => { const other = asked(); if (other) show(other); openTarget(); });
  show(asked() || remembered());
  openTarget();

  // what is on the screen first, the rest while nothing else is to do
  let seen;
  function drawAll() {
    const keys = Object.keys(figures), mine = page;
    if (seen) seen.disconnect();
    const once = (key) => { if (page === mine && !drawn.has(key)) draw(key); };
    seen = new IntersectionObserver((entries, self) => {
      for (const entry of entries) if (entry.isIntersecting) { once(entry.target.dataset.key); self.unobserve(entry.target); }
    }, { rootMargin: "300px" });
    for (const key of keys) seen.observe(box(key));
    // after a key Chromium may wait many seconds before it calls itself idle
    const idle = window.requestIdleCallback ? (f) => requestIdleCallback(f, { timeout: 100 }) : (f) => setTimeout(f, 30);
    const rest = () => {
      if (page !== mine) return;
      const key = keys.find((k) => !drawn.has(k));
      if (key === undefined) { document.documentElement.dataset.drawn = "all"; return; }
      once(key);
      idle(rest);
    };
    idle(rest);
  }

  async function start() {
    const keys = Object.keys(figures);
    try {
      await unpack();
    } catch (error) {
      for (const plot of document.querySelectorAll(".plot")) plot.textContent = phrases[plot.closest(".page").id].old_browser;
      throw error;
    }
    drawAll();
    let width = innerWidth, waiting;
    addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; clearTimeout(waiting); waiting = setTimeout(redraw, 120); } });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    addEventListener("beforeprint", () => { const anew = !printing; printing = true; for (const key of keys) if (anew || !drawn.has(key)) draw(key); });
    addEventListener("afterprint", () => { printing = false; redraw(); });
  }
  start();
})();
