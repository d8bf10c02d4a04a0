"""S9 through HTTP and Redis, but for its rewards: a filing, a conversion, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from deploy.client import Client
from shared.kernel.actors import Role
from tests.journeys.answers import log_of, now_and_then, refused, words
from tests.journeys.associations import REGISTRY_PAPERS, Centre, centre, filed, founding
from tests.journeys.district import District, running

pytestmark = pytest.mark.server

TROUPE, STATION = "邦金梅朵文化艺术团", "示例邻里互助站"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("associations")) as here:
        yield here


@pytest.fixture(scope="module")
def guojicun(district: District) -> Centre:
    return centre(district, "国际村", "GJC")


@pytest.fixture(scope="module")
def dongguan(district: District) -> Centre:
    return centre(district, "东关", "DG")


@pytest.fixture(scope="module")
def taining(district: District) -> Centre:
    return centre(district, "泰宁", "TN")


@pytest.fixture(scope="module")
def registry(district: District) -> Client:
    return district.person("registrar", Role.REGISTRAR, org="civil-affairs")


def shown(district: District, association: str, **moment: str) -> dict[str, Any]:
    """Where an association stands, once the services have come to rest."""
    district.settle()
    return district.admin.get("associations", f"/v1/associations/{association}", **moment)


@pytest.fixture(scope="module")
def troupe(district: District, guojicun: Centre) -> str:
    """邦金梅朵文化艺术团, which files on 2015-10-08 with 12 members and is posted late, on 10-12."""
    district.until("2015-10-08T10:00")
    return filed(district, guojicun, TROUPE, "s9-troupe", "2015-10-12T10:00", "2015-10-20T10:00")


def test_s9_filed_within_ten_working_days_after_a_notice_and_a_promise_that_was_missed(district, troupe):
    assert words(log_of(district.admin, "associations", f"association/{troupe}")) == [
        *("association-drafted", "submitted", "name-warning-answered", "notice-posted"),
        *("decision-limit-missed", "filed"),
    ]
    events = {
        words([each])[0]: each["data"] for each in log_of(district.admin, "associations", f"association/{troupe}")
    }
    assert (events["submitted"]["decision_due_on"], events["submitted"]["promised_due_on"]) == (
        *("2015-10-21", "2015-10-14"),
    )
    assert events["notice-posted"]["until_on"] == "2015-10-19", "five days end on Saturday 10-17"
    missed = events["decision-limit-missed"]
    assert (missed["limit"], missed["due_on"]) == ("PROMISED", "2015-10-14")
    assert (events["filed"]["number"], events["filed"]["filed_on"]) == ("城东社备〔2015〕GJC-0001", "2015-10-20")


def test_s9_no_two_are_called_the_same_in_a_community_and_elsewhere_they_may(district, guojicun, dongguan, troupe):
    again = guojicun.draft("邦金 梅朵　文化艺术团", "s9-again")
    assert refused(guojicun.hand_in, again, "s9-again-submitted") == (409, "name-taken")
    elsewhere = dongguan.draft(TROUPE, "s9-elsewhere")
    assert "association-name-taken" in words(dongguan.hand_in(elsewhere, "s9-elsewhere-submitted")["events"])
    assert shown(district, troupe)["stage"] == "FILED"


def test_s9_a_name_with_zhonghua_is_refused_and_one_without_its_prefix_is_answered_for(guojicun, troupe, district):
    assert refused(guojicun.draft, "中华文化艺术团", "s9-forbidden") == (422, "forbidden-name")
    poets = guojicun.draft("示例诗社", "s9-poets")
    guojicun.hand_in(poets, "s9-poets-submitted")
    notice = f"/v1/associations/{poets}/notice"
    unanswered = refused(guojicun.examiner.post, "associations", notice, {}, "s9-poets-unanswered")
    assert unanswered == (409, "name-warning-open")
    guojicun.answer_warning(poets, "s9-poets-answered")
    guojicun.examiner.post("associations", notice, {}, "s9-poets-posted")
    district.settle()
    running_notices = district.anybody().get("associations", "/v1/public/association-notices")["notices"]
    assert [each["name_zh"] for each in running_notices] == ["示例诗社"]


def test_s9_anybody_finds_who_is_filed(district, troupe):
    district.settle()
    found = district.anybody().get("associations", "/v1/public/associations", name="梅朵")["associations"]
    assert [(each["id"], each["number"]) for each in found] == [(troupe, "城东社备〔2015〕GJC-0001")]
    before = district.anybody().get("associations", "/v1/public/associations", name="梅朵", as_of="2015-10-19")
    assert before["associations"] == []


@pytest.fixture(scope="module")
def station(district: District, taining: Centre, troupe: str) -> str:
    """示例邻里互助站, filed in 泰宁."""
    return filed(district, taining, STATION, "s9-station", "2015-10-21T10:00", "2015-10-29T10:00")


@pytest.fixture(scope="module")
def converted(district: District, taining: Centre, registry: Client, station: str) -> str:
    """The private non-enterprise that it becomes; its papers are complete on 2015-11-02."""
    place = {"address": "泰宁路 8 号", "shared": False}
    fit = founding(STATION, money={"amount": 5_000_000}, place=place, full_time_staff=2)
    own = {"track": "REGISTERED", "form": "PRIVATE_NON_ENTERPRISE", "filed_id": station, "founding": fit}
    association = taining.draft(STATION, "s9-conversion", **own)
    path = f"/v1/associations/{association}"
    assert refused(taining.hand_in, association, "s9-too-early", REGISTRY_PAPERS) == (
        *(409, "supervisor-has-not-consented"),
    )
    taining.director.post("associations", f"{path}/supervisor-consent", {}, "s9-consent")
    taining.hand_in(association, "s9-applied", REGISTRY_PAPERS)
    taining_warning = {"warning": "PREFIX_MISSING", "answer": "沿用备案名称"}
    registry.post("associations", f"{path}/name-warning-answer", taining_warning, "s9-conversion-warned")
    district.until("2015-11-02T10:00")
    registry.post("associations", f"{path}/registration-acceptance", {}, "s9-accepted")
    return association


def test_s9_sixty_days_from_all_papers_roll_over_the_new_year(district, converted):
    assert shown(district, converted)["decision_due_on"] == "2016-01-04"


def test_s9_registered_it_has_its_code_and_what_was_filed_has_ended(district, registry, station, converted):
    district.until("2016-01-04T10:00")
    path = f"/v1/associations/{converted}"
    registry.post("associations", f"{path}/charter-approval", {"approved_on": "2015-12-01"}, "s9-charter")
    wrong = (f"{path}/registration", {"uscc": "52630102MJX0000268"}, "s9-wrong-code")
    assert refused(registry.post, "associations", *wrong) == (422, "invalid-code")
    right = {"uscc": "52630102MJX0000267"}
    done = registry.post("associations", f"{path}/registration", right, "s9-registered")
    assert {"registered", "filing-converted", "credit-code-assigned"} <= set(words(done["events"]))
    now, before = shown(district, converted), shown(district, station)
    assert (now["stage"], now["uscc"]) == ("REGISTERED", right["uscc"])
    assert (before["stage"], before["ended_by"]) == ("ENDED", "filing-converted")
    assert now["lineage_id"] == before["lineage_id"] == station
    assert shown(district, station, as_of="2016-01-03")["stage"] == "FILED"


def test_s9_one_that_was_converted_is_never_counted_twice(district, converted, station):
    def counted(day: str) -> tuple[int, int]:
        stock = district.admin.get("associations", "/v1/associations/statistics", as_of=day)
        return stock["registered"], stock["filed"]

    district.settle()
    assert counted("2016-01-03") == (0, 2)
    assert counted("2016-01-04") == (1, 1)


def test_s9_an_end_that_was_told_late_counts_from_its_own_day(district, guojicun, troupe):
    """In law the art troupe of 国际村 stood no more on 2016-01-08; who asked that evening was told that it did."""
    district.until("2016-01-12T10:00")
    ended = {"cause": "OWN_WISH", "ended_on": "2016-01-08", "assets_to": "国际村社区公益基金"}
    path = f"/v1/associations/{troupe}/filing-cancellation"
    late = guojicun.clerk.post("associations", path, ended, "s9-troupe-ended")

    def stage(**moment: str) -> str:
        return str(shown(district, troupe, **moment)["stage"])

    def counted(**moment: str) -> int:
        return int(district.admin.get("associations", "/v1/associations/statistics", **moment)["filed"])

    that_evening = "2016-01-08T18:00:00+08:00"
    assert now_and_then(stage, "2016-01-08", that_evening, late) == ("ENDED", "FILED", "FILED")
    assert now_and_then(stage, "2016-01-07", that_evening, late) == ("FILED", "FILED", "FILED")
    assert now_and_then(counted, "2016-01-08", that_evening, late) == (0, 1, 1)
