"""One service under uvicorn; `python -m deploy.serving SERVICE` reads in nothing that only operators need."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType

import uvicorn

from deploy.registry import build
from shared.runtime.settings import Settings

GRACE_SECONDS = 5
NOT_STARTED = 3


class _Server(uvicorn.Server):
    """Tells the application that it ends, so that who follows a log is let go instead of cut off after the grace."""

    def __init__(self, config: uvicorn.Config, end: Callable[[], None]) -> None:
        super().__init__(config)
        self._end = end

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take the signal."""
        self._end()
        super().handle_exit(sig, frame)


def serve(service: str, settings: Settings) -> None:
    """Serve until told to stop."""
    gc.disable()  # nothing that is read in here is garbage
    application = build(service, settings)
    gc.enable()
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port_of(service),
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        proxy_headers=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config, application.state.end)
    server.run()
    if not server.started:
        sys.exit(NOT_STARTED)


if __name__ == "__main__":
    serve(sys.argv[1], Settings())
