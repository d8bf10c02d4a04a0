"""The size rule: look at 300 lines, stop at 400."""

from pathlib import Path

from tests.architecture.house import files

LOOK = 300
STOP = 400


def over(limit: int, root: Path) -> list[tuple[str, int]]:
    """Python files longer than `limit` lines, with their length."""
    lengths = ((path, len((root / path).read_text(encoding="utf-8").splitlines())) for path in files(root, ".py"))
    return [(path, length) for path, length in lengths if length > limit]
