"""What hangs in the communities, as anybody reads it: while it hangs, without a word of whom it is about."""

from __future__ import annotations

from datetime import date

import pytest

from shared.contracts.casework.case_mending import CaseAnnulled
from tests.casework import case_view as told
from tests.casework.district import CENTRE, ELSEWHERE, ITEM_CODE
from tests.casework.service import Casework, refused
from tests.casework.stories import SUBJECT, terminated
from tests.casework.test_case_inbox import Filled
from tests.casework.test_case_search import LATER, office

__all__ = ["office"]
PATH = "/casework/v1/public/case-notices"


def hung(notice_id: str):
    return told.posted.model_copy(update={"notice_id": notice_id, "ends_on": date(2014, 10, 20)})


N_2 = {"notice_id": "n-2"}
annulled = CaseAnnulled(application_id="a-4", withdrawal=9)


def cases(office: Casework) -> None:
    """Two that hang in two centres; of three others the notice ended, the case, and the mistake that it was."""
    shown = Filled(office.service.desk.views)
    shown.record("case/c-1", told.case(1, LATER, LATER), hung("n-1"))
    shown.record("case/c-2", told.case(2, LATER, LATER), hung("n-2"), told.notice_over.model_copy(update=N_2))
    shown.record("case/c-3", told.case(3, LATER, LATER), hung("n-3"), terminated)
    anew = told.case(4, LATER, LATER).model_copy(update={"anew": True})
    shown.record("case/c-4", told.case(4, LATER, LATER), hung("n-4"), annulled, anew)
    shown.record("case/c-5", told.case(5, LATER, LATER, ELSEWHERE), hung("n-5"))


async def test_anybody_reads_what_hangs_and_it_is_gone_when_it_ends(office):
    cases(office)
    answer = await office.http.get(PATH)
    assert answer.status_code == 200
    first, second = answer.json()["notices"]
    assert first == {
        **{"notice_id": "n-1", "case_id": "c-1", "item_code": ITEM_CODE, "centre_id": CENTRE},
        **{"posted_on": "2014-10-13", "ends_on": "2014-10-20"},
    }
    assert (second["notice_id"], second["centre_id"]) == ("n-5", ELSEWHERE)
    assert SUBJECT not in answer.text


LISTS = {
    "of a centre": ({"centre_id": ELSEWHERE}, ["n-5"]),
    "of an item that hangs nowhere": ({"item_code": "CD-MZ-009"}, []),
    "one at a time": ({"limit": "1"}, ["n-1"]),
}


@pytest.mark.parametrize(("where", "expected"), LISTS.values(), ids=LISTS.keys())
async def test_what_hangs_is_listed_by_what_is_asked(office, where, expected):
    cases(office)
    answer = await office.http.get(PATH, params=where)
    assert [each["notice_id"] for each in answer.json()["notices"]] == expected


async def test_the_list_is_read_on_after_a_page(office):
    cases(office)
    first = (await office.http.get(PATH, params={"limit": "1"})).json()
    second = (await office.http.get(PATH, params={"after": first["next"]})).json()
    assert [each["notice_id"] for each in second["notices"]] == ["n-5"]


async def test_nobody_asks_for_somebodys_notice(office):
    assert refused(await office.http.get(PATH, params={"subject": SUBJECT})) == (400, "invalid-parameter")
