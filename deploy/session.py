"""Who speaks when somebody types a command, and to which deployment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from pydantic import ValidationError

from deploy.client import Client, clients
from shared.kernel.actors import Role
from shared.runtime.settings import PORTS, Settings


def running_settings() -> Settings:
    """The settings of what `huimin up` started here, else those of the environment."""
    run = Settings().state_dir / "run.json"
    return Settings(**json.loads(run.read_text())) if run.exists() else Settings()


@contextmanager
def operator() -> Iterator[Client]:
    """The operator, who administers and may read the logs, while the context lasts."""
    with clients(running_settings(), PORTS) as people:
        yield people.person("operator", Role.ADMIN, Role.AUDITOR)


def faults(wrong: ValidationError) -> str:
    """What is wrong with what was typed or read."""
    return "; ".join(f"{'.'.join(str(part) for part in error['loc'])}: {error['msg']}" for error in wrong.errors())


def now_of(client: Client, service: str) -> datetime:
    """The time that a service works with."""
    return datetime.fromisoformat(client.status(service)["now"])
