"""The walls: who may import whom, and who may look at a clock."""

import json
import re
from itertools import permutations, product
from pathlib import Path

import pytest

from tests.architecture import house
from tests.architecture.house import SERVICES

INDEPENDENT = "services never import one another"
SHARED = "shared never imports services: only deploy does"
DEPLOY = "nothing imports deploy or tests"
KERNEL = "shared.kernel imports nothing of ours"
PURE = "domain, reactions, timers, kernel, contracts and tlog import no I/O"
LAYERS = "inside a service: app, api, views | reactions | timers, domain"

IO = ("redis", "sqlalchemy", "sqlite3", "fastapi", "starlette", "httpx", "faststream", "asyncio", "socket", "structlog")
OUR_IO = ("shared.store", "shared.vault", "shared.runtime", "shared.documents", "shared.testing")
UPWARDS = (
    *product(["domain"], ["app", "api", "views", "reactions", "timers"]),
    *product(["views", "reactions"], ["app", "api", "timers"]),
    ("reactions", "views"),
    ("api", "app"),
)


def _planted(package: str, imported: str) -> str:
    return f"{package}.planted_{imported.replace('.', '_')}"


# (wall, importer, imported): all planted in one copy of the house
VIOLATIONS = [
    *((INDEPENDENT, _planted(f"services.{a}.api", b), f"services.{b}") for a, b in permutations(SERVICES, 2)),
    *((SHARED, _planted(f"shared.{part}", "grants"), "services.grants") for part in ("runtime", "store", "testing")),
    *((DEPLOY, _planted("services.grants.api", above), above) for above in ("deploy", "tests")),
    *((DEPLOY, _planted("shared.runtime", above), above) for above in ("deploy", "tests")),
    *((KERNEL, _planted("shared.kernel", ours), ours) for ours in ("shared.contracts", *OUR_IO)),
    *((PURE, _planted(f"services.{a}.domain", io), io) for a, io in product(SERVICES, (*IO, *OUR_IO))),
    *((PURE, _planted(f"services.{a}.reactions", io), io) for a, io in product(SERVICES, ("redis", "shared.store"))),
    *((PURE, f"services.{a}.timers", "redis") for a in SERVICES),
    *((PURE, _planted(f"shared.{part}", io), io) for part, io in product(("kernel", "contracts"), (*IO, *OUR_IO))),
    *((PURE, _planted("shared.tlog", io), io) for io in (*IO, *OUR_IO)),
    *(
        (LAYERS, _planted(f"services.{a}.{low}", high), f"services.{a}.{high}")
        for a, (low, high) in product(SERVICES, UPWARDS)
    ),
]

CLOCKS = {
    "datetime.now": "from datetime import UTC, datetime\nAT = datetime.now(UTC)\n",
    "datetime.now of a module": "import datetime as dt\nAT = dt.datetime.now(dt.UTC)\n",
    "date.today": "from datetime import date\nON = date.today()\n",
    "time.time": "import time\nAT = time.time()\n",
    "sleep": "from time import sleep\nsleep(1)\n",
    "uuid4": "import uuid\nID = uuid.uuid4()\n",
    "uuid5": "from uuid import NAMESPACE_URL, uuid5\nID = uuid5(NAMESPACE_URL, '')\n",
    "uuid7": "import uuid6\nID = uuid6.uuid7()\n",
    "random": "from random import random\nX = random()\n",
    "secrets": "import secrets\nX = secrets.token_hex()\n",
    "urandom": "from os import urandom\nX = urandom(1)\n",
    "environ": "import os\nX = os.environ['X']\n",
    "getenv": "from os import getenv\nX = getenv('X')\n",
}
CLOCKLESS = ("services/grants/domain", "services/intake/api", "shared/kernel", "shared/contracts", "shared/store")
CLOCKED = ("shared/runtime", "shared/testing", "deploy", "tests")
EXCEPTIONS = {"shared/kernel/ids.py": {"uuid.uuid5"}, "shared/vault/": {"os.urandom", "secrets"}}
"""Derived ids; keys and nonces. Each with its reason on the line, which ruff itself demands."""


def clocks(root: Path) -> set[tuple[str, str]]:
    """(path, what it looks at) whatever the line says in its defence, less the exceptions."""
    report = house.run(
        root, "ruff", "check", "--no-cache", "--ignore-noqa", "--select", "TID251", "--output-format", "json"
    ).stdout
    return {
        (path, what)
        for row in json.loads(report)
        if (path := str(Path(row["filename"]).relative_to(root)))
        and (what := row["message"].replace("`", "").split(" is banned")[0])
        and not any(path.startswith(place) and what in allowed for place, allowed in EXCEPTIONS.items())
    }


def _file(module: str) -> str:
    path = module.replace(".", "/")
    return f"{path}.py" if module.endswith((".app", ".timers")) else f"{path}/__init__.py"


@pytest.fixture(scope="module")
def breached(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter says of each wall when all violations are planted."""
    tree = house.copy(tmp_path_factory.mktemp("walls"))
    for _, importer, imported in VIOLATIONS:
        house.plant(tree, f"{importer.replace('.', '/')}.py", f"\nimport {imported}\n")
        if imported.startswith("services."):
            house.plant(tree, _file(imported), "")
    report = house.run(tree, "lint-imports", "--no-cache").stdout
    _, *sections = re.split(r"^(.+)\n-{9,}\n", report.partition("Broken contracts\n")[2], flags=re.MULTILINE)
    return {wall: " ".join(said.split()) for wall, said in zip(sections[::2], sections[1::2], strict=True)}


@pytest.fixture(scope="module")
def clocks_planted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files that the clock rule finds when one of each kind is planted in each place."""
    tree = house.copy(tmp_path_factory.mktemp("clocks"))
    for place in (*CLOCKLESS, *CLOCKED):
        for name, source in CLOCKS.items():
            house.plant(tree, _clock(place, name), source)
    return {path for path, _ in clocks(tree)}


def _clock(place: str, name: str) -> str:
    return f"{place}/planted_{name.replace(' ', '_').replace('.', '_')}.py"


def test_the_walls_stand():
    ran = house.run(house.ROOT, "lint-imports", "--no-cache")
    assert ran.returncode == 0, ran.stdout.partition("Broken contracts")[2] + ran.stderr


@pytest.mark.parametrize(("wall", "importer", "imported"), VIOLATIONS, ids=[f"{a} -> {b}" for _, a, b in VIOLATIONS])
def test_a_breach_of_a_wall_is_found(breached, wall, importer, imported):
    assert f"{importer} -> {imported} (l." in breached[wall]


def test_deploy_may_import_a_service(tmp_path):
    tree = house.copy(tmp_path)
    house.plant(tree, "deploy/planted.py", "import services.grants\n")
    assert "planted" not in house.run(tree, "lint-imports", "--no-cache").stdout


def test_nobody_looks_at_a_clock():
    assert clocks(house.ROOT) == set()


@pytest.mark.parametrize("place", CLOCKLESS)
@pytest.mark.parametrize("name", CLOCKS)
def test_a_clock_is_found(clocks_planted, place, name):
    assert _clock(place, name) in clocks_planted


@pytest.mark.parametrize("place", CLOCKED)
@pytest.mark.parametrize("name", CLOCKS)
def test_a_clock_may_hang_here(clocks_planted, place, name):
    assert _clock(place, name) not in clocks_planted
