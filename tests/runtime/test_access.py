"""Access: decisions, one row each; and what stands in the way of an answer that shows something of somebody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from pydantic import TypeAdapter

from shared.contracts.access import (
    AccessEvent,
    AccessReviewDemanded,
    AccessReviewed,
    AccessReviewMissed,
    PersonalDataRead,
    Purpose,
    ReadResult,
    ReviewFinding,
)
from shared.contracts.refusals import SamePerson
from shared.kernel.actors import ANYBODY, Actor, ActorId, Role
from shared.kernel.envelope import Codec
from shared.kernel.instants import SHANGHAI
from shared.kernel.messages import kinds
from shared.kernel.personal import Personal
from shared.kernel.refusals import Refusal
from shared.runtime.access import (
    ACCESS,
    AccessAlreadyReviewed,
    AccessReviewNotDue,
    AccessUnknown,
    MissAccessReview,
    RecordReading,
    ReviewAccess,
)
from shared.runtime.aggregates import Aggregates
from shared.runtime.opening import opened
from shared.runtime.reading import ReadWithoutPurpose, explain, shown
from shared.runtime.refusals import NotFound
from shared.runtime.unavailable import ClockSuspect
from shared.testing.decider import Spec, context
from tests.intake.samples import CALENDAR, POLICY
from tests.runtime.house import CLERK, NOON, done, entries, executor
from tests.runtime.till import TILL, TILL_EVENTS, add, open_till

WHY = Personal[str].of("p-1", "与公安系统核对")


def by(who: str, when: str = "2014-09-24T09:00"):
    return context(f"{when}+08:00", Actor(ActorId(who), Role.SUPERVISOR), POLICY, CALENDAR)


reading = RecordReading(
    subject="p-1",
    fields=("applicant",),
    purpose=Purpose.SERVING,
    concerning="application/a-1",
    result=ReadResult.SHOWN,
)
glass = reading.model_copy(update={"purpose": Purpose.IDENTITY_CHECK, "reason": WHY})
READ = PersonalDataRead(
    subject="p-1",
    fields=("applicant",),
    purpose=Purpose.SERVING,
    concerning="application/a-1",
    result=ReadResult.SHOWN,
)
BROKEN = READ.model_copy(update={"purpose": Purpose.IDENTITY_CHECK})
DEMANDED = AccessReviewDemanded(reader="clerk-1", reason=WHY, due_on=date(2014, 9, 26))
MISSED = AccessReviewMissed(due_on=date(2014, 9, 26), fell_due_at=datetime(2014, 9, 27, tzinfo=SHANGHAI))
REVIEWED = AccessReviewed(finding=ReviewFinding.JUSTIFIED, reviewed_on=date(2014, 9, 24))
right, wrong = ReviewAccess(finding=ReviewFinding.JUSTIFIED), ReviewAccess(finding=ReviewFinding.UNJUSTIFIED)
OTHER = by("director-1")
ROWS = {
    "who is shown something leaves an entry": ([], reading, [READ], by("clerk-1")),
    "the same reading is entered once": ([READ], reading, [], by("clerk-1")),
    "what is masked otherwise is reviewed within two working days": ([], glass, [BROKEN, DEMANDED], by("clerk-1")),
    "somebody else reviews it": ([BROKEN, DEMANDED], right, [REVIEWED], OTHER),
    "who read does not": ([BROKEN, DEMANDED], right, SamePerson, by("clerk-1")),
    "the same finding again is the same review": ([BROKEN, DEMANDED, REVIEWED], right, [], OTHER),
    "it is not found otherwise afterwards": ([BROKEN, DEMANDED, REVIEWED], wrong, AccessAlreadyReviewed, OTHER),
    "everyday reading is not reviewed": ([READ], right, AccessUnknown, OTHER),
    "nor what nobody read": ([], right, AccessUnknown, OTHER),
    "in the last minute of the last day it is not late": (
        [BROKEN, DEMANDED],
        MissAccessReview(),
        AccessReviewNotDue,
        by("timer", "2014-09-26T23:59"),
    ),
    "at midnight it is": ([BROKEN, DEMANDED], MissAccessReview(), [MISSED], by("timer", "2014-09-27T00:00")),
    "what was reviewed is not missed": (
        [BROKEN, DEMANDED, REVIEWED],
        MissAccessReview(),
        [],
        by("timer", "2014-09-27T00:00"),
    ),
    "what was missed may still be reviewed": (
        [BROKEN, DEMANDED, MISSED],
        right,
        [REVIEWED.model_copy(update={"reviewed_on": date(2014, 9, 28)})],
        by("director-1", "2014-09-28T10:00"),
    ),
}


@pytest.mark.parametrize(("given_", "when", "then", "context_"), ROWS.values(), ids=ROWS.keys())
def test_access(given_, when, then, context_):
    Spec(ACCESS).check(given_, when, then, context_)


# --- what an answer shows ---------------------------------------------------

NAME = TypeAdapter(str)


@pytest.fixture
def here(log, vault):
    """A till that also keeps an access log."""
    codec = Codec("till", (*TILL_EVENTS, *kinds(AccessEvent)))
    return replace(executor(log, vault), aggregates=Aggregates(log, codec, (TILL, ACCESS)))


async def opened_till(here, owner="示例·马奶奶") -> str:
    """A till of somebody, with coins in it; whose it is."""
    subject = await here.vault.enrol("citizen-id", "630102194503120017")
    await done(here, open_till(owner=Personal[str].of(subject, owner)))
    await done(here, add("c1"))
    return str(subject)


async def owner_of(here) -> str | None:
    """What a handler does that shows who owns the till."""
    first, *_ = await opened(here, TILL.ref("a"))
    return first.value(first.recorded.event.owner, NAME)


async def read(here) -> list[PersonalDataRead]:
    """The entries of the access log."""
    stored = await entries(here.log)
    events = [here.aggregates.codec.decode(each.type, each.document) for each in stored]
    return [each.data for each in events if isinstance(each.data, PersonalDataRead)]


async def test_what_is_shown_is_entered_with_its_purpose_before_it_is_shown(here):
    subject = await opened_till(here)
    assert await shown(here, CLERK, Purpose.SERVING, owner_of(here)) == "示例·马奶奶"
    (entry,) = await read(here)
    assert (entry.subject, entry.fields, entry.concerning) == (subject, ("owner",), "till/a")
    assert (entry.purpose, entry.result) == (Purpose.SERVING, ReadResult.SHOWN)
    (stored,) = (each for each in await entries(here.log) if each.aggregate.kind == "access")
    assert b"clerk-1" in stored.document


async def test_who_shows_a_code_reads_as_themselves(here):
    subject = await opened_till(here)
    await shown(here, ANYBODY, Purpose.OWN, owner_of(here))
    stored = (await entries(here.log))[-1]
    document = here.aggregates.codec.decode(stored.type, stored.document)
    assert (document.actor, document.actorrole) == (subject, Role.RESIDENT)


async def test_twice_is_two_readings_and_one_answer_is_one_however_often_it_looks(here):
    await opened_till(here)

    async def looks_twice():
        return await owner_of(here) or await owner_of(here), await owner_of(here)

    await shown(here, CLERK, Purpose.SERVING, looks_twice())
    assert len(await read(here)) == 1
    await shown(here, CLERK, Purpose.SERVING, owner_of(here))
    assert len(await read(here)) == 2


async def test_of_who_was_erased_it_is_entered_that_nothing_was_seen(here):
    subject = await opened_till(here)
    await here.vault.destroy(subject, NOON)

    async def answer():
        return {"owner": await owner_of(here)}

    assert await shown(here, CLERK, Purpose.SERVING, answer()) == {"owner": None}
    assert [each.result for each in await read(here)] == [ReadResult.ERASED]


async def test_a_refusal_shows_nothing_and_neither_does_what_opens_nothing(here):
    await opened_till(here)

    async def refuses() -> Refusal:
        await owner_of(here)
        return NotFound()

    async def opens_nothing() -> str:
        return "示例"

    assert await shown(here, CLERK, Purpose.SERVING, refuses()) == NotFound()
    assert await shown(here, CLERK, None, opens_nothing()) == "示例"
    assert await read(here) == []


async def test_a_route_without_a_purpose_shows_nothing(here):
    await opened_till(here)
    with pytest.raises(ReadWithoutPurpose, match="till: owner"):
        await shown(here, CLERK, None, owner_of(here))
    assert await read(here) == []


async def test_what_cannot_be_entered_is_not_shown(here):
    await opened_till(here)
    here.clock.suspect = ClockSuspect(why="went back")
    assert await shown(here, CLERK, Purpose.SERVING, owner_of(here)) == ClockSuspect(why="went back")
    here.clock.suspect = None
    assert await read(here) == []


async def test_what_the_machine_opens_for_itself_nobody_read(here):
    await opened_till(here)
    assert await owner_of(here) == "示例·马奶奶"
    assert await read(here) == []


async def test_what_was_explained_stands_with_its_reason_under_the_key_of_the_person(here):
    subject = await opened_till(here)
    here.reference.policy, here.reference.calendar = POLICY, CALENDAR

    async def explained():
        explain(Purpose.URGENT_HELP, Personal[str].of(subject, "老人走失"))
        return await owner_of(here)

    assert await shown(here, CLERK, None, explained()) == "示例·马奶奶"
    assert [each.purpose for each in await read(here)] == [Purpose.URGENT_HELP]
    last = (await entries(here.log))[-1]
    assert last.type.split(".")[2] == "access-review-demanded"
    assert "老人走失".encode() not in last.document
