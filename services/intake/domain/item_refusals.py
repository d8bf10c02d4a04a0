"""Why an item cannot be published, revised, opened or received."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.kernel.refusals import Conflict, Unacceptable, Unknown


@dataclass(frozen=True, slots=True)
class ItemNotInCatalogue(Unknown):
    """The catalogue has no such item."""

    slug: ClassVar[str] = "item-not-in-catalogue"
    zh: ClassVar[str] = "服务目录中没有该事项"
    en: ClassVar[str] = "The catalogue has no such item"


@dataclass(frozen=True, slots=True)
class ItemVersionUnknown(Unacceptable):
    """The item has no version of the number."""

    slug: ClassVar[str] = "item-version-unknown"
    zh: ClassVar[str] = "该事项没有此版本"
    en: ClassVar[str] = "The item has no such version"


@dataclass(frozen=True, slots=True)
class PromiseExceedsStatute(Unacceptable):
    """More time is promised than the rule gives, or it cannot be compared."""

    slug: ClassVar[str] = "promise-exceeds-statute"
    zh: ClassVar[str] = "承诺时限超过法定时限"
    en: ClassVar[str] = "The promised limit exceeds the statutory limit"


@dataclass(frozen=True, slots=True)
class VersionNotNext(Conflict):
    """Versions follow each other by number, and none holds on the days of one that begins later."""

    slug: ClassVar[str] = "version-not-next"
    zh: ClassVar[str] = "事项版本号或生效日期不衔接"
    en: ClassVar[str] = "The version does not follow the last one"
    next_version: int


@dataclass(frozen=True, slots=True)
class CatchAllMaterial(Unacceptable):
    """A guide may not ask for whatever else may be wanted (兜底条款); names what does."""

    slug: ClassVar[str] = "catch-all-material"
    zh: ClassVar[str] = "申请材料不得设置兜底条款"
    en: ClassVar[str] = "A guide may not ask for whatever other papers may be wanted"
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaterialsDiffer(Conflict):
    """The guide names other papers than the version; what an applicant must bring changes with a new version only."""

    slug: ClassVar[str] = "materials-differ"
    zh: ClassVar[str] = "材料与已发布版本不一致，变更材料须发布新版本"
    en: ClassVar[str] = "The papers are not those of the published version: other papers need a new version"
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuideIncomplete(Unacceptable):
    """What must be public is missing or to be confirmed; names the fields of the guide."""

    slug: ClassVar[str] = "guide-incomplete"
    zh: ClassVar[str] = "办事指南必须公开的内容缺失或待确认"
    en: ClassVar[str] = "Something that the guide must make public is missing or to be confirmed"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemNotOpened(Unacceptable):
    """The version that holds today is published, and nobody has opened it."""

    slug: ClassVar[str] = "item-not-opened"
    zh: ClassVar[str] = "该事项已发布但尚未开通办理"
    en: ClassVar[str] = "The item is published and not open yet"
    item_version: int


@dataclass(frozen=True, slots=True)
class ItemIsSuspended(Conflict):
    """The item is not offered for a while; says why."""

    slug: ClassVar[str] = "item-suspended"
    zh: ClassVar[str] = "该事项暂停办理"
    en: ClassVar[str] = "The item is suspended for the time being"
    reason: str
