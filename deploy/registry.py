"""The services of a deployment, by name. Only here do they meet."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from shared.runtime.settings import PORTS, Settings

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from shared.runtime.service import Parts

SERVICES = tuple(PORTS)


def build(service: str, settings: Settings) -> Starlette:
    """One service's application."""
    return cast("Starlette", import_module(f"services.{service}.app").build(settings))


def parts(service: str) -> Parts:
    """What a service is made of."""
    return cast("Parts", import_module(f"services.{service}.app").PARTS)
