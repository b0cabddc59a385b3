// What the page draws with: Plotly's core (with scatter) and the other trace types that figures use. A test holds this list against the figures.
const Plotly = require("plotly.js/lib/core");
Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/heatmap"),
  require("plotly.js/lib/sankey"),
  require("plotly.js/lib/waterfall"),
]);
module.exports = Plotly;
