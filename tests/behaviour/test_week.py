"""What publishers see of newsterm over days, and that every row of their checklist has its tests."""

import re
from pathlib import Path

import pytest

from tests.behaviour.rows import ROWS
from tests.behaviour.week import Report, judge, live

_MARK = re.compile(r"checklist\(([^)]*)\)")


def test_every_row_of_the_checklist_has_a_test():
    assert len(ROWS) == 71
    tests = [path.read_text("utf-8") for path in Path(__file__).parents[1].rglob("test_*.py")]
    marked = {row for text in tests for arguments in _MARK.findall(text) for row in re.findall(r"H\d\d", arguments)}
    assert sorted(ROWS.keys() - marked) == []


@pytest.mark.checklist("H64")
async def test_in_three_days_a_publisher_sees_no_fault(tmp_path: Path):
    publisher = await live(tmp_path, 3)
    report = judge(publisher.asked)
    assert report == Report(report.requests, 17, *[0] * 8)
    by_path = {
        path: [one for one in publisher.asked if one.path == path] for path in {one.path for one in publisher.asked}
    }
    assert 40 <= len(by_path["/busy"]) <= 72
    assert 3 <= len(by_path["/daily"]) <= 20
    assert len(by_path["/gone"]) == 1
    assert 3 <= len(by_path["/failing"]) <= 12


async def test_a_bad_client_would_be_found_out(tmp_path: Path):
    publisher = await live(tmp_path, 0.3)
    first = next(one for one in publisher.asked if one.path == "/busy")
    hasty = first._replace(
        request=first.request.__class__(
            "GET", "/busy", (("cookie", "id=1"), ("referer", "x"), ("if-none-match", '"mine"')), 0
        )
    )
    report = judge([*publisher.asked, first, hasty])
    assert report.faults() >= 5
    assert min(report.cookies, report.referers, report.invented_validators, report.unconditional_repeats) == 1
