// Draws one figure of the page's data: `picture(k, forms, scale)` lays it out once and gives the SVG, the PNG of that SVG (base64) and
// the PNG for a slide, which is the same without the heading.
"use strict";

const figures = JSON.parse(document.getElementById("figures").textContent);

async function picture(k, forms, scale) {
  const { figure, width, height, heading } = figures[k];
  const shown = { ...figure, config: { staticPlot: true } };
  const svg = await Plotly.toImage(shown, { format: "svg", width, height, imageDataOnly: true });
  const done = {};
  if (forms.includes("svg")) done.svg = svg;
  if (forms.includes("png")) done.png = await pixels(svg, 0, width, height, scale);
  if (forms.includes("slide")) done.slide = await pixels(svg, heading, width, height - heading, scale);
  return JSON.stringify(done);
}

// The part of the SVG below `top`, drawn anew at that scale, not stretched.
async function pixels(svg, top, width, height, scale) {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  root.setAttribute("viewBox", `0 ${top} ${width} ${height}`);
  root.setAttribute("width", width * scale);
  root.setAttribute("height", height * scale);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(root))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}

document.documentElement.dataset.drawn = "all"; // ready
