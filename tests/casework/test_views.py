"""What the views show after a story, and that they show nobody's name."""

from datetime import date, datetime
from itertools import count

import pytest

from services.casework.api.case import CaseOut
from services.casework.api.policy import PolicyOut
from services.casework.api.post import PostOut
from services.casework.api.staff import StaffOut
from services.casework.app import PARTS
from services.casework.views import calendar as calendar_view
from services.casework.views import case as case_view
from services.casework.views import policy as policy_view
from services.casework.views import post as post_view
from services.casework.views import staff as staff_view
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
        return CaseOut.model_validate(self.views.row(case_view.ONE, of=id_))


@pytest.fixture
def shown(tmp_path):
    shown = Shown(tmp_path)
    yield shown
    shown.views.close()


STORIES = {
    "opened": (EXAMINING, {"state": "EXAMINING", "promised_due_on": date(2014, 11, 5)}),
    "proposed": (PROPOSED, {"state": "PROPOSED", "proposed_outcome": "GRANT", "examiner_post_id": "examination"}),
    "returned": (RETURNED, {"state": "EXAMINING", "proposed_outcome": None}),
    "decided": (DECIDED, {"state": "DECIDED", "outcome": "GRANT", "decided_on": date(2014, 10, 13)}),
    "refused": (
        [*TO_REFUSE, decided(REFUSE, reasons=WHY, remedies=HOW)],
        {"state": "DECIDED", "outcome": "REFUSE"},
    ),
    "closed": (CLOSED, {"state": "CLOSED", "within_promise": True, "closed_on": date(2014, 10, 13)}),
    "terminated": ([*PROPOSED, terminated], {"state": "TERMINATED", "outcome": None}),
}


@pytest.mark.parametrize(("events", "expected"), STORIES.values(), ids=STORIES.keys())
def test_a_case_stands_where_its_story_left_it(shown, events, expected):
    shown.record("case/c-1", *events)
    case = shown.case().model_dump()
    assert {name: case[name] for name in expected} == expected


FILTERS = {
    "all": ({}, ["c-1", "c-2", "c-3"]),
    "of the centre": ({"centre_id": CENTRE}, ["c-1", "c-2", "c-3"]),
    "of another centre": ({"centre_id": "elsewhere"}, []),
    "still examined": ({"state": "EXAMINING"}, ["c-1", "c-3"]),
    "of an application": ({"application_id": "a-2"}, ["c-2"]),
    "due by their day": ({"due_by": date(2014, 11, 5)}, ["c-1", "c-2", "c-3"]),
    "due a day earlier": ({"due_by": date(2014, 11, 4)}, []),
    "examined and of an application": ({"state": "EXAMINING", "application_id": "a-2"}, []),
}


@pytest.mark.parametrize(("where", "expected"), FILTERS.values(), ids=FILTERS.keys())
def test_cases_are_listed_by_what_is_asked(shown, where, expected):
    for number, (first, *more) in enumerate((EXAMINING, PROPOSED, EXAMINING), 1):
        shown.record(f"case/c-{number}", first.model_copy(update={"application_id": f"a-{number}"}), *more)
    rows = shown.views.rows(case_view.page(*where), after=0, limit=200, **where)
    assert [row.id for row in rows] == expected
    head = shown.views.rows(case_view.page(*where), after=0, limit=1, **where)
    rest = shown.views.rows(case_view.page(*where), after=head[0].position if head else 0, limit=200, **where)
    assert [row.id for row in (*head, *rest)] == expected


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
    rows = shown.views.rows(policy_view.PAGE, after=0, limit=200)
    assert [row.version for row in rows] == list(range(1, len(entries) + 1))
    assert rows[-1].version == POLICY.version


def test_a_calendar_year_is_shown_in_its_last_edition(shown):
    first = CALENDAR.years[2015]
    second = first.model_copy(update={"version": 2, "days_off": first.days_off[1:]})
    shown.record("calendar/2015", CalendarYearPublished(edition=first), CalendarYearPublished(edition=second))
    row = shown.views.row(calendar_view.ONE, of="2015")
    assert CalendarYear.model_validate_json(row.edition) == second
