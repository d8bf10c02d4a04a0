"""The reference that is written from the code: docs/refusals.md, docs/events.md and the schemas of all events.

`python -m deploy.reference` (`make docs`) writes it; a test fails when what is committed is older than the code.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from deploy.registry import SERVICES, parts
from shared.kernel.envelope import type_of
from shared.kernel.messages import Event
from shared.kernel.refusals import Refusal
from shared.runtime import schemas
from shared.runtime.problems import status_of

ROOT = Path(__file__).parent.parent
_HEAD_REFUSALS = """\
# Refusals

Every answer that says no is an RFC 9457 problem whose `type` is `urn:huimin:problem:<slug>`. A slug never changes once
it is published. Written from the code by `make docs`.

| slug | status | 中文 | English | members | where |
|---|---|---|---|---|---|
"""
_HEAD_EVENTS = """\
# Events

What stands in the logs, by service: the type of each event, what happened in the world and when it is recorded, and the
fields of its `data` (`?`: may be absent). A reader ignores fields that it does not know. Written from the code by
`make docs`.
"""


def refusals() -> Sequence[type[Refusal]]:
    """Every refusal of services and shared that has a slug or ought to have one, by slug."""
    for package in ("services", "shared"):
        _import_all(package)
    return sorted(_concrete(Refusal), key=lambda kind: (getattr(kind, "slug", ""), kind.__name__))


def documents() -> Mapping[str, str]:
    """The text of each file of the reference by its path from the root."""
    written = {"docs/refusals.md": refusals_page(refusals()), "docs/events.md": events_page()}
    for service in SERVICES:
        for event in parts(service).events:
            written[f"docs/schemas/{service}/{schemas.name(event)}"] = schemas.text(service, event)
    return written


def refusals_page(kinds: Iterable[type[Refusal]]) -> str:
    """The table of refusals."""
    rows = (
        _row(
            f"`{kind.slug}`",
            str(status_of(kind)),
            kind.zh,
            kind.en,
            ", ".join(f"`{field.name}`" for field in fields(kind)),
            f"`{kind.__module__}`",
        )
        for kind in kinds
    )
    return _HEAD_REFUSALS + "".join(rows)


def events_page() -> str:
    """The tables of events, a service after the other."""
    return _HEAD_EVENTS + "".join(_events_of(service, parts(service).events) for service in SERVICES)


def told(event: type[Event]) -> str:
    """What the first paragraph of an event's docstring says, as one line."""
    return " ".join((event.__doc__ or "").strip().split("\n\n", maxsplit=1)[0].split())


def _events_of(service: str, events: Sequence[type[Event]]) -> str:
    head = f"\n## {service}\n\n| type | what happened | fields |\n|---|---|---|\n"
    return head + "".join(
        _row(
            f"[`{type_of(service, event)}`](schemas/{service}/{schemas.name(event)})",
            told(event),
            ", ".join(f"`{name}{'' if field.is_required() else '?'}`" for name, field in event.model_fields.items()),
        )
        for event in events
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _import_all(package: str) -> None:
    path = import_module(package).__path__
    for module in walk_packages(path, f"{package}."):
        if not module.name.startswith("shared.testing"):
            import_module(module.name)


def _concrete(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for below in kind.__subclasses__():
        module = sys.modules.get(below.__module__)
        # A dataclass with slots is made twice; only the second is the one that its module names.
        if getattr(module, below.__name__, None) is below and _is_ours(below):
            yield below
        yield from _concrete(below)


def _is_ours(kind: type[Refusal]) -> bool:
    """Whether it is a refusal of the product and no category: those stand in the kernel and have no slug."""
    return kind.__module__.startswith(("services.", "shared.")) and kind.__module__ != Refusal.__module__


def main() -> None:
    """Write all that differs, and say what."""
    for name, text in documents().items():
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(name)


if __name__ == "__main__":
    main()
