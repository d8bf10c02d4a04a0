"""What the views show after a story, and that they show nobody's name."""

from datetime import date, datetime
from itertools import count

import pytest

from services.casework.api.case import CaseOut, CaseThen, Lights
from services.casework.api.policy import PolicyOut
from services.casework.api.post import PostOut
from services.casework.api.staff import StaffOut
from services.casework.app import PARTS
from services.casework.domain.case import CASE
from services.casework.domain.case_state import Opened
from services.casework.domain.case_supervision import Colour
from services.casework.views import calendar as calendar_view
from services.casework.views import case as case_view
from services.casework.views import policy as policy_view
from services.casework.views import post as post_view
from services.casework.views import staff as staff_view
from services.casework.views.case_file import micros
from shared.contracts import casework
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.policy import PolicyAdopted
from shared.contracts.casework.post import PostAssigned, PostKind
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.personal import seal
from shared.kernel.policy import PolicyEntry, PolicyValue
from shared.kernel.provenance import Provenance
from shared.kernel.working_days import CalendarYear
from shared.runtime.views import Views
from tests.casework import case_view as told
from tests.casework.district import CALENDAR, CENTRE, POLICY, engaged, established, left
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    EXAMINING,
    HOW,
    PROPOSED,
    REFUSE,
    RETURNED,
    TO_REFUSE,
    WHY,
    closed,
    decided,
    terminated,
)

CODEC = Codec(casework.SERVICE, casework.EVENTS)
STAMP = Stamp(
    LogName("630102", casework.SERVICE),
    datetime.fromisoformat("2014-10-13T09:00+08:00"),
    Actor(ActorId("admin"), Role.ADMIN),
    policy_version=1,
)
NAME = "canary-马某某"


class Shown:
    """The service's own views in a file of the test, filled from documents as the log has them."""

    def __init__(self, directory) -> None:
        self.views = Views(directory, casework.SERVICE, PARTS.views, "log-1")
        self.positions = count(1)

    def record(self, of: str, *events: Event) -> None:
        kind, _, id_ = of.partition("/")
        for event in events:
            closed = seal(event, lambda _subject, _path, _plain: "c2VhbGVk")
            document = encode(closed, "0198-event", AggregateRef(kind, id_), STAMP)
            decoded = CODEC.decode(type_of(casework.SERVICE, type(event)), document)
            position = next(self.positions)
            one = Recorded(position, AggregateRef(kind, id_), 1, decoded)
            self.views.write(self.views.changes(one), casework.SERVICE, position)

    def case(self, id_: str = "c-1") -> CaseOut:
        """As it is shown in the morning of the stamp's day."""
        row = self.views.row(case_view.ONE, of=id_)
        return Lights(micros(STAMP.time), date(2014, 10, 15)).show(row)


@pytest.fixture
def shown(tmp_path):
    shown = Shown(tmp_path)
    yield shown
    shown.views.close()


NOV_5, NOV_12, NOV_20, NOV_27 = date(2014, 11, 5), date(2014, 11, 12), date(2014, 11, 20), date(2014, 11, 27)
STORIES = {
    "opened": (EXAMINING, {"state": "EXAMINING", "promised_due_on": NOV_5, "body": CENTRE, "waiting_for": ()}),
    "proposed": (
        PROPOSED,
        {
            "state": "PROPOSED",
            "proposed_outcome": "GRANT",
            "examiner_post_id": "examination",
            "waiting_for": ("APPROVER",),
        },
    ),
    "returned": (RETURNED, {"state": "EXAMINING", "proposed_outcome": None, "waiting_for": ()}),
    "decided": (DECIDED, {"state": "DECIDED", "outcome": "GRANT", "decided_on": date(2014, 10, 13), "waiting_for": ()}),
    "refused": (
        [*TO_REFUSE, decided(REFUSE, reasons=WHY, remedies=HOW)],
        {"state": "DECIDED", "outcome": "REFUSE"},
    ),
    "closed": (CLOSED, {"state": "CLOSED", "within_promise": True, "closed_on": date(2014, 10, 13)}),
    "terminated": ([*PROPOSED, terminated], {"state": "TERMINATED", "outcome": None}),
    "terminated by an officer": ([*PROPOSED, told.died], {"state": "TERMINATED", "waiting_for": ()}),
    "standing still": (
        [*EXAMINING, told.stopped("a")],
        {"promised_due_on": None, "statutory_due_at": None, "suspended_why": ("HEARING",)},
    ),
    "standing still for two reasons": (
        [*EXAMINING, told.stopped("a"), told.stopped("b", told.MAJEURE)],
        {"suspended_why": ("FORCE_MAJEURE", "HEARING")},
    ),
    "still standing still when one of two is over": (
        [*EXAMINING, told.stopped("a"), told.stopped("b", told.MAJEURE), told.runs("a")],
        {"suspended_why": ("FORCE_MAJEURE",), "promised_due_on": None},
    ),
    "twice for the same": ([*EXAMINING, told.stopped("a"), told.stopped("b")], {"suspended_why": ("HEARING",)}),
    "running again": (
        [*EXAMINING, told.stopped("a"), told.runs("a", NOV_20, NOV_27)],
        {"suspended_why": (), "promised_due_on": NOV_20, "statutory_due_on": NOV_27},
    ),
    "more time is asked for": ([*EXAMINING, told.asked_for_time], {"waiting_for": ("MORE_TIME",)}),
    "more time is granted": (
        [*EXAMINING, told.asked_for_time, told.extended(NOV_20, NOV_27)],
        {"waiting_for": (), "promised_due_on": NOV_20},
    ),
    "more time is denied": ([*EXAMINING, told.asked_for_time, told.denied], {"waiting_for": ()}),
    "told anew": (
        [*EXAMINING, told.recomputed(NOV_20, NOV_27, provisional=True)],
        {"statutory_due_on": NOV_27, "provisional": True, "calendar_version": 24},
    ),
    "the promise was missed": ([*EXAMINING, told.missed_promise()], {"promise_missed": True, "statute_missed": False}),
    "both were missed": (
        [*EXAMINING, told.missed_promise(), told.missed_statute()],
        {"promise_missed": True, "statute_missed": True},
    ),
    "assigned": ([*EXAMINING, told.assigned("p-1")], {"post_id": "p-1"}),
    "assigned again": ([*EXAMINING, told.assigned("p-1"), told.assigned("p-2")], {"post_id": "p-2"}),
    "sent away": (
        [*EXAMINING, told.assigned("p-1"), told.sent],
        {"body": told.DEPARTMENT, "post_id": None, "waiting_for": ("BODY:dept-civil-affairs",)},
    ),
    "assigned there": (
        [*EXAMINING, told.assigned("p-1"), told.sent, told.assigned("p-9", told.DEPARTMENT)],
        {"post_id": "p-9"},
    ),
    "come back to the post that had it": (
        [*EXAMINING, told.assigned("p-1"), told.sent, told.assigned("p-9", told.DEPARTMENT), told.came_back],
        {"body": CENTRE, "post_id": "p-1", "waiting_for": ()},
    ),
    "sent there again, to the post that had it": (
        [*EXAMINING, told.sent, told.assigned("p-9", told.DEPARTMENT), told.came_back, told.sent],
        {"post_id": "p-9"},
    ),
    "waiting for three": (
        [*EXAMINING, told.hearing, told.check, told.query],
        {"waiting_for": ("CHECK:dept-finance", "DEPARTMENT:dept-housing", "STEP:HEARING")},
    ),
    "waiting for nobody any more": (
        [*EXAMINING, told.hearing, told.check, told.query, told.replied, told.checked, told.heard],
        {"waiting_for": ()},
    ),
    "a notice hangs and somebody objected": (
        [*EXAMINING, told.posted, told.objected],
        {"waiting_for": ("OBJECTION", "PUBLIC")},
    ),
    "the objection is resolved": (
        [*EXAMINING, told.posted, told.objected, told.resolved],
        {"waiting_for": ("PUBLIC",)},
    ),
    "the notice is over": (
        [*EXAMINING, told.posted, told.objected, told.resolved, told.notice_over],
        {"waiting_for": ()},
    ),
    "corrected": ([*CLOSED, told.corrected(REFUSE)], {"state": "CLOSED", "outcome": "REFUSE"}),
    "corrected in the amount alone": ([*CLOSED, told.corrected(None)], {"outcome": "GRANT"}),
    "revoked": ([*CLOSED, told.revoked], {"state": "REVOKED", "outcome": None, "closed_on": date(2014, 10, 13)}),
    "examined again": (
        [*CLOSED, told.redo, told.reopened(NOV_27)],
        {"state": "EXAMINING", "outcome": None, "closed_on": None, "promised_due_on": None, "statutory_due_on": NOV_27},
    ),
    "examined again, standing still as before": (
        [*DECIDED, told.stopped("a", told.MAJEURE), closed(), told.redo, told.reopened(NOV_27)],
        {"state": "EXAMINING", "suspended_why": ("FORCE_MAJEURE",)},
    ),
    "ended with a request open": ([*PROPOSED, told.asked_for_time, terminated], {"waiting_for": ()}),
    "examined again, a request left open before": (
        [*DECIDED, told.asked_for_time, closed(), told.redo, told.reopened(NOV_27)],
        {"state": "EXAMINING", "waiting_for": ()},
    ),
    "missed before it was examined again": (
        [*EXAMINING, told.missed_promise(), *CLOSED[1:], told.redo, told.reopened(NOV_27)],
        {"promise_missed": True, "colour": Colour.GREEN},
    ),
}


@pytest.mark.parametrize(("events", "expected"), STORIES.values(), ids=STORIES.keys())
def test_a_case_stands_where_its_story_left_it(shown, events, expected):
    shown.record("case/c-1", *events)
    case = shown.case().model_dump()
    assert {name: case[name] for name in expected} == expected


@pytest.mark.parametrize("events", [story for story, _ in STORIES.values()], ids=STORIES.keys())
def test_the_view_says_of_a_case_what_its_state_says(shown, events):
    shown.record("case/c-1", *events)
    state = CASE.fold(events)
    assert isinstance(state, Opened)
    then = CaseThen.of("c-1", state, len(events)).model_dump(exclude={"version"})
    # What was proposed the state forgets with the closure, and the view keeps for who looks the case up.
    forgotten = {"proposed_outcome"} if then["state"] in {"CLOSED", "TERMINATED", "REVOKED"} else set()
    now = shown.case().model_dump(include=then.keys() - forgotten)
    assert now == {name: then[name] for name in now}


def test_staff_and_posts_are_shown_by_ids_alone(shown):
    shown.record("staff/s-1", engaged(NAME), left)
    shown.record("post/p-1", established(PostKind.EXAMINATION), PostAssigned(holder="s-1", substitute="s-2"))
    (staff,) = (StaffOut.model_validate(row) for row in shown.views.rows(staff_view.PAGE, after=0, limit=9))
    (post,) = (
        PostOut.model_validate(row) for row in shown.views.rows(post_view.PAGE_OF_ORG, after=0, limit=9, org=CENTRE)
    )
    assert (staff.id, staff.trained_for, staff.left_on) == ("s-1", ("CD-MZ-001",), date(2014, 10, 1))
    assert (post.holder, post.substitute, post.kind) == ("s-1", "s-2", PostKind.EXAMINATION)


def test_nobodys_name_is_in_the_views_file(shown, tmp_path):
    shown.record("staff/s-1", engaged(NAME))
    shown.record("staff/s-findable", engaged("x"))
    shown.views.close()
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"s-findable" in written
    assert NAME.encode() not in written
    assert b"canary" not in written


VALUES: tuple[PolicyValue, ...] = (2, True, "END_OF_DAY", ("a", "b"))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_policy_value_is_shown_as_it_was_adopted(shown, value):
    entry = PolicyEntry(
        key="a.b", value=value, effective_on=date(2014, 1, 1), basis="a test", provenance=Provenance.SYNTHETIC
    )
    shown.record("policy/a", PolicyAdopted(entry=entry))
    (row,) = shown.views.rows(policy_view.PAGE_OF_KEY, after=0, limit=9, key="a.b")
    assert PolicyOut.model_validate(row) == PolicyOut(**entry.model_dump(), version=1)
    assert type(PolicyOut.model_validate(row).value) is type(value)


def test_policy_versions_count_adoptions_as_events_do(shown):
    entries = [entry for of in POLICY.entries.values() for entry in of]
    for entry in entries:
        shown.record(f"policy/{entry.key.partition('.')[0]}", PolicyAdopted(entry=entry))
    rows = shown.views.rows(policy_view.PAGE, after=0, limit=len(entries))
    assert [row.version for row in rows] == list(range(1, len(entries) + 1))
    assert rows[-1].version == POLICY.version


def test_a_calendar_year_is_shown_in_its_last_edition(shown):
    first = CALENDAR.years[2015]
    second = first.model_copy(update={"version": 2, "days_off": first.days_off[1:]})
    shown.record("calendar/2015", CalendarYearPublished(edition=first), CalendarYearPublished(edition=second))
    row = shown.views.row(calendar_view.ONE, of="2015")
    assert CalendarYear.model_validate_json(row.edition) == second
