"""The page about searches, run as it stands."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/search.md"


def test_the_page_runs_as_it_stands(capsys):
    search, allocate = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    exec(search, {})
    told = capsys.readouterr().out
    assert "fresh worlds" in told or "as it is configured" in told
    exec(allocate, {})
    assert "Best split of 9,000 yuan" in capsys.readouterr().out
