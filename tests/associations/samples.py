"""What the tables of associations are made of: shipped policy and calendar, two communities, and what is asked and
recorded of one association there.
"""

from __future__ import annotations

import json
from datetime import date
from functools import partial

from deploy.seeding import load
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import DraftAssociation, FileAssociation, SubmitAssociation
from services.associations.domain.association_founding import PAPERS
from services.associations.domain.community import COMMUNITY
from services.associations.domain.filing_numbers import FILING_NUMBERS, series_id
from services.associations.domain.fitness import FounderGiven, PersonGiven
from services.associations.domain.types import AssociationId
from shared.contracts.associations.association import (
    AssociationDrafted,
    CorrectionAsked,
    CorrectionSubmitted,
    Founding,
    Members,
    NameWarning,
    NameWarningAnswered,
    Paper,
    SubmittedV2,
)
from shared.contracts.associations.association_care import YearReport
from shared.contracts.associations.association_ending import Sanctioned, SanctionKind
from shared.contracts.associations.association_filing import Filed, NoticePosted
from shared.contracts.associations.association_founding import (
    Area,
    Form,
    Founder,
    IdDocument,
    PersonInCharge,
    Place,
    Track,
)
from shared.contracts.associations.association_registration import (
    CharterApproved,
    FoundingMeetingHeld,
    PreparationApproved,
    Registered,
    RegistrationAccepted,
    SupervisorConsented,
)
from shared.contracts.associations.community import CentreKnown, CommunityCoded, CommunityKnown
from shared.contracts.councils.community import CentreKind
from shared.kernel.actors import TIMER, Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.money import yuan
from shared.kernel.personal import Personal, Published
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.working_days import Calendar, CalendarYear
from shared.testing.decider import context, known

POLICY = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml"))
CALENDAR = Calendar.of(CalendarYear.model_validate_json(json.dumps(year)) for year in load("calendar.yaml"))
CODE = {"gjc": "GJC", "dg": "DG"}
OFFICES = {
    Role.CLERK: "centre-gjc",
    Role.EXAMINER: "centre-gjc",
    Role.CENTRE_DIRECTOR: "centre-gjc",
    Role.REGISTRAR: "civil-affairs",
    Role.ASSOCIATION_OFFICER: "a-1",
    Role.ADMIN: "",
}


def at(instant: str, role: Role = Role.CLERK, org: str | None = None) -> Context:
    """Somebody of 国际村's centre at a local time, or of another office."""
    actor = Actor(ActorId("somebody"), role, OFFICES.get(role, "") if org is None else org)
    return context(f"{instant}+08:00", actor, POLICY, CALENDAR)


examiner, director, registrar = (
    partial(at, role=role) for role in (Role.EXAMINER, Role.CENTRE_DIRECTOR, Role.REGISTRAR)
)


def by_itself(instant: str) -> Context:
    """The timer at a local time."""
    return context(f"{instant}+08:00", TIMER, POLICY, CALENDAR)


def community(id_: str, name_zh: str) -> dict[AggregateRef, object]:
    """A community that councils announced, with its centre and its letters."""
    return known(
        COMMUNITY,
        id_,
        CommunityKnown(name_zh=name_zh, source_position=1),
        CentreKnown(centre_id=f"centre-{id_}", kind=CentreKind.PUBLIC_SERVICE, source_position=2),
        CentreKnown(centre_id=f"work-{id_}", kind=CentreKind.WORK, source_position=3),
        CommunityCoded(code=CODE[id_]),
    )


ZHUOMA = "示例·卓玛"
FIT = {"born_on": date(1990, 1, 1), "of_age": False, "resident": True, "full_capacity": True, "political_rights": True}


def named(name: str = ZHUOMA) -> Published[str]:
    """Who is in charge, as the register has it."""
    return Published[str](value=name, reason="of the test")


def _document(ref: str) -> Personal[IdDocument]:
    return Personal[IdDocument].of(ref, IdDocument(id_kind="citizen-id", id_number="630102199001010017"))


def founder(ref: str = "zhuoma", name: str = ZHUOMA) -> Founder:
    """Who is to be in charge, under their own key."""
    return Founder(ref=ref, name=Personal[str].of(ref, name), document=_document(ref))


def person(ref: str = "zhuoma", name: str = ZHUOMA) -> PersonInCharge:
    """Who is in charge of what stands; the document under their own key."""
    return PersonInCharge(ref=ref, name=named(name), document=_document(ref))


def given(ref: str = "zhuoma", **more: object) -> PersonGiven:
    """The same, fit to be in charge unless it is said otherwise."""
    return PersonGiven.model_validate({"person": person(ref), **FIT, **more})


NAME = "邦金梅朵文化艺术团"
HOME = Place(address="国际村社区文化活动室", shared=True)


def founding(name_zh: str = NAME, members: int = 12, residents: int = 12, **more: object) -> Founding:
    """What is founded."""
    told = {
        "name_zh": name_zh,
        "category": "CULTURE",
        "purpose": "民族歌舞排练和演出",
        "area": Area.COMMUNITY,
        "members": Members(individuals=members, residents=residents),
        "money": yuan(0),
        "place": HOME,
        "full_time_staff": 0,
    }
    return Founding.model_validate({**told, **more})


def draft(of: Founding | None = None, **more: object) -> DraftAssociation:
    """A filing with 国际村 unless it is said otherwise."""
    told = {
        "association_id": AssociationId("a-1"),
        "track": Track.FILED,
        "form": None,
        "community_id": "gjc",
        "filed_id": None,
        "supervisor_id": None,
        "religious_body": False,
        "founding": of or founding(),
    }
    return DraftAssociation.model_validate({**told, **more})


def drafted(of: Founding | None = None, **more: object) -> AssociationDrafted:
    """The same as it is recorded."""
    told = {
        "track": Track.FILED,
        "community_id": "gjc",
        "lineage_id": "a-1",
        "founding": of or founding(),
        "name_warnings": (NameWarning.PREFIX_MISSING,),
    }
    return AssociationDrafted.model_validate({**told, **more})


ALL_PAPERS = PAPERS[Track.FILED]


def submit(papers: tuple[Paper, ...] = ALL_PAPERS, ref: str = "zhuoma", **of_founder: object) -> SubmitAssociation:
    """Hand in; the founder is fit to be in charge unless it is said otherwise."""
    fit = FounderGiven.model_validate({"founder": founder(ref), **FIT, **of_founder})
    return SubmitAssociation(given=fit, papers=papers)


def submitted(papers: tuple[Paper, ...] = ALL_PAPERS) -> SubmittedV2:
    """Handed in on Thursday 2015-10-08; the 10th is a Saturday that is worked."""
    return SubmittedV2(
        founder=founder(),
        papers=papers,
        applied_on=date(2015, 10, 8),
        decision_due_on=date(2015, 10, 21),
        promised_due_on=date(2015, 10, 14),
    )


answered = NameWarningAnswered(warning=NameWarning.PREFIX_MISSING, answer="沿用成立以来的名称")
EXAMINED = (drafted(), submitted(), answered)
TWO_MISSING, LEFT = ALL_PAPERS[:4], ALL_PAPERS[4:]
asked = CorrectionAsked(papers=LEFT)
corrected = CorrectionSubmitted(papers=LEFT, decision_due_on=date(2015, 10, 26), promised_due_on=date(2015, 10, 19))
posted = NoticePosted(
    until_on=date(2015, 10, 19), decision_due_on=date(2015, 10, 21), promised_due_on=date(2015, 10, 14)
)
filed = Filed(
    number="城东社备〔2015〕GJC-0001",
    community_id="gjc",
    lineage_id="a-1",
    name_zh=NAME,
    filed_on=date(2015, 10, 20),
    valid_until_on=date(2018, 10, 20),
    in_charge=named(),
)
file = FileAssociation(in_charge=named())
ON_FILE = (drafted(), submitted(), answered, posted, filed)

warning = Sanctioned(
    sanction_id="s-1",
    kind=SanctionKind.WARNING,
    imposed_on=date(2016, 5, 31),
    offence="未按章程活动",
    track=Track.FILED,
    community_id="gjc",
    lineage_id="a-1",
)

REPORT = YearReport(summary="排练二十次，演出三场", members=14, income=yuan(800), spending=yuan(760))

# --- registration -----------------------------------------------------------

PNE, GROUP = Form.PRIVATE_NON_ENTERPRISE, Form.SOCIAL_GROUP
FIXED = Place(address="国际村路 8 号", shared=False)
STATION = founding("城东区示例邻里互助站", members=8, residents=4, money=yuan(50_000), place=FIXED, full_time_staff=2)
CLUB = founding("城东区示例棋会", members=20, residents=15, money=yuan(30_000), place=FIXED, full_time_staff=1)


def registering(of: Founding = STATION, form: Form = PNE, **more: object) -> AssociationDrafted:
    """The draft of a registration, as it is recorded."""
    told: dict[str, object] = {"track": Track.REGISTERED, "form": form, "name_warnings": ()}
    return drafted(of, **{**told, **more})


def applied(on: date, due_on: date | None = None, promised_on: date | None = None) -> SubmittedV2:
    """Handed in to the registry; with limits, it is the preparation of a social group."""
    papers = PAPERS[Track.REGISTERED]
    return SubmittedV2(
        founder=founder(), papers=papers, applied_on=on, decision_due_on=due_on, promised_due_on=promised_on
    )


consented = SupervisorConsented(supervisor_id="centre-gjc", consented_on=date(2015, 10, 30))
accepted = RegistrationAccepted(
    accepted_on=date(2015, 11, 2), decision_due_on=date(2016, 1, 4), promised_due_on=date(2015, 11, 30)
)
charter = CharterApproved(approved_on=date(2015, 12, 1))
registered = Registered(
    form=PNE,
    community_id="gjc",
    lineage_id="a-1",
    name_zh=STATION.name_zh,
    registered_on=date(2016, 1, 4),
    uscc="52630102MJX0000267",
    in_charge=named(),
)
BEFORE_REGISTRY = (registering(), consented, applied(date(2015, 11, 2)), accepted)
ON_REGISTER = (*BEFORE_REGISTRY, charter, registered)
prepared = PreparationApproved(founding_by_on=date(2016, 5, 16))
founded = FoundingMeetingHeld(held_on=date(2016, 3, 1))

RELATED = (
    community("gjc", "国际村")
    | community("dg", "东关")
    | known(COMMUNITY, "nowhere")
    | known(COMMUNITY, "uncoded", CommunityKnown(name_zh="新社区", source_position=9))
    | known(FILING_NUMBERS, series_id("gjc", 2015))
    | known(FILING_NUMBERS, series_id("gjc", 2014))
    | known(ASSOCIATION, "old-1", *ON_FILE)
    | known(ASSOCIATION, "old-2", drafted())
)
