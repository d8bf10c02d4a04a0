"""`huimin` as an operator types it beside a district that runs: in this process, where all of it is read in already."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from dataclasses import dataclass

import pytest

from deploy.cli import main
from tests.journeys.district import District


@dataclass(frozen=True, slots=True)
class Typed:
    """What was printed, and the exit code."""

    returncode: int
    stdout: str
    stderr: str


def huimin(district: District, service: str, *words: str) -> Typed:
    """Type words; the operator reads and writes through one of the services."""
    address = f"http://127.0.0.1:{district.local.ports[service]}"
    own = {"HUIMIN_STATE_DIR": str(district.settings.state_dir), "HUIMIN_SERVICE_URL": address}
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        pytest.MonkeyPatch.context() as here,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        for name in [name for name in os.environ if name.startswith("HUIMIN_")]:
            here.delenv(name)
        for name, value in own.items():
            here.setenv(name, value)
        here.setattr(sys, "argv", ["huimin", *words])
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Typed(code, out.getvalue(), err.getvalue())
