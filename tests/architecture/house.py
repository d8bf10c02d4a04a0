"""The house under test: its parts, what belongs to it, and a copy of it to plant violations in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = ("intake", "casework", "grants", "associations", "councils")
PRODUCT = ("services", "shared", "deploy")

_FURNITURE = ("pyproject.toml", ".importlinter", ".gitignore")
_LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*", "*.ttf")


def files(root: Path, *suffixes: str) -> list[str]:
    """Paths, relative to `root`, of all files that are tracked or would be; those with one of `suffixes`, if any."""
    listed = run(root, "git", "-c", "safe.directory=*", "ls-files", "-coz", "--exclude-standard", check=True).stdout
    return sorted(path for path in listed.split("\0") if path.endswith(suffixes or "") and (root / path).is_file())


def product(root: Path) -> list[str]:
    """The Python files of what is shipped."""
    return [path for path in files(root, ".py") if path.split("/")[0] in PRODUCT]


def copy(to: Path) -> Path:
    """The product, with the rules that it is under, as a repository of its own."""
    for part in PRODUCT:
        shutil.copytree(ROOT / part, to / part, ignore=_LEFT_BEHIND)
    for piece in _FURNITURE:
        shutil.copy(ROOT / piece, to / piece)
    run(to, "git", "init", "-q", check=True)
    return to


def plant(root: Path, path: str, text: str) -> None:
    """Append `text` to a file, made together with the packages above it where it is missing."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if path.endswith(".py"):
        for package in file.relative_to(root).parents[:-1]:
            (root / package / "__init__.py").touch()
    with file.open("a", encoding="utf-8") as planted:
        planted.write(text)


def run(root: Path, *command: str, check: bool = False) -> subprocess.CompletedProcess[str]:
    """A command in `root`, tools of this virtual environment first."""
    tool = Path(sys.executable).parent / command[0]
    program = str(tool) if tool.is_file() else command[0]
    # A Git hook names its own repository in the environment; the copy is another.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        [program, *command[1:]],
        cwd=root,
        env={**environment, "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=check,
    )
