"""`python -m tests.contracts.release`: a fixture for each event that has none. What is released is never rewritten."""

from __future__ import annotations

import json
from pathlib import Path

from shared.kernel.messages import Event
from shared.runtime.schemas import name
from tests.contracts.language import PUBLISHED
from tests.contracts.samples import document, sample

RELEASED = Path(__file__).parent / "released"
UNKNOWN = "laterfield"


def path_of(service: str, event: type[Event]) -> Path:
    """Where an event's fixture is."""
    return RELEASED / service / name(event)


def fixture(service: str, event: type[Event]) -> str:
    """A whole document, with an attribute and a field that no reader of today knows."""
    told = json.loads(document(service, sample(event)))
    told[UNKNOWN] = "an attribute that came later"
    told["data"][UNKNOWN] = {"of": ["a", "later", "release"]}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    for service, event in PUBLISHED:
        path = path_of(service, event)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fixture(service, event), encoding="utf-8")
            print(path.relative_to(RELEASED))


if __name__ == "__main__":
    main()
