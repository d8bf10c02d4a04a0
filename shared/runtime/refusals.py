"""Refusals of the edge and the runtime: what is refused before or around a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.kernel.refusals import (
    Conflict,
    Forbidden,
    Malformed,
    Stale,
    TooLarge,
    Unacceptable,
    Unauthenticated,
    Unknown,
)


@dataclass(frozen=True, slots=True)
class MalformedJson(Malformed):
    """The body is not JSON in UTF-8."""

    slug: ClassVar[str] = "malformed-json"
    zh: ClassVar[str] = "请求正文不是有效的 JSON"
    en: ClassVar[str] = "The body is not valid JSON"


@dataclass(frozen=True, slots=True)
class DuplicateField(Malformed):
    """An object of the body names a field twice: readers would differ on which one counts."""

    slug: ClassVar[str] = "duplicate-field"
    zh: ClassVar[str] = "请求正文中有重复字段"
    en: ClassVar[str] = "The body names a field twice"


@dataclass(frozen=True, slots=True)
class MediaTypeUnsupported(Malformed):
    """The body says that it is something else than JSON."""

    slug: ClassVar[str] = "media-type-unsupported"
    zh: ClassVar[str] = "请求正文必须为 application/json"
    en: ClassVar[str] = "The body must be application/json"


@dataclass(frozen=True, slots=True)
class UnknownField(Malformed):
    """The body has fields that the command does not know."""

    slug: ClassVar[str] = "unknown-field"
    zh: ClassVar[str] = "请求含有未知字段"
    en: ClassVar[str] = "The body has unknown fields"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingField(Malformed):
    """The body lacks fields."""

    slug: ClassVar[str] = "missing-field"
    zh: ClassVar[str] = "请求缺少字段"
    en: ClassVar[str] = "The body lacks fields"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongType(Malformed):
    """Fields of the body have another type than they must."""

    slug: ClassVar[str] = "wrong-type"
    zh: ClassVar[str] = "字段类型不符"
    en: ClassVar[str] = "Fields have the wrong type"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvalidValue(Unacceptable):
    """Fields of the body have the right type and a value that cannot be."""

    slug: ClassVar[str] = "invalid-value"
    zh: ClassVar[str] = "字段取值无效"
    en: ClassVar[str] = "Fields have invalid values"
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InvalidParameter(Malformed):
    """A parameter of the query or a header cannot be read."""

    slug: ClassVar[str] = "invalid-parameter"
    zh: ClassVar[str] = "查询参数或请求头无效"
    en: ClassVar[str] = "A parameter or header is invalid"
    name: str


@dataclass(frozen=True, slots=True)
class KeyMissing(Malformed):
    """A command came without its Idempotency-Key, so that a retry would act twice."""

    slug: ClassVar[str] = "idempotency-key-missing"
    zh: ClassVar[str] = "缺少 Idempotency-Key 请求头，或其格式无效"
    en: ClassVar[str] = "The Idempotency-Key header is missing or invalid"


@dataclass(frozen=True, slots=True)
class PositionAhead(Malformed):
    """A read asks for a position that its log has not reached."""

    slug: ClassVar[str] = "position-ahead"
    zh: ClassVar[str] = "所指位置超出日志末尾"
    en: ClassVar[str] = "The position is ahead of the log's head"
    head: int


@dataclass(frozen=True, slots=True)
class TokenMissing(Unauthenticated):
    """No bearer token."""

    slug: ClassVar[str] = "token-missing"
    zh: ClassVar[str] = "缺少访问令牌"
    en: ClassVar[str] = "A bearer token is needed"


@dataclass(frozen=True, slots=True)
class TokenInvalid(Unauthenticated):
    """The token is forged, expired or not for this district."""

    slug: ClassVar[str] = "token-invalid"
    zh: ClassVar[str] = "访问令牌无效或已过期"
    en: ClassVar[str] = "The token is invalid or has expired"


@dataclass(frozen=True, slots=True)
class RoleForbidden(Forbidden):
    """The token's roles do not open this."""

    slug: ClassVar[str] = "role-forbidden"
    zh: ClassVar[str] = "当前角色无权办理"
    en: ClassVar[str] = "The role may not do this"
    needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoSuchRoute(Unknown):
    """There is nothing at this address."""

    slug: ClassVar[str] = "no-such-route"
    zh: ClassVar[str] = "地址不存在"
    en: ClassVar[str] = "There is nothing at this address"


@dataclass(frozen=True, slots=True)
class MethodNotAllowed(Malformed):
    """The address knows other methods."""

    slug: ClassVar[str] = "method-not-allowed"
    zh: ClassVar[str] = "该地址不支持此方法"
    en: ClassVar[str] = "The address does not take this method"


@dataclass(frozen=True, slots=True)
class NotFound(Unknown):
    """The thing named by the address does not exist."""

    slug: ClassVar[str] = "not-found"
    zh: ClassVar[str] = "未找到"
    en: ClassVar[str] = "Not found"


@dataclass(frozen=True, slots=True)
class KeyReusedForOther(Conflict):
    """The Idempotency-Key was used before for a command with another content."""

    slug: ClassVar[str] = "key-reused"
    zh: ClassVar[str] = "同一 Idempotency-Key 已用于内容不同的请求"
    en: ClassVar[str] = "The Idempotency-Key was used for another content"


@dataclass(frozen=True, slots=True)
class ConcurrentChange(Conflict):
    """Others kept changing the aggregate while this command was decided."""

    slug: ClassVar[str] = "concurrent-change"
    zh: ClassVar[str] = "该事项正被他人同时修改，请重试"
    en: ClassVar[str] = "Others are changing this at the same time; try again"


@dataclass(frozen=True, slots=True)
class VersionStale(Stale):
    """`If-Match` names another version than the present one."""

    slug: ClassVar[str] = "version-stale"
    zh: ClassVar[str] = "所依据的版本已过期"
    en: ClassVar[str] = "The version this was decided on is stale"
    version: int


@dataclass(frozen=True, slots=True)
class BodyTooLarge(TooLarge):
    """The body is over the limit."""

    slug: ClassVar[str] = "body-too-large"
    zh: ClassVar[str] = "请求正文超过大小限制"
    en: ClassVar[str] = "The body is too large"
    limit_bytes: int


@dataclass(frozen=True, slots=True)
class EventWouldBeTooLarge(Unacceptable):
    """What was sent would make an event of more than 65,535 bytes."""

    slug: ClassVar[str] = "event-too-large"
    zh: ClassVar[str] = "内容过长，无法记为一个事件"
    en: ClassVar[str] = "This is too long to be recorded as one event"
    limit_bytes: int


@dataclass(frozen=True, slots=True)
class DayBeforePolicy(Unacceptable):
    """The command names a day for which the district has no value of a rule that it needs."""

    slug: ClassVar[str] = "day-before-policy"
    zh: ClassVar[str] = "所指日期早于所需规定的施行日期"
    en: ClassVar[str] = "The day is before the first value of a rule that is needed"
    key: str
    in_force_from: date


@dataclass(frozen=True, slots=True)
class PersonNotKnown(Unacceptable):
    """The command speaks of a person by a reference that nobody was ever given."""

    slug: ClassVar[str] = "person-not-known"
    zh: ClassVar[str] = "没有该人员编号"
    en: ClassVar[str] = "Nobody has this reference"


@dataclass(frozen=True, slots=True)
class PersonErased(Conflict):
    """The command speaks of a person whose key was destroyed."""

    slug: ClassVar[str] = "person-erased"
    zh: ClassVar[str] = "当事人的个人信息已被删除"
    en: ClassVar[str] = "The person's data have been erased"
