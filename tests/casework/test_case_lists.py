"""Lists of cases: one request, and on each case an act of its own; none drags the others along, none is done twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product

import pytest

from services.casework.domain.case import CASE
from services.casework.domain.case_commands import Work
from services.casework.domain.case_list import EndNoticeOnPost, NoNoticePosted, NoticeRunning, ObjectionWaiting
from services.casework.domain.case_notice_acts import FileObjection, PostNotice
from services.casework.domain.item import ITEM
from services.casework.domain.types import PostId
from shared.contracts.casework.case_clocks import ClockResumed
from shared.contracts.casework.case_notice import NoticeEnded
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.item import SpecialStep
from shared.kernel.actors import Role
from shared.kernel.limits import LimitUnit
from shared.kernel.refusals import Refusal
from shared.kernel.suspensions import SuspensionReason
from shared.store.port import Append, AppendResult
from shared.testing.decider import known
from shared.testing.memory_log import MemoryLog
from tests.casework.district import DISTRICT, ELSEWHERE, ITEM_CODE, ITEM_VERSION, asked
from tests.casework.office import IDENTITY, Office, memory, office
from tests.casework.stories import EXAMINING, SUBJECT, closed, decided, proposed, terminated

DIRECTOR = Role.CENTRE_DIRECTOR
TO_EXAMINATION = {"post_id": "examination"}
NOTICE = SpecialStep(
    name="公示", reason=SuspensionReason.PUBLIC_NOTICE, n=7, unit=LimitUnit.CALENDAR_DAY, counted=False
)
ITEM_WITH_NOTICE = ITEM_VERSION.model_copy(update={"special_steps": (NOTICE,)})


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[Office]:
    async with office(tmp_path, MemoryLog(IDENTITY, memory())) as opened:
        await opened.staffed(ITEM_WITH_NOTICE)
        yield opened


def told(answer) -> dict[str, object]:
    """By case: the words of its events, or the slug of its problem."""
    assert answer.status_code == 200, answer.text
    return {
        each["id"]: each["problem"]["type"].rsplit(":", 1)[1]
        if "problem" in each
        else [event["type"].split(".")[2] for event in each["events"]]
        for each in answer.json()["results"]
    }


async def assigned(here: Office, *cases: str, key: str = "assign-01", **said):
    body = {"cases": cases, **TO_EXAMINATION}
    return await here.post("/v1/case-lists/assignments", body, key, "director-1", DIRECTOR, **said)


async def test_each_case_gets_its_own_event_or_its_own_refusal(here):
    await here.opened("c-1")
    await here.opened("c-ended", terminated)
    await here.opened("c-elsewhere", centre=ELSEWHERE)
    await here.opened("c-2")
    answer = await assigned(here, "c-1", "c-unknown", "c-ended", "c-elsewhere", "c-2")
    assert told(answer) == {
        "c-1": ["case-reassigned"],
        "c-unknown": "case-unknown",
        "c-ended": "case-not-open",
        "c-elsewhere": "director-of-other-body",
        "c-2": ["case-reassigned"],
    }
    first, unknown, *_ = answer.json()["results"]
    position = first["events"][0]["position"]
    assert first == {"id": "c-1", "version": 2, "position": f"casework:{position}", "events": first["events"]}
    assert unknown.keys() == {"id", "problem"}
    assert (unknown["problem"]["status"], unknown["problem"]["title"]) == (404, "没有该办件")
    assert await here.words("c-elsewhere") == ["case-opened"]


async def test_problems_of_a_list_are_told_in_the_language_that_is_preferred(here):
    answer = await assigned(here, "c-unknown", Accept_Language="en")
    assert answer.json()["results"][0]["problem"]["title"] == "There is no such case"


async def test_a_list_sent_again_under_its_key_acts_on_no_case_twice(here):
    for case in ("c-1", "c-2"):
        await here.opened(case)
    first, again = await assigned(here, "c-1", "c-2"), await assigned(here, "c-1", "c-2")
    assert first.json() == again.json()
    assert [await here.words(case) for case in ("c-1", "c-2")] == [["case-opened", "case-reassigned"]] * 2


async def test_a_key_names_one_list_and_no_other(here):
    for case in ("c-1", "c-2"):
        await here.opened(case)
    await assigned(here, "c-1")
    assert told(await assigned(here, "c-1", "c-2")) == {"c-1": "key-reused", "c-2": ["case-reassigned"]}


async def test_a_case_that_is_named_twice_is_acted_on_once(here):
    await here.opened("c-1")
    assert told(await assigned(here, "c-1", "c-1")) == {"c-1": ["case-reassigned"]}


REFUSED = {
    "an empty list": ({"cases": [], **TO_EXAMINATION}, {}, 422, "invalid-value"),
    "more than 200": ({"cases": [f"c-{n}" for n in range(201)], **TO_EXAMINATION}, {}, 422, "invalid-value"),
    "an id that is none": ({"cases": ["c 1"], **TO_EXAMINATION}, {}, 422, "invalid-value"),
    "nothing that is to be done": ({"cases": ["c-1"]}, {}, 400, "missing-field"),
    "one version for many cases": ({"cases": ["c-1"], **TO_EXAMINATION}, {"If_Match": '"1"'}, 400, "invalid-parameter"),
}


@pytest.mark.parametrize(("body", "headers", "status", "slug"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_list_is_refused_as_a_whole_only_for_what_it_is(here, body, headers, status, slug):
    await here.opened("c-1")
    answer = await here.post("/v1/case-lists/assignments", body, "assign-01", "director-1", DIRECTOR, **headers)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:huimin:problem:{slug}")
    assert await here.words("c-1") == ["case-opened"]


async def test_200_cases_are_one_request(here):
    cases = [await here.opened(f"c-{n}") for n in range(200)]
    assert list(told(await assigned(here, *cases)).values()) == [["case-reassigned"]] * 200


ROLES = {
    "assignments": (Role.EXAMINER, TO_EXAMINATION),
    "notices": (Role.APPROVER, TO_EXAMINATION),
    "notice-ends": (Role.APPROVER, TO_EXAMINATION),
    "decisions": (Role.EXAMINER, {"post_id": "approval", "outcome": "GRANT"}),
    "closures": (Role.APPROVER, TO_EXAMINATION),
}


@pytest.mark.parametrize(("act", "role", "body"), [(act, *rest) for act, rest in ROLES.items()])
async def test_a_list_is_open_to_whom_the_single_act_is(here, act, role, body):
    answer = await here.post(f"/v1/case-lists/{act}", {"cases": ["c-1"], **body}, "list-0001", "s-examiner", role)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:huimin:problem:role-forbidden")


# --- each kind of list ------------------------------------------------------


async def test_a_list_is_decided_and_who_examined_one_of_them_does_not_decide_that_one(here):
    await here.opened("c-1", proposed())
    await here.opened("c-own", proposed(by="s-approver"))
    await here.opened("c-2")
    await here.opened("c-3", proposed())
    body = {"cases": ["c-1", "c-own", "c-2", "c-3"], "post_id": "approval", "outcome": "GRANT", "reasons": ["符合条件"]}
    answer = await here.post("/v1/case-lists/decisions", body, "decide-01", "s-approver", Role.APPROVER)
    assert told(answer) == {
        "c-1": ["decision-made"],
        "c-own": "same-person",
        "c-2": "no-proposal",
        "c-3": ["decision-made"],
    }


async def test_a_list_is_closed(here):
    await here.opened("c-1", proposed(), decided())
    await here.opened("c-2", proposed())
    await here.opened("c-3", proposed(), decided(), closed())
    body = {"cases": ["c-1", "c-2", "c-3"], **TO_EXAMINATION}
    answer = await here.post("/v1/case-lists/closures", body, "close-001", "s-examiner", Role.EXAMINER)
    assert told(answer) == {"c-1": ["case-closed"], "c-2": "not-decided", "c-3": []}


async def test_a_list_is_posted_and_ended(here):
    for case in ("c-1", "c-2", "c-never-posted"):
        await here.opened(case)
    body = {"cases": ["c-1", "c-2", "c-unknown"], **TO_EXAMINATION}
    posted = await here.post("/v1/case-lists/notices", body, "post-0001", "s-examiner", Role.EXAMINER)
    both = ["public-notice-posted", "clock-suspended"]
    assert told(posted) == {"c-1": both, "c-2": both, "c-unknown": "case-unknown"}
    notices = {str(CASE.ref(case)): (await here.desk.state(CASE, case)).file.notices.all for case in ("c-1", "c-2")}
    assert len({id_ for each in notices.values() for id_ in each}) == 2, "each notice has an id of its own"
    body = {"cases": ["c-1", "c-2", "c-never-posted"], **TO_EXAMINATION}
    early = await here.post("/v1/case-lists/notice-ends", body, "end-00001", "s-examiner", Role.EXAMINER)
    assert told(early) == {"c-1": "notice-running", "c-2": "notice-running", "c-never-posted": "no-notice-posted"}
    assert early.json()["results"][0]["problem"]["ends_on"] == "2014-10-20"
    here.clock.forward(days=8)
    late = await here.post("/v1/case-lists/notice-ends", body, "end-00002", "s-examiner", Role.EXAMINER)
    ended = ["notice-ended", "clock-resumed"]
    assert told(late) == {"c-1": ended, "c-2": ended, "c-never-posted": "no-notice-posted"}
    again = await here.post("/v1/case-lists/notice-ends", body, "end-00003", "s-examiner", Role.EXAMINER)
    assert told(again) == {"c-1": [], "c-2": [], "c-never-posted": "no-notice-posted"}


# --- the end of a notice, case by case --------------------------------------

RELATED = DISTRICT | known(ITEM, ITEM_CODE, ItemKnown(code=ITEM_CODE, item=ITEM_WITH_NOTICE, source_position=3))


def noticed(*objections: str):
    """A case that is posted on 2014-10-13, with objections filed the day after."""
    state = CASE.fold(EXAMINING)
    acts: list[Work] = [PostNotice(post_id=PostId("examination"), notice_id="n-1")]
    acts += [
        FileObjection(
            post_id=PostId("examination"), notice_id="n-1", objection_id=each, text=Reasons.of(SUBJECT, ("不实",))
        )
        for each in objections
    ]
    for act in acts:
        events = CASE.decide(act, state, _asking("2014-10-13T09:00+08:00"))
        assert not isinstance(events, Refusal), events
        state = CASE.fold(events, state)
    return state


def _asking(at: str):
    return replace(asked("s-examiner", at), related=RELATED)


ENDS = {
    "to the last instant of its last day it runs": ((), "2014-10-20T23:59:59.999999+08:00", NoticeRunning),
    "from that midnight on it may be ended": ((), "2014-10-21T00:00+08:00", [NoticeEnded, ClockResumed]),
    "unless an objection waits": (("o-1",), "2014-10-21T00:00+08:00", ObjectionWaiting),
}


@pytest.mark.parametrize(("objections", "at", "then"), ENDS.values(), ids=ENDS.keys())
def test_the_end_of_a_notice(objections, at, then):
    decided_ = CASE.decide(EndNoticeOnPost(post_id=PostId("examination")), noticed(*objections), _asking(at))
    assert (type(decided_) if isinstance(decided_, Refusal) else [type(fact) for fact in decided_]) == then


def test_without_a_notice_nothing_ends():
    decided_ = CASE.decide(
        EndNoticeOnPost(post_id=PostId("examination")), CASE.fold(EXAMINING), _asking("2014-10-21T09:00+08:00")
    )
    assert type(decided_) is NoNoticePosted


# --- what goes wrong on the way ---------------------------------------------


class ProcessKilled(BaseException):
    """The process is gone; nobody answers."""


class Dying(MemoryLog):
    """Dies at the n-th append: before it is written, or after it and before anybody hears of it."""

    appends_left, after = -1, False

    async def append(self, append: Append) -> AppendResult:
        self.appends_left -= 1
        if self.appends_left == 0 and not self.after:
            raise ProcessKilled
        result = await super().append(append)
        if self.appends_left == 0:
            raise ProcessKilled
        return result


CASES = ("c-1", "c-2", "c-3", "c-4")


@pytest.mark.parametrize(("at", "after"), list(product(range(1, len(CASES) + 1), (False, True))))
async def test_wherever_the_process_dies_the_list_sent_again_acts_on_each_case_once(tmp_path, at, after):
    shared, dying = memory(), Dying(IDENTITY)
    dying.memory = shared
    async with office(tmp_path, dying) as first:
        await first.staffed()
        for case in CASES:
            await first.opened(case)
        subject = first.subject
        dying.appends_left, dying.after = at, after
        with pytest.raises(ProcessKilled):
            await assigned(first, *CASES)
    async with office(tmp_path, MemoryLog(IDENTITY, shared)) as second:
        assert second.subject == subject
        done = [case for case in CASES if len(await second.words(case)) > 1]
        assert len(done) == at - (not after), "it died where it should"
        answer = await assigned(second, *CASES)
        assert told(answer) == {case: ["case-reassigned"] for case in CASES}, "what was done before is told again"
        assert [await second.words(case) for case in CASES] == [["case-opened", "case-reassigned"]] * len(CASES)
