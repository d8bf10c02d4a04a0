"""Events of the service hall (服务大厅) and of the centres that intake has heard of."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.kernel.messages import Event

Name = Annotated[str, Field(min_length=1, max_length=100)]


class WindowKind(StrEnum):
    """What a window is for."""

    COMPREHENSIVE = "COMPREHENSIVE"
    """综合服务窗口: takes any item."""

    INTERMEDIARY = "INTERMEDIARY"
    """中介服务窗口: beside the comprehensive ones, and takes no application."""


class CentreKnown(Event):
    """A community's centre became known here, whose halls only those of kind PUBLIC_SERVICE have; recorded by
    reaction to `centre-opened` of councils.
    """

    community_id: str
    kind: str
    name_zh: str
    name_en: str
    source_position: int


class HallOpened(Event):
    """A centre opened its service hall; `code` begins its voucher numbers."""

    centre_id: str
    code: str
    name_zh: str
    name_en: str


class WindowOpened(Event):
    """A window was opened, or opened again; any comprehensive one (综合服务窗口) takes any item."""

    window_id: str
    number: int
    kind: WindowKind = WindowKind.COMPREHENSIVE


class WindowPaused(Event):
    """A window was paused; it takes nothing until it is opened again."""

    window_id: str
    reason: Name


class WindowClosed(Event):
    """A window was closed for good."""

    window_id: str


class VoucherIssued(Event):
    """The next number of a hall and year was given to an application; recorded with its receipt."""

    number: int
    application_id: str


CentreEvent = CentreKnown
HallEvent = HallOpened | WindowOpened | WindowPaused | WindowClosed
VoucherSeriesEvent = VoucherIssued
