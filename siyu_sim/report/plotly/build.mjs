// Writes plotly.min.js from entry.js, and LICENSES.txt with the licence of every package in it.
import { build } from "esbuild";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const version = JSON.parse(readFileSync("node_modules/plotly.js/package.json", "utf8")).version;
const { metafile } = await build({
  entryPoints: ["entry.js"],
  outfile: "plotly.min.js",
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2020",
  charset: "utf8",
  legalComments: "eof",
  define: { global: "window", "define.amd": "false" },
  loader: { ".css": "empty" }, // of maps, which are not in the bundle
  banner: { js: `/*! plotly.js v${version}, trace types of entry.js only. Copyright 2012-2026, Plotly, Inc. MIT licence; others: LICENSES.txt */` },
});
const folders = new Set();
for (const path of Object.keys(metafile.inputs)) {
  const found = path.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/);
  if (found && metafile.outputs["plotly.min.js"].inputs[path]?.bytesInOutput) folders.add(found[0]);
}
const told = [...folders].sort().map((folder) => {
  const about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = existsSync(folder) && readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  const text = file ? readFileSync(`${folder}/${file}`, "utf8").trim() : `Licence: ${about.license?.type ?? about.license}`;
  return `${about.name} ${about.version}\n\n${text.replace(/\r/g, "")}\n`;
});
writeFileSync("LICENSES.txt", told.join(`\n${"-".repeat(80)}\n\n`));
