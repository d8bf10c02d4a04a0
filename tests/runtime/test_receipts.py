"""Lists: what one aggregate meets stops none of the others, and what only passes stops all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.receipts import Receipt, ReceiptWithCode, Several, receipt, several
from shared.runtime.refusals import NotFound
from shared.runtime.unavailable import Busy, InternalError, LogUnreachable
from shared.store.port import LogUnavailable


async def outcome_of(results: dict[str, Done | Refusal | Exception]) -> tuple[Several | Refusal, list[str]]:
    """What a list makes of such results, and which it went through."""
    tried = []

    async def act(id_: str) -> Done | Refusal:
        tried.append(id_)
        result = results[id_]
        if isinstance(result, Exception):
            raise result
        return result

    return await several(results, act), tried


async def test_a_bug_on_one_aggregate_stops_none_of_the_others():
    outcome, tried = await outcome_of({"a": Done("a", 1), "b": RuntimeError("a bug"), "c": NotFound()})
    assert outcome == Several({"a": Done("a", 1), "b": InternalError(), "c": NotFound()})
    assert tried == ["a", "b", "c"]


@pytest.mark.parametrize("passing", [LogUnreachable(), Busy()])
async def test_what_only_passes_answers_for_all_so_that_the_list_is_sent_again(passing):
    assert await outcome_of({"a": Done("a", 1), "b": passing, "c": Done("c", 1)}) == (passing, ["a", "b"])


async def test_a_log_that_cannot_be_read_is_no_bug_of_an_aggregate():
    with pytest.raises(LogUnavailable):
        await outcome_of({"a": LogUnavailable("gone")})


def test_a_receipt_has_a_code_only_where_one_is_given_out():
    done = Done("a", 2, 7, (("huimin.till.coin-added.v1", 7),))
    plain, with_code = receipt(done, "till"), receipt(replace(done, code="0A1B2C3D"), "till")
    assert with_code == {**plain, "code": "0A1B2C3D"}
    assert "code" not in plain
    assert Receipt.model_validate(plain).position == "till:7"
    assert ReceiptWithCode.model_validate(with_code).code == "0A1B2C3D"
