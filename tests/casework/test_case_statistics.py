"""What the public is told of all cases together: how many were done in time, by item, centre and month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.views import case_statistics as view
from tests.casework import case_view as told
from tests.casework.district import CENTRE, ELSEWHERE, ITEM_CODE
from tests.casework.service import Casework, refused
from tests.casework.stories import closed, decided, proposed, terminated
from tests.casework.test_case_inbox import Filled
from tests.casework.test_case_search import LATER, office
from tests.casework.test_views import Shown

__all__ = ["office"]


def counted(office: Casework) -> None:
    shown = Filled(office.service.desk.views)
    shown.record("case/c-1", told.case(1, LATER, LATER), proposed(), decided(), closed())
    shown.record("case/c-2", told.case(2, LATER, LATER), proposed(), decided(), late())
    shown.record("case/c-3", told.case(3, None, LATER, ELSEWHERE), terminated)
    shown.record("case/c-4", told.case(4, LATER, LATER), told.missed_promise(date(2014, 11, 5)))


def late():
    return closed().model_copy(update={"within_promise": False, "within_statute": None})


async def test_anybody_may_ask_how_many_cases_were_done_in_time(office):
    counted(office)
    answer = await office.http.get("/casework/v1/statistics/on-time")
    assert answer.status_code == 200
    first, second, third = answer.json()["rows"]
    assert first == {
        "month": "2014-10",
        "centre_id": CENTRE,
        "item_code": ITEM_CODE,
        "closed": 2,
        "terminated": 0,
        "with_promise": 2,
        "within_promise": 1,
        "with_statute": 1,
        "within_statute": 1,
        "promise_missed": 0,
        "statute_missed": 0,
        "mean_days": 17.0,
    }
    assert (second["centre_id"], second["terminated"], second["closed"]) == (ELSEWHERE, 1, 0)
    assert "mean_days" not in second
    assert (third["month"], third["promise_missed"], third["closed"]) == ("2014-11", 1, 0)


MONTHS = {
    "from a month on": ({"from": "2014-11"}, ["2014-11"]),
    "to a month": ({"to": "2014-10"}, ["2014-10", "2014-10"]),
    "of a centre": ({"centre_id": ELSEWHERE}, ["2014-10"]),
    "of an item that nobody asked for": ({"item_code": "CD-MZ-009"}, []),
    "after a row": ({"after": f"2014-10|{CENTRE}|{ITEM_CODE}"}, ["2014-10", "2014-11"]),
}


@pytest.mark.parametrize(("where", "expected"), MONTHS.values(), ids=MONTHS.keys())
async def test_months_are_listed_by_what_is_asked(office, where, expected):
    counted(office)
    answer = await office.http.get("/casework/v1/statistics/on-time", params=where)
    assert [row["month"] for row in answer.json()["rows"]] == expected


WRONG = {
    "no month": ({"from": "2014-13"}, "from"),
    "a day": ({"to": "2014-10-01"}, "to"),
    "no place": ({"after": "x"}, "after"),
    "another question": ({"post_id": "p-1"}, "post_id"),
}


@pytest.mark.parametrize(("where", "name"), WRONG.values(), ids=WRONG.keys())
async def test_a_wrong_month_is_refused_by_its_name(office, where, name):
    answer = await office.http.get("/casework/v1/statistics/on-time", params=where)
    assert (*refused(answer), answer.json()["name"]) == (400, "invalid-parameter", name)


MONTH = st.sampled_from([date(2014, 10, 13), date(2014, 11, 3)])
ENDINGS = st.one_of(
    st.tuples(MONTH, st.sampled_from([True, False, None]), st.sampled_from([True, False, None])),
    st.none(),
)


@given(endings=st.lists(st.tuples(st.sampled_from([CENTRE, ELSEWHERE]), ENDINGS), max_size=8))
def test_every_case_counts_once_and_in_its_month(tmp_path_factory, endings):
    shown = Shown(tmp_path_factory.mktemp("months"))
    expected: Counter[tuple[str, str, str]] = Counter()
    for number, (centre, ending) in enumerate(endings):
        end: Any = terminated
        if ending is not None:
            day, promise, statute = ending
            end = closed().model_copy(update={"closed_on": day, "within_promise": promise, "within_statute": statute})
            month = f"{day:%Y-%m}"
            expected[month, centre, "closed"] += 1
            for name, kept in (("promise", promise), ("statute", statute)):
                expected[month, centre, f"with_{name}"] += kept is not None
                expected[month, centre, f"within_{name}"] += kept is True
        else:
            expected["2014-10", centre, "terminated"] += 1
        shown.record(f"case/c-{number}", told.case(number, LATER, LATER, centre), end)
    place = {
        "first": "1000-01",
        "last": "2999-12",
        "after_month": "",
        "after_centre": "",
        "after_item": "",
        "limit": 99,
    }
    rows = shown.views.rows(view.page(), **place)
    shown.views.close()
    found = Counter(
        {
            (row.month, row.centre_id, name): getattr(row, name)
            for row in rows
            for name in view.NUMBERS
            if name != "days"
        }
    )
    assert +found == +expected
