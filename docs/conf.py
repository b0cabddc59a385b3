"""The site: `sphinx-build -W -c docs . build/site` from the root of the repository. Builds offline from the pages as they stand."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

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


def _adapt(app, docname, source):
    """The index of docs/ on the site is the site's own; a part of the index without pages is left out."""
    source[0] = source[0].replace("(docs/README.md)", "(docs/index.md)")
    if docname == root_doc and not any((ROOT / "experiments" / "zh").glob("*.md")):
        source[0] = source[0][: source[0].rindex("```{toctree}")]


def setup(app):
    app.connect("source-read", _adapt)
