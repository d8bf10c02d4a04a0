"""The port through which people hear of what happened: a notice, a channel, and whoever carries it.

A notice tells no name and no number of a person: the only personal thing about it is the address that it goes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Channel(StrEnum):
    """How a notice travels."""

    SMS = "SMS"
    MAIL = "MAIL"
    WECOM = "WECOM"
    """A group of the staff in WeChat-work (企业微信)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is said. `to` is a telephone number in E.164 for a resident, empty for a group that the channel knows."""

    id: str
    title: str
    body: str
    to: str = field(default="", repr=False)


class Carrier(Protocol):
    """Carries notices on one channel."""

    async def carry(self, notice: Notice) -> bool:
        """Whether the channel took it; False when it surely did not, and it may be tried again."""
        ...


Carriers = Mapping[Channel, Carrier]
