"""Bodies of commands: taken in up to a limit, read strictly, and hashed so that a retry is known again."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from shared.kernel.refusals import Refusal
from shared.runtime.problems import unreadable
from shared.runtime.refusals import BodyTooLarge, DuplicateField, MalformedJson, MediaTypeUnsupported
from shared.store.port import Once

MAX_BODY_BYTES = 1024 * 1024
_JSON = "application/json"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """A body as its type, and as JSON in the one spelling that all equal bodies share."""

    value: T
    canonical: str


async def received(request: Request, headers: Mapping[str, str]) -> bytes | Refusal:
    """The bytes of a request that says it is JSON, or says nothing; at most `MAX_BODY_BYTES`."""
    if headers.get("content-type", _JSON).partition(";")[0].strip().lower() != _JSON:
        return MediaTypeUnsupported()
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > MAX_BODY_BYTES:
        return BodyTooLarge(limit_bytes=MAX_BODY_BYTES)
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY_BYTES:
            return BodyTooLarge(limit_bytes=MAX_BODY_BYTES)
        chunks.append(chunk)
    return b"".join(chunks)


def parsed(raw: bytes, adapter: TypeAdapter[T]) -> Parsed[T] | Refusal:
    """The body, or what is wrong with it."""
    try:
        value = adapter.validate_json(raw)
        # A second reader, which minds what the first lets pass: a field told twice, of which one would be dropped.
        said = json.loads(raw, object_pairs_hook=_told_once)
    except ValidationError as error:
        return unreadable(error.errors(include_url=False, include_input=False, include_context=False))
    except _ToldTwice:
        return DuplicateField()
    except (ValueError, RecursionError):
        return MalformedJson()
    return Parsed(value, json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True))


def once_of(request: tuple[str, str, str, str], canonical: str) -> Once:
    """Names a request by its caller, method, address and key, and hashes what it asks, however it was spelled."""
    named = hashlib.sha256("\n".join(request).encode())
    # The caller's key salts the content, so that the hash alone does not give away a short body.
    content = hashlib.sha256(f"{request[-1]}\n{canonical}".encode())
    return Once(key=urlsafe_b64encode(named.digest()).decode().rstrip("="), content=content.digest())


def part_of(once: Once, id_: str) -> Once:
    """Names what a request does to one of several aggregates; its content is that of the whole request."""
    named = hashlib.sha256(f"{once.key}\n{id_}".encode())
    return Once(key=urlsafe_b64encode(named.digest()).decode().rstrip("="), content=once.content)


class _ToldTwice(Exception):
    """An object of the body names a field twice."""


def _told_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise _ToldTwice
    return told
