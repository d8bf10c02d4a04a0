"""What an association holds beside itself: its name, its number, its code, its person in charge, one row each."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.associations.domain.association_conditions import forbidden_name, warnings_of
from services.associations.domain.association_name import (
    ASSOCIATION_NAME,
    AssociationName,
    FreeName,
    NameNotHeld,
    NameTaken,
    TakeName,
    name_id,
    normalised,
)
from services.associations.domain.community import (
    COMMUNITY,
    CodeCommunity,
    CommunityIsCoded,
    CommunityWithoutCentre,
    RecordCentre,
    RecordCommunity,
)
from services.associations.domain.credit_code import CREDIT_CODE, AssignCreditCode, CreditCodeTaken
from services.associations.domain.filing_numbers import FILING_NUMBERS, IssueFilingNumber
from services.associations.domain.person_in_charge import (
    PERSON_IN_CHARGE,
    ChargeNotHeld,
    InChargeElsewhere,
    ReleaseCharge,
    TakeCharge,
)
from services.associations.domain.types import AssociationId
from shared.contracts.associations.association_founding import Form, Track
from shared.contracts.associations.association_name import AssociationNameFreed, AssociationNameTaken
from shared.contracts.associations.community import CentreKnown, CommunityCoded, CommunityKnown
from shared.contracts.associations.credit_code import CreditCodeAssigned
from shared.contracts.associations.filing_numbers import FilingNumberIssued
from shared.contracts.associations.person_in_charge import ChargeReleased, ChargeTaken
from shared.contracts.councils.community import CentreKind
from shared.kernel.codes import CodeFault, InvalidCode
from shared.kernel.refusals import CorruptStream, Refusal
from shared.testing.decider import Spec
from tests.associations.samples import POLICY, at

NOW = at("2015-12-07T10:00")
A, B, C = (AssociationId(each) for each in ("a", "b", "c"))
GROUP, PNE = Form.SOCIAL_GROUP, Form.PRIVATE_NON_ENTERPRISE

# --- names ------------------------------------------------------------------

ARTICLE = {
    "曙光公益援助中心": "国际村",
    "伊莲阿娘手工编织队": "国际村",
    "邦金梅朵文化艺术团": "国际村",
    "医患纠纷调处委员会": "东关",
    "民族艺术团": "东关",
    "民族团结理事会": "东关",
    "工友协会": "东关",
    "平安互助和谐社": "东关",
    "小鹿工作室": "富强巷",
    "家庭教育指导服务中心": "周家泉",
    "跃文文化工作室": "周家泉",
    "西宁睦邻社会工作服务中心": "清真巷",
    "睦邻社会工作站": "清真巷",
}


def test_all_13_names_of_the_article_pass_and_none_of_them_is_anothers():
    assert len(ARTICLE) == 13
    assert [name for name in ARTICLE if forbidden_name(name, False, POLICY, NOW.today)] == []
    assert len({name_id(community, name) for name, community in ARTICLE.items()}) == 13


def test_each_of_them_says_what_it_is():
    warned = {name: warnings_of(name, community, POLICY, NOW.today) for name, community in ARTICLE.items()}
    assert {warning.value for warnings in warned.values() for warning in warnings} == {"PREFIX_MISSING"}


@pytest.mark.parametrize(
    ("said", "same"),
    [("邦金 梅朵　艺术团", "邦金梅朵艺术团"), ("ＡＢＣ社", "ABC社"), ("㈱社", "(株)社"), ("民族艺术团", "民族艺术团")],
    ids=["spaces of any width", "letters of full width", "one sign for three", "as it is"],
)
def test_a_name_is_compared_as_it_is_read(said, same):
    assert normalised(said) == normalised(same) == same


taken = AssociationNameTaken(association_id="a", lineage_id="a")
freed = AssociationNameFreed(association_id="a")
take_b = TakeName(association_id=B, lineage_id="b")
NAMES = {
    "a name is taken": ([], TakeName(association_id=A, lineage_id="a"), [taken]),
    "taking it twice records once": ([taken], TakeName(association_id=A, lineage_id="a"), []),
    "another association may not take it": ([taken], take_b, NameTaken("a")),
    "another of the same lineage may": (
        [taken],
        TakeName(association_id=B, lineage_id="a"),
        [AssociationNameTaken(association_id="b", lineage_id="a")],
    ),
    "it is freed with the association's end": ([taken], FreeName(association_id=A), [freed]),
    "what it does not go by it does not free": ([taken, freed], FreeName(association_id=A), NameNotHeld),
    "then another may take it": ([taken, freed], take_b, [AssociationNameTaken(association_id="b", lineage_id="b")]),
    "not while one of the lineage goes by it": (
        [taken, AssociationNameTaken(association_id="b", lineage_id="a"), freed],
        TakeName(association_id=C, lineage_id="c"),
        NameTaken("b"),
    ),
}

# --- credit codes -----------------------------------------------------------


def assign(code: str, form: Form = PNE, to: AssociationId = A) -> AssignCreditCode:
    return AssignCreditCode(code=code, form=form, division="630102", association_id=to)


assigned = CreditCodeAssigned(association_id="a")
CODES = {
    "a private non-enterprise has 52": ([], assign("52630102MJX0000267"), [assigned]),
    "in small letters it is the same": ([], assign("52630102mjx0000267"), [assigned]),
    "another one": ([], assign("52630102MJX0000342"), [assigned]),
    "a social group has 51": ([], assign("51630102MJX000018F", GROUP), [assigned]),
    "another social group": ([], assign("51630102MJX0000420", GROUP), [assigned]),
    "assigning twice records once": ([assigned], assign("52630102MJX0000267"), []),
    "no two have the same": ([assigned], assign("52630102MJX0000267", to=B), CreditCodeTaken),
    "a wrong check digit": ([], assign("52630102MJX0000268"), InvalidCode(CodeFault.CHECK_DIGIT)),
    "a wrong inner check digit": ([], assign("52630102MJX0000367"), InvalidCode(CodeFault.INNER_CHECK_DIGIT)),
    "a code of 17 characters": ([], assign("52630102MJX000026"), InvalidCode(CodeFault.LENGTH)),
    "a code of a social group for another": ([], assign("51630102MJX000018F"), InvalidCode(CodeFault.KIND)),
    "a code of another district": (
        [],
        assign("52630102MJX0000267").model_copy(update={"division": "630103"}),
        InvalidCode(CodeFault.DIVISION),
    ),
}

# --- people in charge -------------------------------------------------------


def take(id_: AssociationId, track: Track = Track.FILED, form: Form | None = None, of: str = "") -> TakeCharge:
    return TakeCharge(association_id=id_, lineage_id=of or id_, track=track, form=form)


def in_charge(id_: str, track: Track = Track.FILED, form: Form | None = None) -> ChargeTaken:
    return ChargeTaken(association_id=id_, lineage_id=id_, track=track, form=form)


REGISTERED = Track.REGISTERED
CHARGES = {
    "somebody answers for an association": ([], take(A), [in_charge("a")]),
    "taking it twice records once": ([in_charge("a")], take(A), []),
    "for one at a time": ([in_charge("a")], take(B), InChargeElsewhere(("a",))),
    "what it is converted to is the same one": (
        [in_charge("a")],
        take(B, REGISTERED, PNE, of="a"),
        [ChargeTaken(association_id="b", lineage_id="a", track=REGISTERED, form=PNE)],
    ),
    "who heads a registered one files none": ([in_charge("a", REGISTERED, PNE)], take(B), InChargeElsewhere),
    "of two social groups nobody is the legal representative": (
        [in_charge("a", REGISTERED, GROUP)],
        take(B, REGISTERED, GROUP),
        InChargeElsewhere(("a",)),
    ),
    "of a social group and a private non-enterprise one may be": (
        [in_charge("a", REGISTERED, PNE)],
        take(B, REGISTERED, GROUP),
        [in_charge("b", REGISTERED, GROUP)],
    ),
    "of several of these too": (
        [in_charge("a", REGISTERED, PNE), in_charge("b", REGISTERED, GROUP)],
        take(C, REGISTERED, PNE),
        [in_charge("c", REGISTERED, PNE)],
    ),
    "released with its end": (
        [in_charge("a")],
        ReleaseCharge(association_id=A),
        [ChargeReleased(association_id="a")],
    ),
    "who is not in charge is not released": (
        [in_charge("a"), ChargeReleased(association_id="a")],
        ReleaseCharge(association_id=A),
        ChargeNotHeld,
    ),
    "then another may be taken": ([in_charge("a"), ChargeReleased(association_id="a")], take(B), [in_charge("b")]),
}

# --- communities ------------------------------------------------------------

known = CommunityKnown(name_zh="国际村", source_position=4)
centre = CentreKnown(centre_id="centre-gjc", kind=CentreKind.PUBLIC_SERVICE, source_position=5)
work = CentreKnown(centre_id="work-gjc", kind=CentreKind.WORK, source_position=6)
coded = CommunityCoded(code="GJC")
COMMUNITIES = {
    "a community becomes known": ([], RecordCommunity(name_zh="国际村", source_position=4), [known]),
    "hearing it twice records once": ([known], RecordCommunity(name_zh="国际村", source_position=4), []),
    "so does its centre": (
        [known],
        RecordCentre(centre_id="centre-gjc", kind=CentreKind.PUBLIC_SERVICE, source_position=5),
        [centre],
    ),
    "hearing of it twice records once": (
        [known, centre, work],
        RecordCentre(centre_id="work-gjc", kind=CentreKind.WORK, source_position=6),
        [],
    ),
    "it gets its letters": ([known, centre], CodeCommunity(code="GJC"), [coded]),
    "the same letters twice are given once": ([known, centre, coded], CodeCommunity(code="GJC"), []),
    "and no others": ([known, centre, coded], CodeCommunity(code="GJ"), CommunityIsCoded("GJC")),
    "none without a public service centre": ([known, work], CodeCommunity(code="GJC"), CommunityWithoutCentre),
}


@pytest.mark.parametrize(("given", "when", "then"), NAMES.values(), ids=NAMES.keys())
def test_names(given, when, then):
    Spec(ASSOCIATION_NAME).check(given, when, then, NOW)


@pytest.mark.parametrize(("given", "when", "then"), CODES.values(), ids=CODES.keys())
def test_credit_codes(given, when, then):
    Spec(CREDIT_CODE).check(given, when, then, NOW)


@pytest.mark.parametrize(("given", "when", "then"), CHARGES.values(), ids=CHARGES.keys())
def test_people_in_charge(given, when, then):
    Spec(PERSON_IN_CHARGE).check(given, when, then, NOW)


@pytest.mark.parametrize(("given", "when", "then"), COMMUNITIES.values(), ids=COMMUNITIES.keys())
def test_communities(given, when, then):
    Spec(COMMUNITY).check(given, when, then, NOW)


PATTERN = "城东社备〔YYYY〕<community code>-NNNN"
issued = FilingNumberIssued(number=1, association_id="a")


def test_filing_numbers_follow_one_another():
    spec = Spec(FILING_NUMBERS)
    spec.check([], IssueFilingNumber(association_id=A), [issued], NOW)
    spec.check([issued], IssueFilingNumber(association_id=A), [], NOW)
    second = FilingNumberIssued(number=2, association_id="b")
    spec.check([issued], IssueFilingNumber(association_id=B), [second], NOW)
    assert FILING_NUMBERS.fold([issued]).next_number(PATTERN, "GJC", 2015) == "城东社备〔2015〕GJC-0002"
    with pytest.raises(CorruptStream):
        FILING_NUMBERS.fold([second])


# --- what is conserved ------------------------------------------------------

_ids = st.sampled_from((A, B, C))
_lineages = st.sampled_from(("l", "m"))
_acts = st.one_of(
    st.builds(partial(TakeName), association_id=_ids, lineage_id=_lineages),
    st.builds(partial(FreeName), association_id=_ids),
)


@given(st.lists(_acts, max_size=30))
def test_whatever_happens_one_lineage_alone_has_a_name(acts):
    name = AssociationName()
    holders: dict[str, str] = {}
    for act in acts:
        decided = ASSOCIATION_NAME.decide(act, name, NOW)
        if isinstance(decided, Refusal):
            others = set(holders.values()) - {act.lineage_id} if isinstance(act, TakeName) else set()
            assert others or (isinstance(act, FreeName) and act.association_id not in holders)
            continue
        name = ASSOCIATION_NAME.fold(decided, name)
        if isinstance(act, TakeName):
            holders[act.association_id] = act.lineage_id
        else:
            holders.pop(act.association_id, None)
        assert len(set(holders.values())) <= 1
        assert name.association_ids == holders.keys()
