"""Log lines: JSON on standard output, each with the correlation id of its request. No personal value is logged:
bodies, decided events and refusals' inputs never reach a logger.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from contextvars import ContextVar

import structlog
from structlog.typing import ExcInfo

correlation_id: ContextVar[str] = ContextVar("correlation_id", default="")

_OURS = {"shared", "services", "deploy"}
_CORRELATION = re.compile(r"[A-Za-z0-9._-]{1,64}")
_TRACEPARENT = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")


def configure(service: str, level: str) -> None:
    """Set up logging for this process."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _add_correlation,
            structlog.processors.ExceptionRenderer(_traced),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)


def logger() -> structlog.typing.FilteringBoundLogger:
    """This process's logger."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
    return log


def said_correlation(value: str | None) -> str:
    """A caller's correlation id, empty unless it is short and plain."""
    return value if value and _CORRELATION.fullmatch(value) else ""


def said_trace(value: str | None) -> str:
    """A caller's W3C traceparent, empty unless well-formed."""
    return value if value and _TRACEPARENT.fullmatch(value) else ""


def _traced(exc_info: ExcInfo) -> str:
    """Where it was raised and what; messages only of our own classes, for others repeat the values they met."""
    told = ["Traceback (most recent call last):\n"]
    error: BaseException | None = exc_info[1]
    told += traceback.format_tb(exc_info[2])
    while error is not None:
        message = f": {error}" if type(error).__module__.partition(".")[0] in _OURS else ""
        told.append(f"{type(error).__module__}.{type(error).__qualname__}{message}\n")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is not None:
            told += ["caused by:\n", *traceback.format_tb(error.__traceback__)]
    return "".join(told).rstrip("\n")


def _add_correlation(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    if current := correlation_id.get():
        event["correlation_id"] = current
    return event
