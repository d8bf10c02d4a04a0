"""What commands answer: a receipt, or for a list a receipt or a problem for each of its aggregates."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from shared.kernel.refusals import Refusal, Unavailable
from shared.runtime.act import Done
from shared.runtime.patience import TRANSIENT
from shared.runtime.problems import Problem, document
from shared.runtime.telemetry import logger
from shared.runtime.unavailable import InternalError
from shared.vault.errors import VaultUnavailable


class RecordedEvent(BaseModel):
    """One event of an answer."""

    type: str
    position: int


class Receipt(BaseModel):
    """What a command answers: no events where nothing was left to record."""

    id: str
    version: int
    position: str
    events: tuple[RecordedEvent, ...]


class ReceiptWithCode(Receipt):
    """What a command answers that gives out a code: the 8 characters that open what `id` names."""

    code: str


class PartReceipt(BaseModel):
    """What became of one aggregate of a list: version, position and events as in a receipt, or the problem alone."""

    id: str
    version: int | None = None
    position: str | None = None
    events: tuple[RecordedEvent, ...] | None = None
    problem: Problem | None = None


class Receipts(BaseModel):
    """What a command for a list answers, in the order in which its aggregates were named; each of them once."""

    results: tuple[PartReceipt, ...]


@dataclass(frozen=True, slots=True)
class Several:
    """What became of each aggregate of a list."""

    results: Mapping[str, Done | Refusal]


async def several(ids: Iterable[str], act: Callable[[str], Awaitable[Done | Refusal]]) -> Several | Refusal:
    """Carry out one act for each id, one after another; what is refused, or fails by a bug, stops none of the others.

    What only passes, as a log that does not answer, is the answer to all: sent again, the list goes on where it ended.
    """
    results: dict[str, Done | Refusal] = {}
    for id_ in dict.fromkeys(ids):
        try:
            result = await act(id_)
        except (*TRANSIENT, VaultUnavailable):
            raise
        except Exception as error:
            logger().error("bug", id=id_, error=type(error).__name__, exc_info=error)
            results[id_] = InternalError()
            continue
        if isinstance(result, Unavailable):
            return result
        results[id_] = result
    return Several(results)


def receipt(done: Done, service: str) -> dict[str, object]:
    """A `Receipt` as JSON has it, with the code where one is given out."""
    told = {
        "id": done.id,
        "version": done.version,
        "position": f"{service}:{done.position}",
        "events": [{"type": type_, "position": position} for type_, position in done.events],
    }
    return told if done.code is None else {**told, "code": done.code}


def receipts(parts: Several, service: str, accept_language: str) -> dict[str, object]:
    """`Receipts` as JSON has them."""
    results = [
        {"id": id_, "problem": document(result, accept_language)}
        if isinstance(result, Refusal)
        else receipt(result, service)
        for id_, result in parts.results.items()
    ]
    return {"results": results}
