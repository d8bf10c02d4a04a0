"""Why a service cannot answer now: its log, its vault, its clock, or that it is starting or has too much to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.refusals import Unavailable


@dataclass(frozen=True, slots=True)
class LogSwapped(Unavailable):
    """The server holds another log than the one this service was started on, or none."""

    slug: ClassVar[str] = "wrong-log"
    zh: ClassVar[str] = "日志服务器已被清空或更换，停止受理"
    en: ClassVar[str] = "The log server was flushed or swapped; nothing is taken"


@dataclass(frozen=True, slots=True)
class EpochChanged(Unavailable):
    """The log was restored from a copy; the service must be restarted."""

    slug: ClassVar[str] = "wrong-epoch"
    zh: ClassVar[str] = "日志已从备份恢复，服务须重新启动"
    en: ClassVar[str] = "The log was restored from a copy; the service must be restarted"


@dataclass(frozen=True, slots=True)
class LogHasNoRoom(Unavailable):
    """The log server is out of memory."""

    slug: ClassVar[str] = "log-full"
    zh: ClassVar[str] = "日志空间已满"
    en: ClassVar[str] = "The log has no room left"


@dataclass(frozen=True, slots=True)
class LogDamaged(Unavailable):
    """The stream holds an entry that no service wrote."""

    slug: ClassVar[str] = "log-damaged"
    zh: ClassVar[str] = "日志中发现非法写入，停止受理"
    en: ClassVar[str] = "The log holds an entry that no service wrote; nothing is taken"


@dataclass(frozen=True, slots=True)
class LogUnreachable(Unavailable):
    """The log server does not answer; whether the command was recorded shows when it is sent again under its key."""

    slug: ClassVar[str] = "log-unavailable"
    zh: ClassVar[str] = "日志服务器暂不可用，请用同一 Idempotency-Key 重试"
    en: ClassVar[str] = "The log server does not answer; send this again under the same Idempotency-Key"


@dataclass(frozen=True, slots=True)
class VaultClosedToUs(Unavailable):
    """The vault of personal keys does not answer."""

    slug: ClassVar[str] = "vault-unavailable"
    zh: ClassVar[str] = "个人信息密钥库暂不可用，请稍后重试"
    en: ClassVar[str] = "The vault of personal keys does not answer; try again"


@dataclass(frozen=True, slots=True)
class Starting(Unavailable):
    """The service is reading its log and not open yet."""

    slug: ClassVar[str] = "starting"
    zh: ClassVar[str] = "服务正在启动，请稍后重试"
    en: ClassVar[str] = "The service is starting; try again"


@dataclass(frozen=True, slots=True)
class Busy(Unavailable):
    """Too many commands wait."""

    slug: ClassVar[str] = "busy"
    zh: ClassVar[str] = "系统繁忙，请稍后重试"
    en: ClassVar[str] = "Too many commands wait; try again"


@dataclass(frozen=True, slots=True)
class ViewLate(Unavailable):
    """The view has not yet read as far as asked."""

    slug: ClassVar[str] = "view-late"
    zh: ClassVar[str] = "查询数据尚未更新到所要求的位置"
    en: ClassVar[str] = "The view has not read that far yet"


@dataclass(frozen=True, slots=True)
class ClockSuspect(Unavailable):
    """The clock differs from the server's, runs behind the last event, or leapt."""

    slug: ClassVar[str] = "clock-suspect"
    zh: ClassVar[str] = "系统时钟异常，须由管理员确认"
    en: ClassVar[str] = "The clock is suspect; an operator must confirm it"
    why: str


@dataclass(frozen=True, slots=True)
class InternalError(Unavailable):
    """A bug: it is logged with the correlation id and nothing was recorded for this command."""

    slug: ClassVar[str] = "internal-error"
    zh: ClassVar[str] = "系统内部错误"
    en: ClassVar[str] = "Internal error"
