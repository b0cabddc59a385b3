"""The tutorial of studies, run as it stands: every block, in its order, in one session."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs/tutorial_studies.md"

# block → what must be seen in what it prints
SEEN = (
    r"beat spending.*ads_off_plain .*2 mistakes.*nearest: +hook=coupon",
    r"the same result: True",
    r"one_sided_high +profit .*may be the best: \w+",
    r"(\d+) worlds; the precision would take",
    r"cash.*page: reports/referral/.*/index\.html",
    r"one_sided_high against ads_instead.*driven_away.*contribution +last",
    r"p_right.*ads_instead",
    r"path +strength.*decides",
    r"fresh worlds|as it is configured",
    r"arms differ before the day: False",
)


@pytest.fixture(scope="module")
def blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_the_page_runs_as_it_stands(blocks, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert len(blocks) == len(SEEN)
    session: dict = {}
    for block, seen in zip(blocks, SEEN, strict=True):
        exec(block, session)
        told = capsys.readouterr().out
        assert re.search(seen, told, re.DOTALL), told
    plan, study, narrow = session["plan"], session["study"], session["narrow"]
    assert len(study.runs) == len(plan.arms) * plan.study.replications
    assert plan.study.replications < narrow.replications <= 10
    assert (tmp_path / "reports/.store").is_dir()
