"""What the tables of intake are made of: the shipped policy, calendar and catalogue, one hall with its windows, and
what is asked and recorded of one application there."""

import json
from datetime import date

from deploy.seeding import catalogue, load
from services.intake.domain.application_commands import (
    DeliverResult,
    EndApplication,
    HoldCorrectedResult,
    HoldResult,
    RecallResult,
    ReceiveApplication,
    RequestCorrection,
    RevokeResult,
    SubmitCorrection,
    WithdrawApplication,
)
from services.intake.domain.claim import CLAIMS
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM, Entry
from services.intake.domain.types import ApplicationId, HallId, ItemCode, WindowId
from services.intake.domain.voucher import VOUCHERS, series_id
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.case_aftermath import TerminationCauseV2
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.application import (
    Applicant,
    ApplicationAccepted,
    ApplicationEnded,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    Defect,
    DeliveryMode,
    EndingCause,
    ResultDelivered,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.hall import HallOpened, WindowOpened, WindowPaused
from shared.contracts.intake.item import (
    ItemEvent,
    ItemOpened,
    ItemPublished,
    ItemRevised,
    ItemSuspended,
    ItemSuspensionReason,
    ItemVersion,
)
from shared.contracts.intake.service_guide import ServiceGuide
from shared.contracts.intake.window_post import WindowPostKnown
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.limits import Limit
from shared.kernel.personal import Personal
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.working_days import Calendar, CalendarYear
from shared.testing.decider import context, known

POLICY = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml"))
CALENDAR = Calendar.of(CalendarYear.model_validate_json(json.dumps(year)) for year in load("calendar.yaml"))

CATALOGUE = {
    shipped["code"]: tuple(Entry.model_validate_json(json.dumps(entry)) for entry in shipped["versions"])
    for shipped in catalogue()
}
"""What is shipped, by code: the versions by number, each with its guide."""


def at(instant: str, clerk: str = "clerk-1") -> Context:
    """A clerk at this instant, local time."""
    return context(f"{instant}+08:00", Actor(ActorId(clerk), Role.CLERK), POLICY, CALENDAR)


def item_version(code: str, **changes: object) -> ItemVersion:
    """The first shipped version of an item, with changes."""
    return CATALOGUE[code][0].item.model_copy(update=changes)


def guide(code: str, version: int = 1) -> ServiceGuide:
    """What is shipped as the guide of a version."""
    said = next(entry.guide for entry in CATALOGUE[code] if entry.item.version == version)
    assert said is not None
    return said


def offered(code: str) -> tuple[ItemEvent, ...]:
    """What was recorded of an item that windows receive, as a demonstration begins with it."""
    said = guide(code)
    return (
        ItemPublished(item=item_version(code)),
        ItemRevised(item_version=1, guide=said),
        ItemOpened(item_version=1, to_be_confirmed=said.to_be_confirmed),
    )


def days(n: int, body: str = "CENTRE") -> Limit:
    """A limit of working days on the clock of a body."""
    return Limit.model_validate_json(
        json.dumps({"stages": [{"name": "审查", "body": body, "n": n, "unit": "WORKING_DAY"}]})
    )


OPENED = HallOpened(centre_id="centre-qzx", code="QZX", name_zh="清真巷社区服务大厅", name_en="Qingzhenxiang Hall")
W1 = WindowOpened(window_id="W1", number=1)
W2 = WindowOpened(window_id="W2", number=2)
W3 = WindowOpened(window_id="W3", number=3)
W2_PAUSED = WindowPaused(window_id="W2", reason="午休")

APPLICANT = Personal[Applicant].of(
    "subject-ma", Applicant(name="示例·马奶奶", id_kind="citizen-id", id_number="630102194503120017")
)
RELATED = (
    known(HALL, "hall-qzx", OPENED, W1, W2)
    | known(ITEM, "CD-MZ-005", *offered("CD-MZ-005"))
    | known(ITEM, "CD-JY-005", ItemPublished(item=item_version("CD-JY-005")))
    | known(ITEM, "CD-JY-007", *offered("CD-JY-007"), ItemSuspended(reason=ItemSuspensionReason.NO_STAFF))
    | known(ITEM, "CD-MZ-999")
    | known(HALL, "hall-none")
    | known(VOUCHERS, series_id("hall-qzx", 2014))
    | known(VOUCHERS, series_id("hall-none", 2014))
    | known(WINDOW_POSTS, DISTRICT)
    | known(CLAIMS, f"CD-MZ-005-{APPLICANT.subject}")
    | known(CLAIMS, "CD-MZ-005-subject-han")
)
"""No window's post is known; CD-MZ-005 is open, CD-JY-005 is not, CD-JY-007 is suspended; nobody asked before."""

RECEIVED = ApplicationReceived(
    hall_id="hall-qzx",
    window_id="W2",
    centre_id="centre-qzx",
    item_code="CD-MZ-005",
    item_version=1,
    voucher_number="QZX-2014-000001",
    applicant=APPLICANT,
    materials=("身份证",),
    received_on=date(2014, 9, 24),
)
SUBJECT = APPLICANT.subject


def defect(material: str, reason: str) -> Defect:
    """A paper that is missing or wrong, with what the applicant is told of it."""
    return Defect(material=material, reason=Personal[str].of(SUBJECT, reason))


REGISTER = defect("户口簿", "缺本人页")
BANK_CARD = defect("银行卡", "未提供")


def receive(hall_id: str = "hall-qzx", window_id: str = "W2", item_code: str = "CD-MZ-005") -> ReceiveApplication:
    """What `RECEIVED` records, or as much elsewhere."""
    return ReceiveApplication(
        application_id=ApplicationId("a-1"),
        hall_id=HallId(hall_id),
        window_id=WindowId(window_id),
        item_code=ItemCode(item_code),
        applicant=APPLICANT,
        materials=("身份证",),
    )


def accepted(on: date) -> ApplicationAccepted:
    """Accepted on this day."""
    return ApplicationAccepted(
        subject=SUBJECT, centre_id="centre-qzx", item_code="CD-MZ-005", item_version=1, accepted_on=on
    )


def window_post(
    on_post: str | None,
    acting_as: ActedAs | None,
    position: int = 41,
    window_id: str = "W2",
    hall_id: str = "hall-qzx",
) -> WindowPostKnown:
    """The post of a window, with who is on it; A and B are clerk-1 and clerk-2."""
    return WindowPostKnown(
        post_id=f"post-{window_id}",
        hall_id=hall_id,
        window_id=window_id,
        holder="clerk-1",
        substitute="clerk-2",
        on_post=on_post,
        acting_as=acting_as,
        source_position=position,
    )


ask_both = RequestCorrection(defects=(REGISTER, BANK_CARD))
asked_both = CorrectionRequested(defects=(REGISTER, BANK_CARD), due_on=date(2014, 10, 14))
hand_in = SubmitCorrection(materials=("户口簿", "银行卡"))
all_in = CorrectionSubmitted(materials=("户口簿", "银行卡"), received_on=date(2014, 9, 26))
hold = HoldResult(case_id="case-1", outcome=Outcome.GRANT, source_position=57)
held = ResultReceived(case_id="case-1", outcome=Outcome.GRANT, source_position=57)
deliver = DeliverResult(mode=DeliveryMode.WINDOW)
delivered = ResultDelivered(mode=DeliveryMode.WINDOW, delivered_on=date(2014, 9, 26))
withdraw = WithdrawApplication(reason=Personal[str].of(SUBJECT, "不再需要"))
withdrawn = ApplicationWithdrawn(reason=Personal[str].of(SUBJECT, "不再需要"))


def hold_again(outcome: Outcome = Outcome.REFUSE, position: int = 90) -> HoldResult:
    """The case was decided again and closed again."""
    return HoldResult(case_id="case-1", outcome=outcome, source_position=position)


def hold_corrected(outcome: Outcome | None = Outcome.REFUSE, position: int = 90) -> HoldCorrectedResult:
    """An authority above decided otherwise; without an outcome, of the amount alone."""
    return HoldCorrectedResult(case_id="case-1", outcome=outcome, source_position=position)


def held_anew(outcome: Outcome = Outcome.REFUSE, position: int = 90) -> ResultReceived:
    """The new result is at the counter."""
    return ResultReceived(case_id="case-1", outcome=outcome, source_position=position)


def end(cause: TerminationCauseV2 = TerminationCauseV2.DIED) -> EndApplication:
    """The back office ended the case."""
    return EndApplication(case_id="case-1", cause=cause, source_position=57)


def ended(cause: EndingCause = EndingCause.DIED) -> ApplicationEnded:
    """Its application has ended."""
    return ApplicationEnded(case_id="case-1", cause=cause, source_position=57)


recall = RecallResult(case_id="case-1", source_position=85)
recalled = ResultRecalled(case_id="case-1", source_position=85)
revoke = RevokeResult(case_id="case-1", source_position=95)
revoked = ResultRevoked(case_id="case-1", source_position=95)
