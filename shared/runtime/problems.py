"""Refusals as RFC 9457 problems, in Chinese or, by `Accept-Language`, in English."""

from __future__ import annotations

import json
from dataclasses import fields
from enum import Enum
from http import HTTPStatus

from pydantic import BaseModel
from pydantic_core import ErrorDetails, to_jsonable_python
from starlette.responses import Response

from shared.kernel.refusals import (
    Conflict,
    Forbidden,
    Malformed,
    Refusal,
    Stale,
    TooLarge,
    TooOften,
    Unacceptable,
    Unauthenticated,
    Unavailable,
    Unknown,
)
from shared.runtime.refusals import (
    InvalidValue,
    MalformedJson,
    MediaTypeUnsupported,
    MethodNotAllowed,
    MissingField,
    UnknownField,
    WrongType,
)
from shared.runtime.unavailable import InternalError

PROBLEM = "application/problem+json"
_STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (InternalError, 500),
    (MethodNotAllowed, 405),
    (MediaTypeUnsupported, 415),
    (Malformed, 400),
    (Unauthenticated, 401),
    (Forbidden, 403),
    (Unknown, 404),
    (Conflict, 409),
    (Stale, 412),
    (TooLarge, 413),
    (Unacceptable, 422),
    (TooOften, 429),
    (Unavailable, 503),
)


class Problem(BaseModel):
    """What a client reads of a refusal; further members name what blocked."""

    type: str
    title: str
    status: int
    detail: str


def status_of(refusal: Refusal | type[Refusal]) -> int:
    """The HTTP status of a refusal's category."""
    kind = refusal if isinstance(refusal, type) else type(refusal)
    return next(status for category, status in _STATUS if issubclass(kind, category))


def members_of(refusal: Refusal) -> dict[str, object]:
    """The typed members, as JSON has them."""
    return {field.name: to_jsonable_python(getattr(refusal, field.name)) for field in fields(refusal)}


def document(refusal: Refusal, accept_language: str = "") -> dict[str, object]:
    """The problem document (RFC 9457)."""
    english = _prefers_english(accept_language)
    title = refusal.en if english else refusal.zh
    members = members_of(refusal)
    detail = title.format(**members) if "{" in title else _spelled(title, members, english)
    told = {"type": f"urn:huimin:problem:{refusal.slug}", "title": title, "status": status_of(refusal)}
    return {**told, "detail": detail, **members}


def problem(refusal: Refusal, accept_language: str = "") -> Response:
    """The response that says no."""
    body, status = document(refusal, accept_language), status_of(refusal)
    headers = {"Content-Language": "en" if _prefers_english(accept_language) else "zh-CN"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "1"
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(json.dumps(body, ensure_ascii=False), status, headers, PROBLEM)


def unreadable(errors: list[ErrorDetails]) -> Refusal:
    """What is wrong with a body, the worst kind of error first; values are never repeated, they may be personal."""
    by_kind: dict[str, list[str]] = {}
    for error in errors:
        path = ".".join(str(part) for part in error["loc"])[:200]
        by_kind.setdefault(_kind(error["type"]), []).append(path)
    for kind, refusal in (("unknown", UnknownField), ("missing", MissingField), ("type", WrongType)):
        if kind in by_kind:
            return refusal(fields=tuple(dict.fromkeys(by_kind[kind])))
    if "json" in by_kind:
        return MalformedJson()
    return InvalidValue(fields=tuple(dict.fromkeys(by_kind["value"])))


def _kind(type_: str) -> str:
    match type_:
        case "extra_forbidden":
            return "unknown"
        case "missing":
            return "missing"
        case "json_invalid":
            return "json"
        case _ if type_.endswith(("_type", "_parsing", "_attributes_type")):
            return "type"
        case _:
            return "value"


def _spelled(title: str, members: dict[str, object], english: bool) -> str:
    said = [f"{name}: {_text(value)}" for name, value in members.items() if value not in (None, "", [])]
    if not said:
        return title
    return f"{title} ({'; '.join(said)})" if english else f"{title}（{'；'.join(said)}）"


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return str(value.value if isinstance(value, Enum) else value)


def _prefers_english(accept_language: str) -> bool:
    def weight(tag: str) -> float:
        for part in accept_language.lower().split(","):
            name, _, parameter = part.strip().partition(";")
            if name.split("-")[0] == tag:
                try:
                    return float(parameter.strip().removeprefix("q=") or 1)
                except ValueError:
                    return 0.0
        return 0.0

    return weight("en") > weight("zh")
