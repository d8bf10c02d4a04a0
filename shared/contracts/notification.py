"""Events of the notification (通知): that somebody is told of an event of this log, once for ever."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event

Kind = Annotated[str, Field(pattern=r"^[a-z][a-z-]{2,60}$")]
"""What a notice is about: the word of its template."""


class FailureCause(StrEnum):
    """Why somebody was not told."""

    NO_ADDRESS = "NO_ADDRESS"
    """No number was given, or the person was erased."""

    NOT_NEEDED = "NOT_NEEDED"
    """What it would have told was over by then."""

    NO_CHANNEL = "NO_CHANNEL"
    """This deployment has no gateway for it."""

    REFUSED = "REFUSED"
    """The gateway refused it each time."""

    UNCONFIRMED = "UNCONFIRMED"
    """The process ended while the gateway had it: it may have been sent, so it is not sent again."""


class NotificationUndertaken(Event):
    """Somebody is about to be told of the event at `trigger_position` of this log; recorded before it is handed over.

    The id of the aggregate is derived from the trigger's, so that it is undertaken once for ever.
    """

    kind: Kind
    trigger_position: int
    undertaken_at: datetime


class NotificationSent(Event):
    """The gateway took it."""

    channel: Annotated[str, Field(max_length=20)]


class NotificationFailed(Event):
    """Nobody was told, and nobody will be; somebody has to call."""

    cause: FailureCause


NotificationEvent = NotificationUndertaken | NotificationSent | NotificationFailed
NOTIFICATION = (NotificationUndertaken, NotificationSent, NotificationFailed)
