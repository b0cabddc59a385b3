"""The site: `sphinx-build -W -c docs . build/site` from the root of the repository. Builds offline from the pages as they stand."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sphinx.search.en import SearchEnglish  # noqa: E402

import siyu_sim  # noqa: E402

project = "siyu_sim"
copyright = "siyu_sim contributors"
release = version = siyu_sim.__version__
language = "en"
root_doc = "docs/index"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
include_patterns = [
    "README.md",
    "README.zh.md",
    "docs/*.md",
    "docs/mechanisms/*.md",
    "docs/zh/*.md",
    "experiments/*.md",
    "experiments/zh/*.md",
]
exclude_patterns = ["docs/README.md"]  # the index of the site takes its place
source_suffix = {".md": "markdown"}

myst_heading_anchors = 4  # as GitHub makes them
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["misc.highlighting_failure"]  # of blocks that show what is typed and what comes out

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = f"siyu_sim {release}"
html_show_sourcelink = False
html_copy_source = False


class SearchBoth(SearchEnglish):
    """English words as they are, Chinese by pairs of neighbouring signs, in the index and in what is typed: no dictionary is needed."""

    lang = "en"
    js_splitter_code = r"""
function splitQuery(query) {
  const found = [];
  for (const run of query.match(/[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}_])+/gu) || []) {
    if (!/[\u3400-\u9fff]/.test(run) || run.length < 2) found.push(run);
    else for (let k = 0; k + 1 < run.length; k++) found.push(run.slice(k, k + 2));
  }
  return found;
}
"""

    def split(self, input):
        words = super().split(re.sub(CHINESE, " ", input))
        for run in re.findall(CHINESE, input):
            words += [run[k : k + 2] for k in range(max(1, len(run) - 1))]
        return words


CHINESE = r"[\u3400-\u9fff]+"


def _adapt(app, docname, source):
    """The index of docs/ on the site is the site's own; a part of the index without pages is left out."""
    source[0] = source[0].replace("(docs/README.md)", "(docs/index.md)")
    if docname == root_doc and not any((ROOT / "experiments" / "zh").glob("*.md")):
        source[0] = source[0][: source[0].rindex("```{toctree}")]


def _own_language_first(app, pagename, templatename, context, doctree):
    """The parts of the navigation with a Chinese caption stand above the others on Chinese pages."""
    tree = context.get("furo_navigation_tree") or ""
    head, *parts = re.split(r'(?=<p class="caption")', tree)
    if re.search(r"(^|/)zh/|\.zh$", pagename):
        parts.sort(key=lambda part: not re.search(CHINESE, part.partition("</p>")[0]))
        context["furo_navigation_tree"] = head + "".join(parts)


def setup(app):
    app.add_search_language(SearchBoth)
    app.connect("source-read", _adapt)
    app.connect("html-page-context", _own_language_first, priority=900)  # after the theme has made its tree
