"""Why an application cannot be taken further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class ApplicationUnknown(Unknown):
    """There is no such application."""

    slug: ClassVar[str] = "application-unknown"
    zh: ClassVar[str] = "申请不存在"
    en: ClassVar[str] = "There is no such application"


@dataclass(frozen=True, slots=True)
class ApplicationNotReceived(Conflict):
    """The application has left the window: it is accepted, withdrawn or done."""

    slug: ClassVar[str] = "application-not-at-window"
    zh: ClassVar[str] = "申请已不在收件环节"
    en: ClassVar[str] = "The application is no longer at the window"


@dataclass(frozen=True, slots=True)
class ItemNotOffered(Unacceptable):
    """The catalogue has no version of the item for today."""

    slug: ClassVar[str] = "item-not-offered"
    zh: ClassVar[str] = "该事项当前不在服务目录内"
    en: ClassVar[str] = "The item is not offered at present"


@dataclass(frozen=True, slots=True)
class OnceOnly(Conflict):
    """Everything had to be told in one notice, and it was given (一次性告知)."""

    slug: ClassVar[str] = "once-only"
    zh: ClassVar[str] = "补正通知只能发出一次，须一次性告知全部内容"
    en: ClassVar[str] = "Only one correction notice may be given, and it has been"


@dataclass(frozen=True, slots=True)
class NothingToCorrect(Conflict):
    """No notice is open."""

    slug: ClassVar[str] = "nothing-to-correct"
    zh: ClassVar[str] = "没有待补正的内容"
    en: ClassVar[str] = "No correction has been asked for"


@dataclass(frozen=True, slots=True)
class CorrectionIncomplete(Unacceptable):
    """Not all that the notice listed is in; lists what is still missing."""

    slug: ClassVar[str] = "correction-incomplete"
    zh: ClassVar[str] = "补正材料不齐"
    en: ClassVar[str] = "Some of what was asked for is still missing"
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaterialNotListed(Unacceptable):
    """Something is handed in that the notice did not ask for."""

    slug: ClassVar[str] = "material-not-listed"
    zh: ClassVar[str] = "材料不在补正通知之列"
    en: ClassVar[str] = "The notice did not ask for this"
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AcceptanceNotDue(Conflict):
    """The office still has time to tell the applicant."""

    slug: ClassVar[str] = "acceptance-not-due"
    zh: ClassVar[str] = "受理审查期限尚未届满"
    en: ClassVar[str] = "The limit for checking the application has not run out"


@dataclass(frozen=True, slots=True)
class ResultNotHere(Conflict):
    """The back office has not closed the case, or there is none."""

    slug: ClassVar[str] = "result-not-here"
    zh: ClassVar[str] = "办理结果尚未送达窗口"
    en: ClassVar[str] = "The counter does not hold a result"


@dataclass(frozen=True, slots=True)
class ResultTakenBack(Conflict):
    """An authority above took the decision back: nothing is handed over any more."""

    slug: ClassVar[str] = "result-revoked"
    zh: ClassVar[str] = "决定已被撤销，办理结果不再送达"
    en: ClassVar[str] = "The decision was revoked, and its result is not handed over any more"


@dataclass(frozen=True, slots=True)
class PhoneInvalid(Unacceptable):
    """The telephone number cannot be right."""

    slug: ClassVar[str] = "phone-invalid"
    zh: ClassVar[str] = "电话号码无效"
    en: ClassVar[str] = "The telephone number is invalid"
