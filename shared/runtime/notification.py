"""Notification (通知): that somebody is told of one event of the own log, through one kind of notice.

Invariants: it is undertaken once for ever · what was undertaken ends in one way, or in none where nobody may read how.
"""

from __future__ import annotations

from enum import Enum
from typing import assert_never

from shared.contracts.notification import (
    FailureCause,
    NotificationEvent,
    NotificationFailed,
    NotificationSent,
    NotificationUndertaken,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import Refusal


class Told(Enum):
    """How far a notification is."""

    NOT_YET = "NOT_YET"
    UNDERTAKEN = "UNDERTAKEN"
    OVER = "OVER"


class Undertake(Command):
    """Begin to tell somebody of the event at a position."""

    kind: str
    trigger_position: int


class ConfirmSent(Command):
    """The gateway took it."""

    channel: str


class GiveUp(Command):
    """Nobody is told."""

    cause: FailureCause


NotificationCommand = Undertake | ConfirmSent | GiveUp


def _evolve(_told: Told, event: NotificationEvent) -> Told:
    return Told.UNDERTAKEN if isinstance(event, NotificationUndertaken) else Told.OVER


def _decide(command: NotificationCommand, told: Told, context: Context) -> list[NotificationEvent] | Refusal:
    match command:
        case Undertake():
            if told is not Told.NOT_YET:
                return []
            return [
                NotificationUndertaken(
                    kind=command.kind, trigger_position=command.trigger_position, undertaken_at=context.now
                )
            ]
        case ConfirmSent():
            return [NotificationSent(channel=command.channel)] if told is Told.UNDERTAKEN else []
        case GiveUp():
            return [NotificationFailed(cause=command.cause)] if told is Told.UNDERTAKEN else []
        case _:
            assert_never(command)


NOTIFICATION: Decider[Told, NotificationCommand, NotificationEvent] = Decider(
    "notification", Told.NOT_YET, _evolve, _decide, NotificationEvent
)
