"""One service under uvicorn: what a container runs."""

from __future__ import annotations

import uvicorn

from deploy.registry import build
from shared.runtime.settings import Settings

GRACE_SECONDS = 5


def serve(service: str, settings: Settings) -> None:
    """Serve until told to stop."""
    uvicorn.run(
        build(service, settings),
        host=settings.host,
        port=settings.port_of(service),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
