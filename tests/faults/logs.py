"""What services wrote to their own logs."""

from __future__ import annotations

import json
from pathlib import Path

from deploy.registry import SERVICES


def errors_logged(state_dir: Path) -> list[str]:
    """Lines of level error and worse, and whatever is no line of ours (a traceback)."""
    files = [file for service in SERVICES for file in (state_dir / "logs").glob(f"{service}*.log")]
    return [line for file in files for line in file.read_text().splitlines() if _is_error(line)]


def _is_error(line: str) -> bool:
    return not line.startswith("{") or json.loads(line)["level"] in {"error", "critical"}
