"""The benchmark runs and fills its table; what it measures is no test's business."""

import subprocess
import sys
from pathlib import Path

import pytest

ROWS = 34


@pytest.mark.server
def test_the_quick_benchmark_fills_every_row_and_leaves_the_report_alone():
    report = Path(__file__).parents[2] / "docs" / "benchmarks.md"
    before = report.read_bytes()
    command = [sys.executable, "-m", "tests.bench", "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    table = [line for line in done.stdout.splitlines() if line.startswith("| ")][1:]
    assert len(table) == ROWS
    assert all(len(line.split(" | ")) == 5 for line in table)
    assert report.read_bytes() == before
