"""The published language: every service with its events."""

from __future__ import annotations

from deploy.registry import SERVICES, parts
from shared.kernel.messages import Event

PUBLISHED: tuple[tuple[str, type[Event]], ...] = tuple(
    (service, event) for service in SERVICES for event in parts(service).events
)
NAMES = tuple(f"{service}:{event.word()}:v{event.version}" for service, event in PUBLISHED)
