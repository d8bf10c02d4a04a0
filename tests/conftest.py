"""What holds for every test: `docker` implies `server`, and the run closes with the servers that it met."""

import pytest

from tests.servers_seen import THIS_RUN


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("docker"):
            item.add_marker(pytest.mark.server)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if line := THIS_RUN.closing_line():
        terminalreporter.section("servers", sep="-")
        terminalreporter.write_line(line)
