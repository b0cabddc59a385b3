"""Every block of code on every page is run by a test that is named here, or says why not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from siyu_sim.study.plan import load
from tests.pages import FENCE, ROOT, blocks

PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "experiments/**/*.md", "bench/*.md", "tests/*.md", "reports/*.md")
    for path in ROOT.glob(pattern)
)
COMPOSE = (
    "tests/unit/test_docs.py::test_commands_compose"  # composed and validated beside the page's files, not run: these take long
)
STEPS = "tests/unit/test_site.py::test_the_commands_of_a_page_run_in_their_order"
PYTHON = "tests/unit/test_site.py::test_the_python_of_a_page_runs"
SAME = "tests/unit/test_docs.py::test_a_translation_gives_the_commands_of_its_original"
FILES = "tests/unit/test_docs.py::test_a_translation_tells_to_make_the_same_files"
PARSED = "tests/unit/test_blocks.py::test_code_for_a_cluster_is_code"  # needs Slurm, a cluster library or several machines
# (page, language of the block) → the test
RUN = {
    ("README.md", "bash"): COMPOSE,  # .ci/run gives its installation and its tests word for word
    ("README.md", "python"): PYTHON,
    ("README.zh.md", "bash"): SAME,
    ("README.zh.md", "python"): SAME,
    ("docs/api.md", "python"): PYTHON,
    ("docs/architecture.md", "bash"): COMPOSE,
    ("docs/architecture.md", "yaml"): COMPOSE,
    ("docs/checkpoint.md", "python"): "tests/unit/test_checkpoint.py::test_the_page_runs_as_it_stands",
    ("docs/cluster.md", "bash"): PARSED,
    ("docs/cluster.md", "python"): PARSED,
    ("docs/dice.md", "python"): "tests/unit/test_site.py::test_the_stronger_hook_of_the_page_of_dice_loses_nobody",
    ("docs/howto_business.md", "bash"): STEPS,
    ("docs/howto_business.md", "yaml"): STEPS,
    ("docs/howto_channel.md", "bash"): STEPS,
    ("docs/howto_channel.md", "yaml"): STEPS,
    ("docs/howto_sweep.md", "bash"): STEPS,
    ("docs/howto_sweep.md", "python"): PYTHON,
    ("docs/mechanisms/closing.md", "bash"): COMPOSE,
    ("docs/mechanisms/sop.md", "yaml"): "tests/unit/test_blocks.py::test_the_rule_of_the_page_of_sops_is_one",
    ("docs/search.md", "bash"): COMPOSE,
    ("docs/search.md", "python"): "tests/study/test_search_docs.py::test_the_page_runs_as_it_stands",
    ("docs/tutorial_first.md", "bash"): STEPS,
    ("docs/tutorial_first.md", "python"): PYTHON,
    ("docs/tutorial_first.md", "yaml"): STEPS,
    ("docs/tutorial_strategy.md", "bash"): COMPOSE,
    ("docs/tutorial_strategy.md", "python"): "tests/unit/test_docs.py::test_the_tutorial_runs_as_it_stands",
    ("docs/tutorial_strategy.md", "yaml"): COMPOSE,
    ("docs/tutorial_studies.md", "python"): "tests/study/test_tutorial.py::test_the_page_runs_as_it_stands",
    ("docs/twins.md", "python"): "tests/study/test_twins.py::test_the_page_of_the_docs_runs_as_it_stands",
    ("docs/zh/howto_business.md", "bash"): SAME,
    ("docs/zh/howto_business.md", "yaml"): FILES,
    ("docs/zh/howto_channel.md", "bash"): SAME,
    ("docs/zh/howto_channel.md", "yaml"): FILES,
    ("docs/zh/howto_sweep.md", "bash"): SAME,
    ("docs/zh/howto_sweep.md", "python"): SAME,
    ("docs/zh/tutorial_first.md", "bash"): STEPS,
    ("docs/zh/tutorial_first.md", "python"): PYTHON,
    ("docs/zh/tutorial_first.md", "yaml"): STEPS,
    ("docs/zh/tutorial_studies.md", "python"): SAME,
}
# installs from a registry, or builds what .ci/run builds by itself
NOT_RUN = {
    ("docs/README.md", "bash"): "the site: .ci/run and test_the_site_builds_without_a_warning build it",
    ("docs/howto_export.md", "bash"): "installs an extra: .ci/run does, with the others",
    ("docs/zh/howto_export.md", "bash"): "as in English",
}


def found() -> set[tuple[str, str]]:
    """(page, language) of all fenced blocks; {toctree} and the like are the site's, text is text."""
    return {
        (page.relative_to(ROOT).as_posix(), language)
        for page in PAGES
        for language in re.findall(r"^ *```+(\w+)$", page.read_text("utf-8"), re.MULTILINE)
        if language != "text"
    }


def test_every_block_has_its_test_or_a_reason():
    assert sorted(found() - RUN.keys() - NOT_RUN.keys()) == [], "give these a test"
    assert sorted((RUN.keys() | NOT_RUN.keys()) - found()) == [], "no longer there"


@pytest.mark.parametrize("test", sorted(set(RUN.values())))
def test_the_tests_are_there(test):
    file, name = test.split("::")
    assert f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_blocks_are_closed_and_none_hides_in_a_list():
    """What the reader of blocks would not see."""
    for page in PAGES:
        text = page.read_text("utf-8")
        opened = re.findall(r"^ *```+\w+$", text, re.MULTILINE)
        assert len(opened) == len([language for language, _ in FENCE.findall(text) if language]), page


def test_code_for_a_cluster_is_code():
    page = ROOT / "docs" / "cluster.md"
    for block in blocks(page, "bash"):
        done = subprocess.run(["bash", "-n"], input=block, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
    python = blocks(page, "python")
    assert len(python) == 2
    for block in python:
        compile(block, str(page), "exec")


def test_the_rule_of_the_page_of_sops_is_one(tmp_path):
    (block,) = blocks(ROOT / "docs" / "mechanisms" / "sop.md", "yaml")
    (tmp_path / "sop").mkdir()
    (tmp_path / "sop" / "mine.yaml").write_text(f"# @package _global_\n# A rule.\n{block}", "utf-8")
    plan = load(overrides=["sop=mine"], config_dirs=[Path(tmp_path)])
    assert plan.scenario.sop["wake_idle"].holdout == 0.1
