"""Counts which rows of the publishers' checklist the tests of a run prove."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from tests.behaviour.rows import ROWS

_OUTCOMES: defaultdict[str, list[str]] = defaultdict(list)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--checklist-to", metavar="FILE", help="write the outcomes of the checklist's rows as JSON")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        rows = [row for mark in item.iter_markers("checklist") for row in mark.args]
        if unknown := [row for row in rows if row not in ROWS]:
            raise pytest.UsageError(f"{item.nodeid} proves {unknown}, which the checklist does not have")
        item.user_properties.append(("checklist", rows))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.outcome != "passed":
        for row in dict(report.user_properties).get("checklist", ()):
            _OUTCOMES[str(row)].append(report.outcome)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    proved = [row for row in ROWS if "passed" in _OUTCOMES[row] and "failed" not in _OUTCOMES[row]]
    if any(_OUTCOMES.values()):
        terminalreporter.write_line(f"publishers' checklist: {len(proved)} of {len(ROWS)} rows proved in this run")
    if path := config.getoption("--checklist-to"):
        Path(path).write_text(json.dumps(_OUTCOMES), encoding="utf-8")
