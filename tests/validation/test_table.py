"""docs/validation.md tells what the tests find."""

import pytest

from tests.validation import table

AGAIN = "run python -m tests.validation.table"


def written() -> dict[tuple[str, str], list[str]]:
    """(study, quantity) -> the cells after the first, of every line of the page."""
    cells, study = {}, ""
    for line in table.PATH.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            study = line.removeprefix("## ")
        elif line.startswith("| ") and not line.startswith(("| |", "| ---")):
            quantity, *rest = (cell.strip() for cell in line.strip("|").split("|"))
            cells[study, quantity] = rest
    return cells


@pytest.mark.slow
def test_the_page_shows_these_results():
    """Every line is there and none else; z to 0.2, since other mathematical libraries may round the last digits otherwise."""
    lines, checks = written(), table.all_checks()
    assert lines.keys() == {(check.study, check.quantity) for check in checks}, AGAIN
    for check in checks:
        assert float(lines[check.study, check.quantity][-1]) == pytest.approx(check.z, abs=0.2), f"{check.quantity}: {AGAIN}"
