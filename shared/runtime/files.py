"""Files over HTTP: commands whose body is a raw file, taken in piece by piece, and questions answered with bytes.

The hash of the file stands in the place of a command's canonical body: sent again under its key, it acts once.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from shared.contracts.access import Purpose
from shared.kernel.actors import Actor, Role
from shared.kernel.refusals import Refusal, Unacceptable
from shared.runtime.act import Done
from shared.runtime.bodies import once_of
from shared.runtime.direct import direct
from shared.runtime.http import Call, Query, Routes, headers_of, wrong_head
from shared.runtime.openapi import IF_MATCH, command_openapi, described, query_parameters
from shared.runtime.problems import Problem, problem
from shared.runtime.receipts import Receipt
from shared.runtime.refusals import BodyTooLarge, InvalidParameter, MediaTypeUnsupported, NotFound
from shared.runtime.telemetry import said_trace

B = TypeVar("B", bound=BaseModel)

PIECE_BYTES = 256 * 1024
SIGNATURES: Mapping[str, bytes] = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
}
"""How a file of each type begins."""


@dataclass(frozen=True, slots=True)
class FileTypeNotTaken(MediaTypeUnsupported):
    """The file says that it is of a type that is not taken here."""

    slug: ClassVar[str] = "file-type-not-taken"
    zh: ClassVar[str] = "不接受该类型的文件"
    en: ClassVar[str] = "Files of this type are not taken"
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileNotAsSaid(Unacceptable):
    """The file does not begin as one of its type does: it is empty, damaged, or something else."""

    slug: ClassVar[str] = "file-not-as-said"
    zh: ClassVar[str] = "文件内容与所称类型不符"
    en: ClassVar[str] = "The file is not of the type that it says"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has been taken in whole: its length and the SHA-256 of its bytes."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Upload(Generic[B]):
    """A file on its way: who sends it, what they say about it, and under which key."""

    call: Call[B]
    media_type: str
    _request: Request

    async def into(self, take: Callable[[bytes], None], limit_bytes: int) -> Arrived | Refusal:
        """Hand the file to `take`, on a thread and a piece at a time; at most `limit_bytes` of it."""
        declared = self._request.headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > limit_bytes:
            return BodyTooLarge(limit_bytes=limit_bytes)
        digest, size, held = hashlib.sha256(), 0, bytearray()

        def pass_on(piece: bytes) -> None:
            digest.update(piece)
            take(piece)

        async for chunk in self._request.stream():
            held += chunk
            if size + len(held) > limit_bytes:
                return BodyTooLarge(limit_bytes=limit_bytes)
            if len(held) >= PIECE_BYTES:
                if size == 0 and not self._is_as_said(held):
                    return FileNotAsSaid()
                size += len(held)
                await asyncio.to_thread(pass_on, bytes(held))
                held.clear()
        if size == 0 and not self._is_as_said(held):
            return FileNotAsSaid()
        await asyncio.to_thread(pass_on, bytes(held))
        return Arrived(size + len(held), digest.hexdigest())

    def of(self, arrived: Arrived) -> Call[B]:
        """The command, now that its content is known."""
        call = self.call
        said = json.dumps(call.body.model_dump(mode="json"), sort_keys=True)
        named = (call.actor.id, self._request.method, self._request.url.path, call.key)
        return replace(call, once=once_of(named, f"{self.media_type}\n{arrived.sha256}\n{said}"))

    def _is_as_said(self, head: bytearray) -> bool:
        return head.startswith(SIGNATURES[self.media_type])


@dataclass(frozen=True, slots=True)
class File:
    """An answer in bytes; `name` is what it is saved as, `shown` where it is to be looked at rather than saved.

    `may` is the Content-Security-Policy that it is shown under.
    """

    content: bytes
    media_type: str
    name: str
    shown: bool = False
    may: str = "default-src 'none'; sandbox"


UploadHandler = Callable[[Upload[Any]], Awaitable[Done | Refusal]]
FileHandler = Callable[[Query], Awaitable[File | Refusal | None]]


class Files(Routes):
    """The routes of one aggregate, with those of its files."""

    def upload(
        self, path: str, *roles: Role, about: type[BaseModel], takes: tuple[str, ...]
    ) -> Callable[[UploadHandler], UploadHandler]:
        """Register a command at `POST path` whose body is a file of a type that is taken.

        What is said `about` it stands in the query; it creates what its answer names.
        """
        adapter = TypeAdapter(about)

        def register(handler: UploadHandler) -> UploadHandler:
            async def endpoint(request: Request) -> Response:
                upload = self._upload(request, roles, adapter, takes)
                result = upload if isinstance(upload, Refusal) else await handler(upload)
                return self._answer(request, result, creates=True)

            extra = command_openapi(path, about)
            extra["parameters"] += _said_about(about)
            binary = {"schema": {"type": "string", "format": "binary"}}
            extra["requestBody"] = {"required": True, "content": dict.fromkeys(takes, binary)}
            self._registered(path, endpoint, "POST", handler, extra, described(Receipt, 201))
            self._desk.schemas.update({about, Receipt, Problem})
            return handler

        return register

    def file(
        self,
        path: str,
        *roles: Role,
        gives: tuple[str, ...],
        parameters: tuple[str, ...] = (),
        purpose: Purpose | None = None,
    ) -> Callable[[FileHandler], FileHandler]:
        """Register a question at `GET path` that is answered with a file; None says that there is none.

        One that opens personal values says for what `purpose`.
        """

        def register(handler: FileHandler) -> FileHandler:
            async def endpoint(request: Request) -> Response:
                query = await self._query(request, roles, parameters)
                result = query if isinstance(query, Refusal) else await self._shown(query, purpose, handler(query))
                if isinstance(result, File):
                    return _sent(result)
                return problem(result or NotFound(), request.headers.get("accept-language", ""))

            answers = described(Receipt)
            binary = {"schema": {"type": "string", "format": "binary"}}
            answers[200] = {"description": "The file", "content": dict.fromkeys(gives, binary)}
            extra = {"parameters": query_parameters(path, parameters), "security": [{"bearer": []}]}
            self._registered(path, endpoint, "GET", handler, extra, answers)
            return handler

        return register

    def _registered(
        self,
        path: str,
        endpoint: Callable[[Request], Awaitable[Response]],
        method: str,
        handler: UploadHandler | FileHandler,
        extra: dict[str, Any],
        answers: dict[int | str, dict[str, Any]],
    ) -> None:
        self.router.add_api_route(
            path,
            endpoint,
            methods=[method],
            name=handler.__name__,
            summary=(handler.__doc__ or "").strip(),
            response_class=Response,
            status_code=201 if method == "POST" else 200,
            responses=answers,
            openapi_extra=extra,
        )
        self._desk.direct.append(direct(path, endpoint, method))

    def _upload(
        self, request: Request, roles: tuple[Role, ...], adapter: TypeAdapter[B], takes: tuple[str, ...]
    ) -> Upload[B] | Refusal:
        headers = headers_of(request)
        actor = self._desk.verifier.actor(headers.get("authorization"), roles)
        if isinstance(actor, Refusal):
            return actor
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in takes:
            return FileTypeNotTaken(taken=takes)
        about = _about(request, adapter)
        if isinstance(about, Refusal):
            return about
        call = self._call_about(request, headers, actor, about)
        return call if isinstance(call, Refusal) else Upload(call, media_type, request)

    def _call_about(self, request: Request, headers: Mapping[str, str], actor: Actor, about: B) -> Call[B] | Refusal:
        key, expected = headers.get("idempotency-key", ""), headers.get("if-match")
        match = IF_MATCH.fullmatch(expected) if expected is not None else None
        if wrong := wrong_head(key, expected is not None and match is None, request.path_params):
            return wrong
        return Call(
            desk=self._desk,
            actor=actor,
            body=about,
            path=cast("Mapping[str, str]", request.path_params),
            key=key,
            # What is in the file is not known yet: `Upload.of` says it.
            once=once_of((actor.id, request.method, request.url.path, key), ""),
            expected_version=int(match[1]) if match else None,
            traceparent=said_trace(headers.get("traceparent")),
        )


def _about(request: Request, adapter: TypeAdapter[B]) -> B | Refusal:
    try:
        return adapter.validate_strings(dict(request.query_params))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        return InvalidParameter(name=str(first["loc"][0] if first["loc"] else "")[:50])


def _said_about(about: type[BaseModel]) -> list[dict[str, Any]]:
    properties = about.model_json_schema(ref_template="#/components/schemas/{model}")
    return [
        {"name": name, "in": "query", "required": name in properties.get("required", ()), "schema": schema}
        for name, schema in properties["properties"].items()
    ]


def _sent(file: File) -> Response:
    how = "inline" if file.shown else "attachment"
    headers = {
        "Content-Disposition": f'{how}; filename="{file.name}"',
        "Content-Security-Policy": file.may,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(file.content, 200, headers, file.media_type)
