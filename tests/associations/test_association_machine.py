"""Whatever is asked of an association, in whatever order and however late: its record never contradicts itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_care_commands import (
    ConcludeInspection,
    FindInactive,
    MissReports,
    NoteActivity,
    SubmitAnnualReport,
)
from services.associations.domain.association_commands import (
    AcceptRegistration,
    AnswerNameWarning,
    ApproveCharter,
    ApprovePreparation,
    AskCorrection,
    AssociationCommand,
    CancelFiling,
    ConvertFiling,
    Deregister,
    EndSuspension,
    ExpireFiling,
    FileAssociation,
    FinishLiquidation,
    HoldFoundingMeeting,
    LapsePreparation,
    MissDeregistration,
    MissLimit,
    PostNotice,
    RefuseFiling,
    RefuseRegistration,
    RegisterAssociation,
    RenewFiling,
    RevokeRegistration,
    Sanction,
    StartLiquidation,
    SubmitCorrection,
    TakeApplicationBack,
)
from services.associations.domain.association_consent_commands import ConsentToAct, ConsentToRegistration
from services.associations.domain.association_founding import PAPERS
from services.associations.domain.association_limits import next_miss
from services.associations.domain.association_objection_commands import AnswerFilingObjection, ObjectToFiling
from services.associations.domain.association_state import Association, NotDrafted, OnFile, OnRegister, Over, WindingUp
from services.associations.domain.filing_numbers import FILING_NUMBERS, series_id
from services.associations.domain.types import AssociationId
from shared.contracts.associations.association import (
    AssociationEvent,
    CorrectionAsked,
    CorrectionSubmitted,
    DecisionLimitMissed,
    NameWarning,
    SubmittedV2,
)
from shared.contracts.associations.association_care import (
    Addressee,
    AnnualReportMissed,
    AnnualReportSubmitted,
    InspectionConcluded,
    Outcome,
)
from shared.contracts.associations.association_ending import (
    DeregistrationMissed,
    LiquidationFinished,
    RevocationCause,
    SanctionKind,
)
from shared.contracts.associations.association_filing import (
    Filed,
    FilingCancelCause,
    FilingRefusalGround,
)
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.association_objection import (
    FilingObjected,
    FilingObjectionAnswerMissed,
    FilingObjectionGround,
    FilingObjectionOutcome,
)
from shared.contracts.associations.association_registration import (
    ConsentedAct,
    Registered,
    RegistrationAccepted,
    RegistrationRefusalGround,
)
from shared.kernel.actors import TIMER, Role
from shared.kernel.instants import SHANGHAI
from shared.kernel.refusals import Refusal
from shared.testing.decider import context, known
from tests.associations.samples import (
    CALENDAR,
    CLUB,
    GROUP,
    PNE,
    POLICY,
    RELATED,
    REPORT,
    STATION,
    at,
    draft,
    file,
    named,
    submit,
)

PLACE = FilingObjectionGround.PLACE
FIRST = datetime(2015, 10, 8, 9, tzinfo=SHANGHAI)
BY = {
    Role.CLERK: (SubmitCorrection, CancelFiling, HoldFoundingMeeting, StartLiquidation, FinishLiquidation),
    Role.CENTRE_DIRECTOR: (
        *(ConsentToAct, ConsentToRegistration, PostNotice, FileAssociation, RefuseFiling, RenewFiling),
        *(AskCorrection, AnswerNameWarning, Sanction, EndSuspension, AnswerFilingObjection),
    ),
    Role.REGISTRAR: (
        *(ApprovePreparation, AcceptRegistration, ApproveCharter, RegisterAssociation, RefuseRegistration),
        *(
            Deregister,
            RevokeRegistration,
            ConcludeInspection,
            AskCorrection,
            AnswerNameWarning,
            Sanction,
            EndSuspension,
        ),
    ),
}
BY_ITSELF = (
    *(MissLimit, ExpireFiling, LapsePreparation, MissDeregistration),
    *(MissReports, FindInactive, NoteActivity),
)
DRAFTS = (
    draft(),
    draft(STATION, track=Track.REGISTERED, form=PNE),
    draft(CLUB, track=Track.REGISTERED, form=GROUP),
)


def commands(today: date) -> tuple[AssociationCommand, ...]:
    """One of each, told on a day."""
    own, registry = PAPERS[Track.FILED], PAPERS[Track.REGISTERED]
    offence = "示例"
    return (
        *(submit(own), submit(registry), submit(own[:4])),
        *(AskCorrection(papers=own[4:]), AskCorrection(papers=registry), SubmitCorrection(papers=own[4:])),
        AnswerNameWarning(warning=NameWarning.PREFIX_MISSING, answer="沿用"),
        *(MissLimit(), PostNotice(), file, ExpireFiling(), EndSuspension(lifted=False)),
        RefuseFiling(grounds=(FilingRefusalGround.FOR_PROFIT,), statement=offence),
        *(ObjectToFiling(objection_id=each, ground=PLACE, household=each) for each in ("h-1", "h-2")),
        AnswerFilingObjection(objection_id="h-1", outcome=FilingObjectionOutcome.DISMISSED, statement=offence),
        AnswerFilingObjection(objection_id="h-2", outcome=FilingObjectionOutcome.UPHELD, statement=offence),
        RenewFiling(from_on=date(2018, 10, 20)),
        CancelFiling(cause=FilingCancelCause.OWN_WISH, ended_on=today, assets_to="示例"),
        CancelFiling(cause=FilingCancelCause.INACTIVE, ended_on=today),
        ConvertFiling(registered_id=AssociationId("a-2")),
        *(ConsentToRegistration(), ApprovePreparation(), AcceptRegistration(), ApproveCharter(approved_on=today)),
        *(ConsentToAct(act=each) for each in ConsentedAct),
        HoldFoundingMeeting(held_on=today),
        RegisterAssociation(uscc="52630102MJX0000267", in_charge=named()),
        RefuseRegistration(grounds=(RegistrationRefusalGround.FRAUD,), statement=offence),
        Sanction(sanction_id="s-1", kind=SanctionKind.WARNING, imposed_on=today, offence=offence),
        Sanction(sanction_id="s-2", kind=SanctionKind.SUSPENSION, imposed_on=today, until_on=today, offence=offence),
        *(StartLiquidation(consented_on=today), FinishLiquidation(liquidated_on=today, assets_to="示例")),
        *(Deregister(liquidated_on=today), EndSuspension(lifted=True), MissDeregistration()),
        RevokeRegistration(cause=RevocationCause.FRAUD, offence=offence),
        *(TakeApplicationBack(), LapsePreparation(), MissReports(), FindInactive(), NoteActivity(held_on=today)),
        *(SubmitAnnualReport(year=today.year - 1, to=to, report=REPORT) for to in Addressee),
        ConcludeInspection(year=today.year - 1, outcome=Outcome.PASS, statement=offence),
    )


def decided(command: AssociationCommand, state: Association, now: datetime) -> list[AssociationEvent] | Refusal:
    """By whoever may do that, under the numbers of the year."""
    role = next((role for role, theirs in BY.items() if isinstance(command, theirs)), Role.CLERK)
    if isinstance(command, AskCorrection | AnswerNameWarning | Sanction) and not isinstance(state, NotDrafted):
        role = Role.REGISTRAR if state.file.track is Track.REGISTERED else Role.CENTRE_DIRECTOR
    whose = at("2015-10-08T09:00", role).actor
    if isinstance(command, BY_ITSELF):
        whose = TIMER
    numbers = known(FILING_NUMBERS, series_id("gjc", now.year))
    asked = context(policy=POLICY, calendar=CALENDAR)
    return ASSOCIATION.decide(command, state, replace(asked, actor=whose, now=now, related=RELATED | numbers))


def next_act(which: int, state: Association, now: datetime) -> tuple[AssociationCommand, list[AssociationEvent]]:
    """The first act from `which` on that is not refused and has something to record."""
    possible = DRAFTS if isinstance(state, NotDrafted) else commands(now.date())
    which %= len(possible)
    for command in (*possible[which:], *possible[:which]):
        events = decided(command, state, now)
        if not isinstance(events, Refusal) and events:
            return command, events
    return MissLimit(), []


STEPS = st.lists(st.tuples(st.integers(0, len(commands(FIRST.date())) - 1), st.integers(0, 40)), max_size=25)


@given(STEPS)
def test_its_record_never_contradicts_itself(steps):
    state: Association = ASSOCIATION.initial
    now, record = FIRST, list[AssociationEvent]()
    for which, days in steps:
        now += timedelta(days=days)
        _, events = next_act(which, state, now)
        after = ASSOCIATION.fold(events, state)
        assert not isinstance(state, Over) or after == state, "what has ended never stands again"
        state = after
        record += events
    counted = Counter(type(event) for event in record)
    assert counted[Filed] + counted[Registered] <= 1, "it is of one track"
    assert (counted[Filed] + counted[Registered] == 1) or not isinstance(state, OnFile | OnRegister | WindingUp)
    begun = counted[SubmittedV2] + counted[CorrectionSubmitted] + counted[RegistrationAccepted]
    assert counted[DecisionLimitMissed] <= 2 * begun, "no limit passes twice"
    for of in (AnnualReportSubmitted, AnnualReportMissed, InspectionConcluded):
        said = [(event.year, getattr(event, "to", None)) for event in record if isinstance(event, of)]
        assert len(said) == len({*said}), "nothing is said twice of a year"
    assert counted[DeregistrationMissed] <= counted[LiquidationFinished] <= 1, "a liquidation ends once"
    late = [event.objection_id for event in record if isinstance(event, FilingObjectionAnswerMissed)]
    assert len(late) == len({*late}), "no answer is said to be late twice"
    upheld = not isinstance(state, NotDrafted) and state.file.objections.upheld
    waits = not isinstance(state, NotDrafted) and state.file.objections.open
    assert not counted[Filed] or not (upheld or waits), "nothing is filed against an objection"
    assert counted[FilingObjected] <= 2, "a household objects once"
    assert counted[CorrectionAsked] <= counted[SubmittedV2], "what is missing is told once for each application"


@given(STEPS)
def test_whoever_decides_late_says_so(steps):
    """After any decision nothing that had passed before it is still unsaid."""
    state: Association = ASSOCIATION.initial
    now = FIRST
    for which, days in steps:
        now += timedelta(days=days)
        command, events = next_act(which, state, now)
        state = ASSOCIATION.fold(events, state)
        if isinstance(command, PostNotice | MissLimit):
            waits = next_miss(state)
            assert waits is None or waits > now
