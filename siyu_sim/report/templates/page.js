// Draws the figures: unpacks Plotly from the page itself, gives each figure the colours of the page, and lets arms be shown and hidden.
"use strict";
(() => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const phrases = JSON.parse(document.getElementById("phrases").textContent);
  const nonce = document.currentScript.nonce;
  const drawn = new Set();
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const PAPER = { "--ink": "#000", "--muted": "#444", "--surface": "#fff", "--line": "#ccc", "--grid": "#ddd" };
  const PAPER_WIDTH = 640; // CSS pixels, within A4 and Letter
  let printing = false;
  const colour = (name) => (printing && PAPER[name]) || getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const box = (key) => document.getElementById("plot-" + key);

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
    const select = document.querySelector(`select[data-for="${key}"]`);
    if (select) return (trace) => !trace.meta || trace.meta.arm === select.value;
    const legend = document.querySelector(`.legend[data-for="${key}"]`);
    if (!legend) return () => true;
    const on = new Set([...legend.querySelectorAll('[aria-pressed="true"]')].map((b) => b.dataset.arm));
    return (trace) => !trace.meta || on.has(trace.meta.arm);
  }

  function formed(key, width, height) {
    const { data, layout } = structuredClone(figures[key]);
    const size = Math.round(12 * rem() / 16), narrow = width < 30 * rem();
    layout.height = height || layout.height * rem() / 16;
    layout.autosize = true;
    layout.font = { family: getComputedStyle(document.body).fontFamily, size: narrow ? size - 1 : size, color: colour("--ink") };
    layout.paper_bgcolor = layout.plot_bgcolor = colour("--surface");
    layout.hoverlabel = { ...layout.hoverlabel, bgcolor: colour("--surface"), bordercolor: colour("--line"), font: { color: colour("--ink"), size } };
    for (const name of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))) {
      const axis = layout[name];
      axis.gridcolor = axis.zerolinecolor = colour("--grid");
      axis.linecolor = colour("--line");
      axis.fixedrange = true;
      if (axis.title) { axis.title.font = { size, color: colour("--muted") }; axis.title.text = wrap(axis.title.text, name[0] === "y" ? 44 : Math.max(16, (layout.meta ? 0.55 : 0.85) * width / (size * 0.55))); }
      axis.tickfont = { size: narrow ? size - 2 : size - 1 };
      if (narrow && axis.dtick === 1 && axis.type !== "log") delete axis.dtick;
      if (narrow && axis.dtick === "D2") {
        const values = data.flatMap((t) => t[name[0]]).filter((v) => v > 0);
        if (Math.max(...values) > 40 * Math.min(...values)) axis.dtick = 1;
      }
    }
    for (const note of layout.annotations || []) if (note.bgcolor === "page") note.bgcolor = colour("--surface");
    if (narrow) {
      layout.margin = { ...layout.margin, l: 8, r: 8 };
      for (const note of layout.annotations || []) note.font = { ...note.font, size: size - 2 };
      for (const trace of data) { if (trace.type === "heatmap" || trace.mode === "markers+text") { trace.textfont = { size: 8 }; trace.showscale = false; } }
    }
    const wrapped = layout.meta && layout.meta.wrap;
    if (wrapped) {
      const axis = layout[wrapped];
      const texts = axis.ticktext || [...new Set(data.flatMap((t) => t[wrapped[0]]))];
      axis.tickvals = axis.tickvals || texts;
      const room = wrapped === "yaxis" ? (narrow ? 21 : 34) : Math.max(8, width / texts.length / (size * 0.62));
      axis.ticktext = texts.map((t) => wrap(t, room));
    }
    const show = visible(key);
    for (const trace of data) trace.visible = show(trace);
    return { data, layout };
  }

  function draw(key) {
    const div = box(key);
    const { data, layout } = printing ? formed(key, PAPER_WIDTH) : formed(key, div.clientWidth, div.clientHeight);
    if (printing) layout.width = PAPER_WIDTH;
    drawn.add(key);
    return Plotly.react(div, data, layout, { displayModeBar: false, responsive: false, showTips: false });
  }

  const redraw = () => { for (const key of drawn) draw(key); };

  function press(button) {
    const key = button.closest(".legend").dataset.for;
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    if (drawn.has(key)) draw(key);
  }

  // A picture that stands alone: with its title and, where there is one, its legend.
  function picture(key) {
    const { data, layout } = formed(key, 900), figure = document.getElementById("fig-" + key), select = figure.querySelector("select");
    const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const title = figure.querySelector("h3").textContent + (select ? " · " + select.selectedOptions[0].textContent : "");
    layout.title = { text: wrap(escape(title), 90), x: 0.02, xanchor: "left", font: { size: 1.4 * layout.font.size } };
    layout.margin = { ...layout.margin, t: 60 };
    layout.showlegend = figures[key].legend === "toggle";
    layout.legend = { orientation: "h", y: -0.22, font: { size: layout.font.size } };
    Plotly.downloadImage({ data, layout }, { format: "png", scale: 2, width: 960, height: layout.height + (layout.showlegend ? 110 : 40), filename: key });
  }

  function openTarget() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.querySelector("details.long");
    if (details) details.open = true;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.closest(".legend")) press(button);
    else if (button.classList.contains("png") && drawn.has(button.dataset.for)) {
      picture(button.dataset.for);
    }
  });
  document.addEventListener("change", (event) => {
    const key = event.target.dataset.for;
    if (key && drawn.has(key)) draw(key);
  });
  addEventListener("hashchange", openTarget);
  openTarget();

  async function start() {
    const keys = Object.keys(figures);
    try {
      await unpack();
    } catch (error) {
      for (const key of keys) box(key).textContent = phrases.old_browser;
      throw error;
    }
    // what is on the screen first, the rest while nothing else is to do
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) { const key = entry.target.id.slice(5); if (!drawn.has(key)) draw(key); seen.unobserve(entry.target); }
    }, { rootMargin: "300px" });
    for (const key of keys) seen.observe(box(key));
    const idle = window.requestIdleCallback || ((f) => setTimeout(f, 30));
    const rest = () => {
      const key = keys.find((k) => !drawn.has(k));
      if (key === undefined) { document.documentElement.dataset.drawn = "all"; return; }
      draw(key);
      idle(rest);
    };
    idle(rest);
    let width = innerWidth, waiting;
    addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; clearTimeout(waiting); waiting = setTimeout(redraw, 120); } });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    addEventListener("beforeprint", () => { printing = true; for (const key of keys) draw(key); });
    addEventListener("afterprint", () => { printing = false; redraw(); });
  }
  start();
})();
