"""Opening what the log holds sealed, for who may read it."""

from pydantic import TypeAdapter

from shared.kernel.personal import Personal
from shared.runtime.opening import opened
from tests.runtime.house import NOON, done, executor
from tests.runtime.till import TILL, add, open_till

NAME = TypeAdapter(str)


async def test_a_value_is_opened_in_its_event_and_not_after_an_erasure(log, vault):
    here = executor(log, vault)
    subject = await vault.enrol("citizen-id", "630102194503120017")
    await done(here, open_till(owner=Personal[str].of(subject, "示例·马奶奶")))
    await done(here, add("c1"))
    first, second = await opened(here, TILL.ref("a"))
    assert (first.recorded.position, second.recorded.position) == (1, 2)
    assert first.value(first.recorded.event.owner, NAME) == "示例·马奶奶"
    await vault.destroy(subject, NOON)
    erased, _ = await opened(here, TILL.ref("a"))
    assert erased.value(erased.recorded.event.owner, NAME) is None


async def test_of_nothing_nothing_is_opened(log, vault):
    assert await opened(executor(log, vault), TILL.ref("none")) == []
