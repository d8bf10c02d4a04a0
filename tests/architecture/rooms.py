"""The rooms rule: every service has the same rooms, a module is spelled alike in each, and no module hides."""

import re
from collections import defaultdict
from pathlib import Path, PurePosixPath

from tests.architecture.house import SERVICES, files

REQUIRED = ("README.md", "__init__.py", "app.py", "domain/__init__.py", "domain/types.py")
FOLDERS = ("domain", "reactions", "views", "api")
AT_THE_TOP = {*FOLDERS, "README.md", "__init__.py", "app.py", "timers.py"}
ONLY_IN_DOMAIN = {"types", "rules"}


def findings(root: Path) -> list[str]:
    """What breaks the rule, a sentence each."""
    inside = [PurePosixPath(path) for path in files(root / "services")]
    strangers = sorted({path.parts[0] for path in inside} - {*SERVICES, "__init__.py"})
    return [
        *(f"services/{stranger}: not one of the five services" for stranger in strangers),
        *(
            finding
            for service in SERVICES
            for finding in _service(service, [p for p in inside if p.parts[0] == service])
        ),
        *_hidden(root),
    ]


def _service(service: str, paths: list[PurePosixPath]) -> list[str]:
    rooms = [path.relative_to(service) for path in paths]
    present = {str(path) for path in rooms}
    home = f"services/{service}"
    found = [f"{home}/{room}: is missing" for room in REQUIRED if room not in present]
    found += [f"{home}/{name}: not a room" for name in sorted({p.parts[0] for p in rooms} - AT_THE_TOP)]
    for path in rooms:
        if path.parts[0] not in FOLDERS or path.name == "__init__.py":
            continue
        if len(path.parts) != 2 or path.suffix != ".py":
            found.append(f"{home}/{path}: a room is a flat folder of modules")
        elif path.stem in ONLY_IN_DOMAIN and path.parts[0] != "domain":
            found.append(f"{home}/{path}: {path.stem} belong to the domain")
        elif path.parts[0] == "reactions" and path.stem not in set(SERVICES) - {service}:
            found.append(f"{home}/{path}: reactions are named after the service that they answer")
    return found + _spellings(home, rooms)


def _spellings(home: str, rooms: list[PurePosixPath]) -> list[str]:
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for path in rooms:
        if path.parts[0] in {"domain", "views", "api"} and path.suffix == ".py":
            spellings[_sound(path.stem)].add(path.stem)
    return [f"{home}: {' and '.join(sorted(names))}: one spelling" for names in spellings.values() if len(names) > 1]


def _sound(name: str) -> str:
    """The same for `fund` and `funds`, `policy` and `policies`, `work_task` and `worktask`."""
    return "".join(re.sub("(?<!s)s$", "", re.sub("ies$", "y", word)) for word in name.split("_"))


def _hidden(root: Path) -> list[str]:
    """Folders of modules that are no packages: import-linter would not look into them."""
    folders = {Path(path).parent for part in ("services", "shared", "deploy") for path in _modules(root, part)}
    return [
        f"{folder}/__init__.py: is missing"
        for folder in sorted(folders)
        if not (root / folder / "__init__.py").is_file()
    ]


def _modules(root: Path, part: str) -> list[str]:
    return [f"{part}/{path}" for path in files(root / part, ".py")]
