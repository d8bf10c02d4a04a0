"""Files worth a look stand in the closing lines: no failure, but seen in every run."""

import pytest

from tests.architecture import sizes
from tests.architecture.house import ROOT


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    long = [f"{path} ({length})" for path, length in sizes.over(sizes.LOOK, ROOT)]
    if long:
        terminalreporter.write_line(f"over {sizes.LOOK} lines, worth a look: {', '.join(long)}")
