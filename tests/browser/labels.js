// What is wrong with a page by the boxes of its parts: lists of what, for people to read.
const measures = (() => {
  const here = [...document.querySelectorAll(".page")].find((page) => page.getClientRects().length);
  const all = (at, selector) => [...at.querySelectorAll(selector)];
  const plots = () => all(here, ".plot");
  // The box of the letters: without the shadow that Firefox counts, and the space above and below them that fonts differ in.
  const letters = (e) => {
    const box = e.getBoundingClientRect();
    if (!e.getComputedTextLength || turned(e) || e.querySelector(".line + .line")) return box;
    const width = Math.min(box.width, e.getComputedTextLength()), height = Math.min(box.height, 1.1 * parseFloat(getComputedStyle(e).fontSize));
    return new DOMRect(box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height);
  };
  const words = (at, selector) => all(at, selector).map((e) => ({ e, text: e.textContent, box: letters(e) })).filter((t) => t.text.trim() && t.box.width);
  const within = (a, b, slack) => a.left > b.left - slack && a.right < b.right + slack && a.top > b.top - slack && a.bottom < b.bottom + slack;
  const clash = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const WORDS = ".xtick text, .ytick text, .xtitle, .ytitle, .annotation-text, .node-label, .axis-title, .axis-heading, .cbaxis text, .cbtitle text, .bartext, .textpoint text";
  // Boxes of turned text are larger than the text: they are held against the figure's box, not against each other.
  const turned = (e) => /rotate\((?!0[,)])/.test((e.getAttribute("transform") || "") + (e.parentNode.getAttribute("transform") || ""));
  const pairs = (list, say) => list.flatMap((a, i) => list.slice(0, i).filter((b) => clash(a.box, b.box)).map((b) => say(a, b)));

  return {
    empty: () => plots().flatMap((plot) => {
      const svg = plot.querySelector("svg.main-svg"), width = plot.getBoundingClientRect().width;
      const marks = all(plot, ".trace, .points path, .lines path, .heatmaplayer image, .hm, .waterfalllayer path, .sankey-link, .parcoords-line-layers").length;
      if (!svg || !marks) return [`${plot.id} is empty`];
      return Math.abs(svg.getBoundingClientRect().width - width) > 2 ? [`${plot.id} does not fill its box`] : [];
    }),

    cut: () => plots().flatMap((plot) => words(plot, WORDS).filter((t) => !within(t.box, plot.getBoundingClientRect(), 1.5)).map((t) => `${plot.id}: ${t.text}`)),

    overlapping: () => plots().flatMap((plot) => pairs(words(plot, WORDS).filter((t) => !turned(t.e)), (a, b) => `${plot.id}: ${a.text} / ${b.text}`)),

    same_ticks: () => plots().flatMap((plot) => all(plot, ".xaxislayer-above, .yaxislayer-above").flatMap((axis) => {
      const ticks = words(axis, ":scope > .xtick text, :scope > .ytick text").map((t) => t.text);
      return new Set(ticks).size === ticks.length ? [] : [`${plot.id}: ${ticks}`];
    })),

    // Rows and columns that have names show these.
    unnamed: () => plots().flatMap((plot) => Object.entries(plot.layout || {}).filter(([name, axis]) => /^[xy]axis\d*$/.test(name) && axis.ticktext).flatMap(([name, axis]) => {
      const drawn = words(plot, `.${name[0]}${name.slice(5)}tick text`).map((t) => t.text), plain = axis.ticktext.map((text) => text.replace(/<[^>]*>/g, "").replace(/&amp;/g, "&"));
      return drawn.filter((text) => !plain.includes(text)).map((text) => `${plot.id}: ${text}, not one of ${plain}`);
    })),

    // Words of the page that stick out of their box, are cut by it, or lie on the words beside them.
    page: () => {
      for (const folded of all(here, "details")) folded.open = true;
      const out = [], root = document.documentElement;
      if (root.scrollWidth > root.clientWidth) out.push(`the page scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
      for (const e of all(here, "h1, h2, h3, p, li, dt, dd, summary, td, thead th, tbody th, button, .card, .tag, .shares span, .banner, .switch, label, select"))
        if (e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline" && e.clientWidth)
          out.push(`${e.tagName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}: ${e.textContent.trim().slice(0, 60)}`);
      for (const e of all(here, ".verdict, .cards, .why, .figures, .legend, figcaption, footer"))
        if (e.scrollWidth > e.clientWidth + 1) out.push(`${e.className || e.tagName} is wider than its box`);
      for (const group of [".card", ".fig", ".legend button", "thead th", ".links > *", "nav a"]) {
        const byParent = Map.groupBy(all(here, group).filter((e) => e.getClientRects().length), (e) => e.parentNode);
        for (const list of byParent.values()) {
          const boxes = list.map((e) => ({ text: e.textContent.trim().slice(0, 40), box: e.getBoundingClientRect() }));
          out.push(...pairs(boxes.filter((b) => b.box.width), (a, b) => `${group}: ${a.text} / ${b.text}`));
        }
      }
      return out;
    },
  };
})();
