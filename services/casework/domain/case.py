"""Case (办件): the authority's work on one accepted application, from its opening to its closure.

Invariants: who examines a case never approves it, in whatever round and on whichever post, but for what item and
delegation let one person decide · who decides has the power, and the decision its proof · what the approver sees
otherwise is returned and not decided · a refusal states reasons and remedies · due dates are told under the item
version of the acceptance, and what was told is not shortened.
"""

from __future__ import annotations

from collections.abc import Mapping

from services.casework.domain import (
    case_aftermath_acts,
    case_assignment_acts,
    case_body_acts,
    case_clock_acts,
    case_decision,
    case_inquiry_acts,
    case_inquiry_answers,
    case_instant,
    case_list,
    case_mending,
    case_notice_acts,
    case_publication_acts,
    case_recheck_acts,
    case_supervision_acts,
)
from services.casework.domain.case_body_acts import RecordStageBreach
from services.casework.domain.case_clock_acts import ClockTurn
from services.casework.domain.case_clocks import first_told
from services.casework.domain.case_commands import BodyAct, DecideAtWindow, OpenCase, TerminateCase, Work
from services.casework.domain.case_filing import DecideAsFiled, as_filed, as_filed_before
from services.casework.domain.case_instant import as_at_window
from services.casework.domain.case_mending import AnnulCase, CorrectSubject, MendCase
from services.casework.domain.case_notice_acts import EndNotice
from services.casework.domain.case_recheck_acts import MissRecheck
from services.casework.domain.case_refusals import CaseNotOpen, CaseUnknown
from services.casework.domain.case_state import (
    Annulled,
    AnyCaseEvent,
    Case,
    NotOpened,
    OfBody,
    OnPostAct,
    Open,
    Opened,
    Turn,
    evolve,
)
from services.casework.domain.case_supervision_acts import IssueNotices
from services.casework.domain.item import ITEM
from services.casework.domain.rules import Errand, acting_as
from services.casework.domain.types import OnPost
from shared.contracts.casework.case import CaseOpened, CaseTerminated
from shared.contracts.casework.case_clocks import Clock
from shared.kernel.decider import Context, Decider
from shared.kernel.messages import Command
from shared.kernel.refusals import CorruptStream, Refusal

CaseTurn = ClockTurn | EndNotice | IssueNotices | RecordStageBreach | MissRecheck
CaseCommand = OpenCase | TerminateCase | MendCase | DecideAtWindow | DecideAsFiled | Work | BodyAct | CaseTurn

ON_POSTS: Mapping[type[Work], OnPostAct] = {
    **case_decision.ACTS,
    **case_instant.ACTS,
    **case_publication_acts.ACTS,
    **case_recheck_acts.ACTS,
    **case_body_acts.ACTS,
    **case_clock_acts.ACTS,
    **case_inquiry_acts.ACTS,
    **case_aftermath_acts.ACTS,
    **case_notice_acts.ACTS,
    **case_assignment_acts.ACTS,
    **case_list.ACTS,
}
"""What people do on posts."""

BY_BODIES: Mapping[type[BodyAct], OfBody] = {
    **case_inquiry_answers.BY_BODIES,
    **case_body_acts.BY_BODIES,
    **case_aftermath_acts.BY_BODIES,
    **case_assignment_acts.BY_BODIES,
}
"""What other bodies do, each in its own name."""

TURNS: Mapping[type[Command], Turn] = {
    **case_clock_acts.TURNS,
    **case_body_acts.TURNS,
    **case_notice_acts.TURNS,
    **case_supervision_acts.TURNS,
}
"""What timers do."""

LATER: Mapping[type[Command], Turn] = {**case_recheck_acts.LATER}
"""What timers do also with a case that has ended."""


def decide(command: CaseCommand, case: Case, context: Context) -> list[AnyCaseEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect.

    Every decision is given the item; people's acts are given the post and the actor's staff state too.
    """
    if isinstance(command, OpenCase):
        return _open(command, case, context)
    if isinstance(command, TerminateCase):
        # Withdrawn before acceptance there is no case; after the closure it is too late to stop anything.
        return [CaseTerminated(cause=command.cause)] if isinstance(case, Open) else []
    if isinstance(command, AnnulCase | CorrectSubject):
        return case_mending.mended(command, case)
    if isinstance(command, DecideAtWindow):
        return as_at_window(command, case, context)
    if isinstance(command, DecideAsFiled):
        return as_filed(command, case, context)
    if isinstance(command, Work):
        return CaseUnknown() if isinstance(case, NotOpened) else _work(command, case, context)
    if isinstance(command, BodyAct):
        return CaseUnknown() if isinstance(case, NotOpened) else BY_BODIES[type(command)](command, case, context)
    if (later := LATER.get(type(command))) is not None:
        return [] if isinstance(case, NotOpened) else later(command, case, context)
    return TURNS[type(command)](command, case, context) if isinstance(case, Open) else []


def _open(command: OpenCase, case: Case, context: Context) -> list[AnyCaseEvent] | Refusal:
    if not isinstance(case, NotOpened | Annulled):
        return []
    opened = _opened(command, case, context)
    if isinstance(case, Annulled) or case.filed is None:
        return [opened]
    return as_filed_before(case.filed, command.filed_on, opened, context)


def _opened(command: OpenCase, case: NotOpened | Annulled, context: Context) -> CaseOpened:
    item = context.look(ITEM, command.item_code).versions.get(command.item_version)
    if item is None:
        # Intake publishes a version before it accepts under it. Parked, and not refused: the case must not get lost.
        raise CorruptStream(f"{command.item_code} has no version {command.item_version} here")
    due = first_told(command.started_at, item, context)
    told = {clock: each for clock, each in ((Clock.PROMISED, due.promised), (Clock.STATUTORY, due.statutory)) if each}
    provisional = tuple(clock for clock, each in told.items() if each.provisional)
    return CaseOpened(
        subject=command.subject,
        application_id=command.application_id,
        centre_id=command.centre_id,
        item_code=command.item_code,
        item_version=command.item_version,
        accepted_on=command.accepted_on,
        deemed=command.deemed,
        promised_due_on=due.promised.on if due.promised else None,
        promised_due_at=due.promised.at if due.promised else None,
        statutory_due_on=due.statutory.on if due.statutory else None,
        statutory_due_at=due.statutory.at if due.statutory else None,
        provisional=bool(provisional),
        calendar_version=context.calendar.version,
        started_at=command.started_at,
        provisional_clocks=provisional if 0 < len(provisional) < len(told) else None,
        anew=isinstance(case, Annulled) or None,
    )


def _work(command: Work, case: Opened, context: Context) -> list[AnyCaseEvent] | Refusal:
    act = ON_POSTS[type(command)]
    errand = Errand(act.kind, act.whose(case), case.file.opened.item_code)
    part = acting_as(command.post_id, errand, context)
    if isinstance(part, Refusal):
        return part
    if not isinstance(case, act.phases):
        return CaseNotOpen()
    return act.decide(command, case, OnPost(command.post_id, part, context.actor.id), context)


CASE = Decider[Case, CaseCommand, AnyCaseEvent]("case", NotOpened(), evolve, decide, AnyCaseEvent)
