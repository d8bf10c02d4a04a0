"""The closing line names the servers that the store suite met, and why others were not."""

import pytest

from tests.servers_seen import Servers

ROWS = {
    "nothing is said when the suite did not run": ([], {}, ""),
    "servers stand in the order of the run": (["memory", "redis:8"], {}, "store suite ran on: memory, redis:8"),
    "a server met twice is named once": (["memory", "memory"], {}, "store suite ran on: memory"),
    "an absent one is named with its reason": (
        ["memory"],
        {"redis:8": "no Docker engine answers"},
        "store suite ran on: memory — not run: redis:8, because no Docker engine answers",
    ),
    "one that was met after all is not absent": (["redis:8"], {"redis:8": "slow"}, "store suite ran on: redis:8"),
}


@pytest.mark.parametrize(("met", "missed", "line"), ROWS.values(), ids=ROWS.keys())
def test_closing_line(met, missed, line):
    servers = Servers()
    for server in met:
        servers.ran_on(server)
    for server, because in missed.items():
        servers.not_on(server, because)
    assert servers.closing_line() == line
