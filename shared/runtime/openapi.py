"""What OpenAPI says of commands and questions, beside their models."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel

from shared.runtime.problems import Problem

KEY = re.compile(r"[\x21-\x7e]{8,128}")
ID = re.compile(r"[A-Za-z0-9._:-]{1,80}")
IF_MATCH = re.compile(r'"(\d{1,9})"')


def described(answer: type[BaseModel], status: int = 200) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of the answers: `answer` with `status`, or a problem."""

    def content(model: type[BaseModel], media_type: str) -> dict[str, Any]:
        return {"content": {media_type: {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}}}

    refused = {"description": "Refused", **content(Problem, "application/problem+json")}
    answers: dict[int | str, dict[str, Any]] = {
        status: {"description": "Done", **content(answer, "application/json")},
        **dict.fromkeys((400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 503), refused),
    }
    if status == HTTPStatus.CREATED:
        answers[HTTPStatus.OK] = {**answers[status], "description": "Nothing was left to record"}
    return answers


def _header(name: str, required: bool, pattern: str, description: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": pattern}
    return {"name": name, "in": "header", "required": required, "schema": schema, "description": description}


def path_parameters(path: str) -> list[dict[str, Any]]:
    """What OpenAPI says of the ids in an address."""
    schema = {"type": "string", "pattern": f"^{ID.pattern}$"}
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name in re.findall(r"{(\w+)}", path)]


def command_openapi(path: str, body: type[BaseModel]) -> dict[str, Any]:
    """What OpenAPI says of a command that needs a token."""
    schema = {"$ref": f"#/components/schemas/{body.__name__}"}
    return {
        "parameters": [
            *path_parameters(path),
            _header("Idempotency-Key", True, f"^{KEY.pattern}$", "Names this request; sent again it acts once"),
            _header("If-Match", False, f"^{IF_MATCH.pattern}$", "The version that was decided on"),
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "security": [{"bearer": []}],
    }


def query_parameters(path: str, parameters: tuple[str, ...]) -> list[dict[str, Any]]:
    """What OpenAPI says of a question's parameters."""
    named = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in parameters]
    read_after = _header("Read-After", False, r"^[a-z]+:\d+$", "Wait until this position can be read")
    return [*path_parameters(path), *named, read_after]
