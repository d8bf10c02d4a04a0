"""The bad input that the issue names, and the numbers of people and telephones, at the window where they come in."""

import pytest

from shared.kernel.actors import Role
from tests.hostile.wire import heads, slug_of

pytestmark = pytest.mark.server

APPLICATIONS = "/intake/v1/applications"

ACCEPTED = {
    "born in 1945, 38 years before the district's code": "630102194503120017",
    "born in 1962": "630102196207081227",
    "born in 1985": "630102198503120015",
}
CHILDREN = {
    "born in 1999": "630102199912310041",
    "ends in X": "63010120010101001X",
    "ends in a small x": "63010120010101001x",
    "born on the day itself": "630102201309290023",
}
GUARDIAN = {
    **{"name": "示例·监护人", "id_number": "630102198503120015", "relation": "GUARDIAN"},
    **{"scope": ["HAND_IN"], "until_on": "2014-01-01", "material": "户口簿"},
}
REFUSED = {
    "a wrong check digit": ("630102194503120018", "CHECK_DIGIT"),
    "a wrong check digit where X is right": ("630101200101010011", "CHECK_DIGIT"),
    "15 digits, as before 1999": ("630102450312001", "FIFTEEN_DIGITS"),
    "17 digits": ("63010219450312001", "LENGTH"),
    "19 digits": ("6301021945031200177", "LENGTH"),
    "a letter in the middle": ("63010219450312A017", "CHARACTERS"),
    "an X in the middle": ("6301021945031200X7", "CHARACTERS"),
    "a 30th of February": ("630102194502300014", "BIRTH_DATE"),
    "a thirteenth month": ("630102194513120014", "BIRTH_DATE"),
    "born in 1879": ("630102187912310012", "BIRTH_DATE"),
    "a child of 2014, a year too early": ("630102201406010038", "BORN_LATER"),
}
UNREADABLE = {
    "full-width digits": "６３０１０２１９４５０３１２００１７",
    "Arabic digits": "٦٣٠١٠٢١٩٤٥٠٣١٢٠٠١٧",
    "spaces": "630102 19450312 0017",
    "a line break at the end": "630102194503120017\n",
    "nothing": "",
}
PHONES = {
    "a mobile number": ("13997000000", None),
    "a mobile number with its country": ("+8613997000000", None),
    "a land line of Xining": ("0971-8176543", None),
    "the same without a dash": ("09718176543", None),
    "ten digits": ("1399700000", "phone-invalid"),
    "twelve digits": ("139970000000", "phone-invalid"),
    "a range that is not given out": ("12997000000", "phone-invalid"),
    "a land line of another city": ("010-81765432", "phone-invalid"),
    "six digits": ("0971-817654", "phone-invalid"),
    "letters": ("ring-me-up", "phone-invalid"),
    "full-width digits": ("１３９９７００００００", "phone-invalid"),
    "a line break at the end": ("13997000000\n", "phone-invalid"),
    "21 characters": ("1" * 21, "invalid-value"),
}


@pytest.fixture(scope="module")
def clerk(wire):
    return wire.token(Role.CLERK, sub="s-named")


def _application(here, **applicant):
    person = {"name": "示例·号码", "id_number": "630102198503120015", **applicant}
    return {"hall_id": here.hall_id, "window_id": "W1", "item_code": "CD-MZ-005", "applicant": person}


@pytest.mark.parametrize("number", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_person_may_apply_who_is(number, here, wire, clerk):
    assert wire.post(APPLICATIONS, _application(here, id_number=number), token=clerk).status_code == 201


@pytest.mark.parametrize("number", CHILDREN.values(), ids=CHILDREN.keys())
def test_a_guardian_may_apply_for_a_child_who_is(number, here, wire, clerk):
    alone = _application(here, id_number=number)
    assert slug_of(wire.post(APPLICATIONS, alone, token=clerk)) == "guardian-needed"
    assert wire.post(APPLICATIONS, {**alone, "agent": GUARDIAN}, token=clerk).status_code == 201


@pytest.mark.parametrize(("number", "fault"), REFUSED.values(), ids=REFUSED.keys())
def test_nobody_has_a_number_with(number, fault, here, wire, clerk, district):
    before = heads(district)
    answer = wire.post(APPLICATIONS, _application(here, id_number=number), token=clerk)
    assert slug_of(answer) == "id-number-invalid"
    assert answer.json()["fault"] == fault
    assert number not in answer.text
    assert heads(district) == before


@pytest.mark.parametrize("number", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_number_is_not_written_in(number, here, wire, clerk):
    answer = wire.post(APPLICATIONS, _application(here, id_number=number), token=clerk)
    assert slug_of(answer) == "invalid-value"


def test_another_document_has_its_own_kind(here, wire, clerk):
    foreign = {"id_kind": "passport", "id_number": "E12345678"}
    assert wire.post(APPLICATIONS, _application(here, **foreign), token=clerk).status_code == 201


@pytest.mark.parametrize(("phone", "slug"), PHONES.values(), ids=PHONES.keys())
def test_somebody_may_be_called_at(phone, slug, here, wire, clerk):
    answer = wire.post(APPLICATIONS, _application(here, phone=phone), token=clerk)
    assert (slug_of(answer) if slug else answer.status_code) == (slug or 201)
    assert phone not in answer.text


def test_an_event_of_more_than_65535_bytes_is_refused_and_the_person_may_come_again(here, wire, clerk, district):
    long = {**_application(here), "materials": ["材" * 100] * 50}
    assert wire.post(APPLICATIONS, long, token=clerk).status_code == 201, "50 materials of 300 bytes fit"
    application = here.receive("CD-MZ-005", "too-large")
    path = f"{APPLICATIONS}/{application}/correction-notice"
    before = heads(district)
    defects = {"defects": [{"material": "材" * 100, "reason": "缺" * 400}] * 50}
    answer = wire.post(path, defects, token=clerk)
    assert slug_of(answer) == "event-too-large"
    assert answer.json()["limit_bytes"] == 65_535
    assert heads(district) == before
    fewer = wire.post(path, {"defects": defects["defects"][:25]}, token=clerk)
    assert fewer.status_code == 200, fewer.text


def test_a_key_that_was_used_for_another_body_is_refused(here, wire, clerk, district):
    first, other = _application(here), _application(here, name="示例·他人")
    key = {"Idempotency_Key": "named-key-reused"}
    told = wire.post(APPLICATIONS, first, token=clerk, **key)
    before = heads(district)
    assert slug_of(wire.post(APPLICATIONS, other, token=clerk, **key)) == "key-reused"
    again = wire.post(APPLICATIONS, dict(reversed(first.items())), token=clerk, **key)
    assert (again.json(), again.headers["idempotent-replay"]) == (told.json(), "true"), "the same, spelled otherwise"
    assert heads(district) == before


def test_a_key_is_its_callers_own(here, wire, clerk):
    key = {"Idempotency_Key": "named-key-shared"}
    other_clerk = wire.token(Role.CLERK, sub="s-other")
    mine = wire.post(APPLICATIONS, _application(here), token=clerk, **key)
    theirs = wire.post(APPLICATIONS, _application(here, name="示例·他人"), token=other_clerk, **key)
    assert (mine.status_code, theirs.status_code) == (201, 201)
    assert mine.json()["id"] != theirs.json()["id"]


def _item(**changes):
    stage = {"name": "审核", "body": "CENTRE", "n": 5, "unit": "WORKING_DAY", "counted": True}
    limits = {name: {"stages": [stage]} for name in ("statutory", "promised")}
    said = {"version": 1, "name_zh": "示例", "name_en": "Sample", "kind": "OTHER", "handling": "PROMISED"}
    found = {"statutory_provenance": "DEFAULT", "promised_provenance": "DEFAULT", "materials": []}
    return {"item": {**said, **limits, **found, "valid_from": "2013-01-01", **changes}}


def _policy(**changes):
    entry = {"key": "named.value", "value": 1, "effective_on": "2013-01-01", "basis": "示例", "provenance": "DEFAULT"}
    return {"entry": {**entry, **changes}}


ITEM, POLICY = "/intake/v1/items/CD-ZZ-001/versions", "/casework/v1/policies/named/adoptions"
BEYOND = {
    "an item of the year 1": (ITEM, _item(valid_from="0001-01-01")),
    "an item from before the zone had an offset of whole minutes": (ITEM, _item(valid_from="1900-12-31")),
    "an item of the year 9999": (ITEM, _item(valid_from="9999-12-31")),
    "an item that ends in the year 9999": (ITEM, _item(valid_to="9999-12-31")),
    "a policy of the year 1": (POLICY, _policy(effective_on="0001-01-01")),
    "a policy of a number that JSON readers do not take": (POLICY, _policy(value=10**4000)),
    "a policy of a number below all": (POLICY, _policy(value=-(10**13))),
}


@pytest.mark.parametrize(("path", "body"), BEYOND.values(), ids=BEYOND.keys())
def test_nothing_enters_the_log_that_a_reader_cannot_read_again(path, body, wire, district):
    before = heads(district)
    assert slug_of(wire.post(path, body, token=wire.token(Role.ADMIN))) == "invalid-value"
    assert heads(district) == before


AT_NO_TIME = {
    "at the end of the year 9999": "9999-12-31T23:59:59Z",
    "in the year 10000 here": "9999-12-31T23:59:59-14:00",
    "before the year 1 here": "0001-01-01T00:00:00+14:00",
    "in the year 1": "0001-01-01T00:00:00Z",
}


@pytest.mark.parametrize("paid_at", AT_NO_TIME.values(), ids=AT_NO_TIME.keys())
def test_nothing_was_paid(paid_at, wire, back, district):
    before = heads(district)
    paid = {
        "instalment": "2013-10",
        "method": "CASH",
        "payee_ref": "p-1",
        "amount": {"amount": 40_000, "currency": "CNY"},
    }
    payer = wire.token(Role.DEPARTMENT, sub="s-dept-officer", org="dept-civil-affairs")
    path = f"/casework/v1/benefits/{back.cases['granted']}/payments"
    assert slug_of(wire.post(path, {**paid, "paid_at": paid_at}, token=payer)) in {
        "invalid-value",
        "before-start",
        "paid-in-future",
    }
    assert heads(district) == before


def test_a_decision_of_more_than_65535_bytes_is_refused_by_name(here, wire, back, district):
    before = heads(district)
    many = ["理" * 500] * 20
    decision = {"post_id": here.approval, "outcome": "REFUSE", "reasons": many, "remedies": many}
    approver = wire.token(Role.APPROVER, sub="s-qzx-approver", org=here.centre_id)
    path = f"/casework/v1/cases/{back.cases['proposed']}/decision"
    assert slug_of(wire.post(path, decision, token=approver)) == "event-too-large"
    listed = {**decision, "cases": [back.cases["proposed"]]}
    (told,) = wire.post("/casework/v1/case-lists/decisions", listed, token=approver).json()["results"]
    assert told["problem"]["type"].endswith(":event-too-large")
    assert heads(district) == before
