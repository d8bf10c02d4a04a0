"""Application (申请): what one resident asked for, from the receipt at a window until the result is in their hands.

Invariants: everything that is wrong is told once (一次性告知) · acceptance happens once, by a person or by the passing
of the limit (行政许可法 §32) · a result is delivered once, and only after the back office closed the case; one that
takes its place is delivered once too, and none after the decision was revoked · where the window, later the hall, has
a post, only who is on it acts, and each act says whether as its A or B (AB岗).
"""

from __future__ import annotations

from functools import reduce
from typing import assert_never

from services.intake.domain.application_check import deem_accepted
from services.intake.domain.application_commands import (
    AcceptApplication,
    ApplicationCommand,
    CounterCommand,
    DeemAccepted,
    DeliverResult,
    EndApplication,
    HearDecline,
    HoldCorrectedResult,
    HoldResult,
    OneActCommand,
    RecallResult,
    ReceiveApplication,
    ReceiveInEmergency,
    RequestCorrection,
    RevokeResult,
    SubmitCorrection,
    WithdrawApplication,
)
from services.intake.domain.application_corrections import (
    HandInMaterial,
    LapseApplication,
    hand_in,
    lapse,
    request_correction,
    submit_correction,
)
from services.intake.domain.application_duplicates import AnswerDuplicate
from services.intake.domain.application_duplicates_acts import answer_duplicate, unanswered
from services.intake.domain.application_endings import DeclineApplication, TransferApplication, end_at_the_window
from services.intake.domain.application_evolution import evolve
from services.intake.domain.application_household import missing_authorisation
from services.intake.domain.application_instant import decided_at_window
from services.intake.domain.application_mending import (
    ConfirmAnnulment,
    CorrectApplicant,
    CorrectEntry,
    MendingCommand,
    WithdrawAcceptance,
    confirm,
    mend,
)
from services.intake.domain.application_people import PeopleCommand
from services.intake.domain.application_people_acts import about_people, acting_for, signed
from services.intake.domain.application_receipt import receive
from services.intake.domain.application_refusals import (
    ApplicationNotReceived,
    ApplicationUnknown,
    ResultNotHere,
    ResultTakenBack,
)
from services.intake.domain.application_result import after_the_case
from services.intake.domain.application_state import (
    Accepted,
    AnyApplicationEvent,
    Application,
    AwaitingCorrection,
    Delivered,
    Ended,
    Events,
    Kept,
    NotReceived,
    Received,
    ResultHeld,
    Revoked,
    Withdrawn,
    applicant_of,
)
from services.intake.domain.item import ITEM
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_counter
from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationReceived,
    ApplicationWithdrawn,
    ResultDelivered,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.refusals import Refusal

AtCounter = CounterCommand | DeclineApplication | TransferApplication | MendingCommand
AnyApplicationCommand = ApplicationCommand | AtCounter | HandInMaterial | LapseApplication | ConfirmAnnulment

# --- decisions --------------------------------------------------------------


def decide(command: AnyApplicationCommand, application: Application, context: Context) -> Events | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    if isinstance(command, ReceiveApplication):
        return receive(command, application, context)
    if isinstance(command, OneActCommand):
        return _in_one_act(command, application, context)
    if isinstance(application, NotReceived):
        return ApplicationUnknown()
    match command:
        case DeemAccepted():
            return deem_accepted(application, context)
        case LapseApplication():
            return lapse(application, context)
        case HandInMaterial():
            return hand_in(command, application, context)
        case HoldResult() | HoldCorrectedResult() | RecallResult() | RevokeResult() | EndApplication() | HearDecline():
            return after_the_case(command, application)
        case ConfirmAnnulment():
            return confirm(command, application)
        case _:
            return _by_people(command, application, context)


def _by_people(command: AtCounter, application: Kept, context: Context) -> Events | Refusal:
    on = _by_whom(application, context)
    if isinstance(on, NotOnWindowPost):
        return on
    agent = acting_for(command, application.facts.people, context)
    if isinstance(agent, Refusal):
        return agent
    return signed(_at_counter(command, application, on, context), agent)


def _at_counter(command: AtCounter, application: Kept, on: OnPost, context: Context) -> Events | Refusal:
    if isinstance(command, PeopleCommand):
        return about_people(command, application, on, context)
    match command:
        case RequestCorrection():
            return request_correction(command, application, on, context)
        case SubmitCorrection():
            return submit_correction(command, application, on, context)
        case DeclineApplication() | TransferApplication():
            return end_at_the_window(command, application, on, context)
        case WithdrawAcceptance() | CorrectEntry() | CorrectApplicant():
            return mend(command, application, on, context)
        case AcceptApplication():
            return _accept(application, on, context)
        case WithdrawApplication():
            return _withdraw(command, application, on)
        case DeliverResult():
            return _deliver(command, application, on, context)
        case AnswerDuplicate():
            return answer_duplicate(command, application, on, context)
        case _:
            assert_never(command)


def _by_whom(application: Kept, context: Context) -> OnPost | NotOnWindowPost:
    """The applicants themselves act on no post; everybody else for the hall."""
    if context.actor == applicant_of(application):
        return OnPost()
    return at_counter(application.facts.hall_id, context)


def _in_one_act(command: OneActCommand, application: Application, context: Context) -> Events | Refusal:
    """Receipt and acceptance together, on one post, and what is decided with them."""
    urgent = isinstance(command, ReceiveInEmergency)
    facts = receive(command.receipt, application, context, urgent=urgent)
    if isinstance(facts, Refusal) or not facts:
        return facts
    on = next(OnPost(fact.post_id, fact.acted_as) for fact in facts if isinstance(fact, ApplicationReceived))
    received = reduce(evolve, facts, application)
    # Help comes first: whether somebody else asked for it too is answered afterwards.
    accepted = _accepted(received, on, context) if urgent else _accept(received, on, context)
    if isinstance(accepted, Refusal):
        return accepted
    facts = [*facts, *accepted]
    taken = reduce(evolve, facts, application)
    if isinstance(command, ReceiveInEmergency) or not isinstance(taken, Accepted):
        return facts
    decided = decided_at_window(command, taken, on, context)
    return decided if isinstance(decided, Refusal) else [*facts, decided]


def _accept(application: Application, on: OnPost, context: Context) -> Events | Refusal:
    if isinstance(application, Received):
        facts = application.facts
        if hindrance := unanswered(facts.duplicates) or missing_authorisation(facts.people, context):
            return hindrance
    return _accepted(application, on, context)


def _accepted(application: Application, on: OnPost, context: Context) -> Events | Refusal:
    match application:
        case Received():
            facts = application.facts
            # After a correction the day on which everything was in is the day of acceptance.
            accepted_on = application.received_on if application.corrected else context.today
            version = context.look(ITEM, facts.item_code).on(accepted_on)
            return [
                ApplicationAccepted(
                    subject=facts.subject,
                    centre_id=facts.centre_id,
                    item_code=facts.item_code,
                    item_version=version.version if version else facts.item_version,
                    accepted_on=accepted_on,
                    post_id=on.post_id,
                    acted_as=on.acted_as,
                )
            ]
        case Accepted() | ResultHeld() | Delivered() | Ended() | Revoked():
            return []
        case _:
            return ApplicationNotReceived()


def _withdraw(command: WithdrawApplication, application: Kept, on: OnPost) -> Events | Refusal:
    match application:
        case Received() | AwaitingCorrection() | Accepted(at_window=None):
            return [ApplicationWithdrawn(reason=command.reason, post_id=on.post_id, acted_as=on.acted_as)]
        case Withdrawn():
            return []
        case _:
            return ApplicationNotReceived()


def _deliver(command: DeliverResult, application: Kept, on: OnPost, context: Context) -> Events | Refusal:
    match application:
        case ResultHeld():
            return [
                ResultDelivered(mode=command.mode, delivered_on=context.today, post_id=on.post_id, acted_as=on.acted_as)
            ]
        case Delivered():
            return []
        case Revoked():
            return ResultTakenBack()
        case _:
            return ResultNotHere()


APPLICATION: Decider[Application, AnyApplicationCommand, AnyApplicationEvent] = Decider(
    "application", NotReceived(), evolve, decide, AnyApplicationEvent
)
