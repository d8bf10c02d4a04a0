"""A resident's evening: what is done from home with a voucher or with nothing, and S5, what a bad rating leads to.

Nobody here has an account. Time only goes on: the evenings are in November 2015, the ratings of 2015-12-07 follow.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.kernel.actors import Role
from tests.journeys.answers import last_of, now_and_then, refused, words
from tests.journeys.district import District, running
from tests.journeys.home import Ratings, Voucher, applied, delivered, say, with_ratings
from tests.journeys.people import Office, office

pytestmark = pytest.mark.server

MINIMUM, ALLOWANCE, ASSISTANCE = "CD-MZ-001", "CD-MZ-005", "CD-MZ-003"
PHONE, SAID = "13912345678", "窗口等了两个小时"


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    with running(tmp_path_factory.mktemp("resident")) as here:
        here.until("2015-11-16T09:00")
        yield here


@pytest.fixture(scope="module")
def hall(district: District) -> Office:
    """The hall of 富强巷."""
    return office(district, "FQX")


# --- with a voucher ---------------------------------------------------------


def test_both_due_dates_are_seen_from_home_with_their_reason(district, hall):
    application, voucher = applied(hall, MINIMUM)
    hall.accept(application)
    case = hall.case_of(application)["id"]
    told = voucher.say("progress")
    assert (told["state"], told["accepted_on"], told["why"]["code"]) == ("ACCEPTED", "2015-11-16", "OPENED")
    assert (told["promised_due_on"], told["statutory_due_on"]) == ("2015-12-21", "2015-12-28")

    say(hall.examiner, "casework", f"/v1/cases/{case}/public-notices", post_id=hall.examination)
    district.settle()
    told = voucher.say("progress")
    assert [each["code"] for each in told["stopped_for"]] == ["PUBLIC_NOTICE"]
    hangs = district.anybody().get("casework", "/v1/public/case-notices", centre_id=hall.centre_id)["notices"]
    assert [(each["case_id"], each["item_code"]) for each in hangs] == [(case, MINIMUM)]
    assert not {"promised_due_on", "statutory_due_on"} & told.keys()


def test_what_is_missing_is_seen_and_handed_in_from_home_paper_by_paper(district, hall):
    application, voucher = applied(hall, ALLOWANCE)
    defects = [{"material": "户口簿", "reason": "缺页"}, {"material": "银行卡", "reason": "未提供"}]
    say(hall.clerk, "intake", f"/v1/applications/{application}/correction-notice", defects=defects)
    district.settle()
    told = voucher.say("progress")
    assert (told["missing"], told["correction_due_on"]) == (["户口簿", "银行卡"], "2015-11-30")
    for material, still_missing in (("户口簿", ["银行卡"]), ("银行卡", [])):
        voucher.say("hand-ins", material=material)
        district.settle()
        assert voucher.say("progress")["missing"] == still_missing
    assert voucher.say("progress")["state"] == "RECEIVED"


def test_an_application_is_taken_back_from_home_and_its_case_ends(district, hall):
    application, voucher = applied(hall, ALLOWANCE)
    hall.accept(application)
    hall.case_of(application)
    assert words(voucher.say("withdrawals", reason="不再需要")["events"]) == ["application-withdrawn"]
    assert hall.case_of(application)["state"] == "TERMINATED"
    assert voucher.say("progress")["state"] == "WITHDRAWN"


def test_a_complaint_from_home_is_answered_by_the_director_and_read_at_home(district, hall):
    _, voucher = applied(hall, ALLOWANCE)
    complaint = voucher.say("complaints", text=SAID)["id"]
    district.settle()
    (filed,) = voucher.say("complaint-searches")["complaints"]
    assert (filed["id"], filed["text"], filed["state"]) == (complaint, SAID, "FILED")
    director = district.person("s-fqx-director", Role.CENTRE_DIRECTOR, org=hall.centre_id)
    say(director, "intake", f"/v1/complaints/{complaint}/answer", answer="已增开窗口", upheld=True)
    district.settle()
    (answered,) = voucher.say("complaint-searches")["complaints"]
    assert (answered["answer"], answered["upheld"]) == ("已增开窗口", True)


def test_five_wrong_codes_lock_a_voucher_for_an_hour_and_no_other(district, hall):
    (_, voucher), (_, other) = (applied(hall, ALLOWANCE) for _ in range(2))
    wrong = Voucher(voucher.home, {**voucher.paper, "code": "00000000"})
    district.until("2015-11-16T20:00")
    assert [refused(wrong.say, "progress") for _ in range(5)] == [(404, "code-wrong")] * 5
    for what, said in (("progress", {}), ("withdrawals", {"reason": "不再需要"}), ("complaints", {"text": SAID})):
        assert refused(voucher.say, what, **said) == (429, "code-locked")
    assert other.say("progress")["state"] == "RECEIVED"
    district.until("2015-11-16T20:59")
    assert refused(voucher.say, "progress") == (429, "code-locked")
    district.until("2015-11-16T21:00")
    assert voucher.say("progress")["state"] == "RECEIVED"


# --- with nothing -----------------------------------------------------------


def test_guides_and_hours_are_read_by_anybody(district, hall):
    home = district.anybody()
    listed = home.get("intake", "/v1/public/items", department="MZ")["items"]
    assert ALLOWANCE in {each["code"] for each in listed}
    shown = home.get("intake", f"/v1/public/items/{ALLOWANCE}")
    assert (shown["item"]["name_en"], shown["open"], shown["demonstration"]) == ("Old-age allowance", True, True)
    hours = home.get("intake", f"/v1/public/halls/{hall.hall_id}/hours", on="2015-11-17")
    assert hours["working_day"] is True
    assert [(each["begins"], each["ends"]) for each in hours["times"]] == [("08:30", "12:00"), ("14:30", "18:00")]
    assert refused(home.get, "intake", f"/v1/items/{ALLOWANCE}") == (401, "token-missing")


def test_a_slot_is_booked_and_called_off_by_number_and_code(district, hall):
    home, slot = district.anybody(), "2015-11-18T09:00:00+08:00"

    def free() -> int:
        district.settle()
        slots = home.get("intake", f"/v1/public/halls/{hall.hall_id}/slots", on="2015-11-18")["slots"]
        return next((each["free"] for each in slots if each["from_at"] == slot), 0)

    assert free() == 2
    booking = {"hall_id": hall.hall_id, "from_at": slot, "item_code": ALLOWANCE, "contact": {"phone": PHONE}}
    booked = say(home, "intake", "/v1/public/appointments", **booking)
    assert free() == 1
    proof = {"phone": PHONE, "code": booked["code"]}
    own = say(home, "intake", "/v1/public/appointments/lookup", id=booked["id"], **proof)
    assert (own["state"], own["from_at"]) == ("OPEN", slot)
    cancellation = f"/v1/public/appointments/{booked['id']}/cancellation"
    assert refused(say, home, "intake", cancellation, **{**proof, "phone": "13912345679"}) == (404, "code-wrong")
    say(home, "intake", cancellation, **proof)
    assert free() == 2
    own = say(home, "intake", "/v1/public/appointments/lookup", id=booked["id"], **proof)
    assert own["state"] == "CANCELLED"


# --- S5 ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def ratings(district: District, hall: Office) -> Ratings:
    district.until("2015-12-07T09:00")
    with_ratings(district, "2015-12-01")
    vouchers = {said: delivered(hall, ASSISTANCE) for said in ("等了太久", "没有下文", "评错了事项")}
    for said, voucher in vouchers.items():
        voucher.say("ratings", level="DISSATISFIED", comment=said, contact={"phone": PHONE, "name": "示例·居民"})
    district.until("2015-12-07T23:30")
    who = district.person("s-fqx-second", Role.CLERK, org=hall.centre_id)
    told = [each["id"] for each in who.get("intake", "/v1/ratings")["ratings"]]
    return Ratings(hall, vouchers, {who.get("intake", f"/v1/ratings/{each}/words")["comment"]: each for each in told})


def test_s5_a_bad_rating_is_assigned_the_same_day_with_its_due_dates(ratings):
    assert set(ratings.by_words) == set(ratings.vouchers)
    for said in ratings.by_words:
        told = ratings.shown(said)
        assert (told["level"], told["rated_on"], told["handler"]) == ("DISSATISFIED", "2015-12-07", "s-fqx-clerk")
        assert (told["contact_due_on"], told["fix_due_on"]) == ("2015-12-08", "2015-12-28")
        history = ratings.history(said)
        assert words(history) == ["service-rated", "bad-rating-assigned"]
        assert {event["time"][:10] for event in history} == {"2015-12-07"}


def test_s5_a_service_is_rated_once(ratings):
    again = ratings.vouchers["等了太久"]
    assert refused(again.say, "ratings", level="VERY_SATISFIED") == (409, "already-rated")


def test_s5_who_is_complained_about_verifies_nothing(district, ratings):
    district.until("2015-12-08T09:00")
    for said in ratings.by_words:
        assert refused(ratings.follow, said, "contact", "s-fqx-clerk", result="REACHED") == (403, "own-rating")
        ratings.follow(said, "contact", result="REACHED")
        assert refused(ratings.follow, said, "verification", "s-fqx-clerk", finding="CLEAR") == (403, "own-rating")


def test_s5_put_right_and_called_again_it_is_closed_and_published_without_a_name(ratings):
    said = "等了太久"
    assert ratings.follow(said, "verification", finding="CLEAR") == ["bad-rating-verified"]
    assert ratings.follow(said, "correction", "s-fqx-clerk", measure="增开一个窗口") == ["bad-rating-corrected"]
    assert ratings.published() == []
    closing = ratings.follow(said, "second-contact", result="REACHED", content=True)
    assert closing == ["bad-rating-recontacted", "bad-rating-closed"]
    (listed,) = ratings.published()
    assert listed == {
        **{"item_code": ASSISTANCE, "level": "DISSATISFIED", "remedy": "RECTIFIED", "measure": "增开一个窗口"},
        **{"hall_id": ratings.hall.hall_id, "centre_id": ratings.hall.centre_id},
        **{"outcome": "CONTENT", "done_on": "2015-12-08"},
    }


def test_s5_an_excluded_rating_stays_in_the_stream_and_leaves_the_score(district, ratings):
    said = "评错了事项"
    district.until("2015-12-09T09:00")
    assert ratings.score() == (3, 0)
    ratings.follow(said, "verification", finding="MISTAKEN")
    ratings.follow(said, "appeal", "s-fqx-clerk", grounds="评价的不是本事项")
    assert ratings.follow(said, "recheck", "s-fqx-director", confirmed=True) == ["bad-rating-excluded"]
    district.until("2015-12-10T09:00")
    assert ratings.score() == (2, 1)
    assert words(ratings.history(said))[:2] == ["service-rated", "bad-rating-assigned"]
    assert len(ratings.published()) == 1


def test_s5_what_is_excluded_late_never_counted_in_law_and_counted_as_then_known(district, ratings):
    """All three of the centre were cast on the seventh; that one of them does not count is told on the ninth."""
    centre = ratings.hall.centre_id
    district.settle()
    late = last_of(district.admin, "councils", f"centre-record/{centre}")
    assert words(late["events"]) == ["centre-rating-excluded"]

    def rated(**moment: str) -> int:
        facts = district.admin.get("councils", f"/v1/centre-records/{centre}", period="2015-H2", **moment)
        return int(facts["rated"])

    the_evening_before = "2015-12-08T18:00:00+08:00"
    assert now_and_then(rated, "2015-12-07", the_evening_before, late) == (2, 3, 3)
    assert now_and_then(rated, "2015-12-06", the_evening_before, late) == (0, 0, 0), "before they were cast"


def test_s5_what_is_not_put_right_in_time_goes_up_to_the_director_and_then_the_district(district, ratings):
    said = "没有下文"
    ratings.follow(said, "verification", finding="CLEAR")
    district.until("2015-12-28T23:59")
    assert "escalated_to" not in ratings.shown(said)
    district.until("2015-12-29T00:00")
    assert ratings.shown(said)["escalated_to"] == "CENTRE_DIRECTOR"
    district.until("2016-01-06T00:00")
    assert ratings.shown(said)["escalated_to"] == "DISTRICT"
    escalated = [event["effective_at"] for event in ratings.history(said) if "escalated" in event["type"]]
    assert escalated == ["2015-12-29T00:00:00+08:00", "2016-01-06T00:00:00+08:00"]
    assert all("escalated_to" not in ratings.shown(other) for other in ("等了太久", "评错了事项"))
