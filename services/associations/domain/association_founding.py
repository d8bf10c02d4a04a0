"""What founders hand in and what they are told of it: draft, papers, the one correction, warnings of the name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from services.associations.domain.association_acting import Act, Events, not_by_authority, not_of_centre, not_of_officer
from services.associations.domain.association_commands import (
    AnswerNameWarning,
    AskCorrection,
    DraftAssociation,
    MissLimit,
    SubmitAssociation,
    SubmitCorrection,
    TakeApplicationBack,
)
from services.associations.domain.association_conditions import Founders, forbidden_name, not_met, warnings_of
from services.associations.domain.association_file import File
from services.associations.domain.association_limits import missed, of_submission
from services.associations.domain.association_refusals import (
    CategoryUnknown,
    ConditionsNotMet,
    CorrectedBefore,
    CorrectionIncomplete,
    FormOfAnotherTrack,
    NameWarningOpen,
    NoSuchWarning,
    NotOnFile,
    PaperOfAnotherTrack,
    PapersMissing,
    at_another_stage,
)
from services.associations.domain.association_state import (
    Applying,
    Association,
    InDraft,
    InPreparation,
    Known,
    NotDrafted,
    OnFile,
    Over,
    UnderCorrection,
    UnderExamination,
)
from services.associations.domain.community import COMMUNITY, CommunityWithoutCentre
from services.associations.domain.window_filing import WINDOW_FILING, Linked, WindowFilingWaits
from shared.contracts.associations.association import (
    ApplicationTakenBack,
    AssociationDrafted,
    CorrectionAsked,
    CorrectionSubmitted,
    NameWarningAnswered,
    Paper,
    SubmittedV2,
)
from shared.contracts.associations.association_founding import Track
from shared.kernel.decider import Context
from shared.kernel.messages import Command
from shared.kernel.refusals import Conflict, Refusal

CATEGORIES = "association.categories"
MAX_CORRECTIONS = "file.max_corrections"
PAPERS = {Track.FILED: tuple(Paper)[:6], Track.REGISTERED: tuple(Paper)[6:]}
"""What each track asks for."""


@dataclass(frozen=True, slots=True)
class SupervisorHasNotConsented(Conflict):
    """Nobody applies to the registry before the business supervisor has consented."""

    slug: ClassVar[str] = "supervisor-has-not-consented"
    zh: ClassVar[str] = "业务主管单位尚未同意"
    en: ClassVar[str] = "The business supervisor has not consented"


@dataclass(frozen=True, slots=True)
class LimitNotMissed(Conflict):
    """There is still time to decide, or nothing is due."""

    slug: ClassVar[str] = "decision-limit-not-missed"
    zh: ClassVar[str] = "办理期限尚未届满"
    en: ClassVar[str] = "No limit has passed"


# --- drafting ---------------------------------------------------------------


def draft(
    command: DraftAssociation, association: Association, filed: Association | None, context: Context
) -> Events | Refusal:
    """Write it down; the community was given, that of an earlier draft, and what was `filed` before.

    An application at a window that an earlier draft named is named by the later ones too.
    """
    drafted = drafted_by(command, filed, context)
    if isinstance(drafted, Refusal):
        return drafted
    if isinstance(association, NotDrafted):
        return [drafted]
    before = association.file.drafted
    drafted = drafted.model_copy(update={"window_filing": command.window_filing or before.window_filing})
    if before == drafted:
        return []
    if not isinstance(association, InDraft):
        return at_another_stage(association)
    return not_of_centre(before.community_id, context) or _leaves_waiting(command, before, context) or [drafted]


def _leaves_waiting(
    command: DraftAssociation, before: AssociationDrafted, context: Context
) -> WindowFilingWaits | None:
    """That a draft goes over to another application while that which it was of waits, which is given."""
    earlier = before.window_filing
    if earlier is None or command.window_filing in (None, earlier):
        return None
    return WindowFilingWaits(earlier) if isinstance(context.look(WINDOW_FILING, earlier), Linked) else None


def drafted_by(command: DraftAssociation, filed: Association | None, context: Context) -> AssociationDrafted | Refusal:
    """The draft as it is recorded, or what speaks against it."""
    community, name_zh = context.look(COMMUNITY, command.community_id), command.founding.name_zh
    if not community.centre_id:
        return CommunityWithoutCentre()
    elsewhere = not_of_centre(command.community_id, context)
    anothers = not_of_officer(context.actor, command.association_id, command.filed_id)
    if refusal := anothers or elsewhere or _wrong(command, filed, context):
        return refusal
    return AssociationDrafted(
        track=command.track,
        form=command.form,
        community_id=command.community_id,
        lineage_id=filed.file.drafted.lineage_id if isinstance(filed, OnFile) else command.association_id,
        filed_id=command.filed_id,
        window_filing=command.window_filing,
        supervisor_id=command.supervisor_id,
        founding=command.founding,
        name_warnings=warnings_of(name_zh, community.name_zh, context.policy, context.today),
    )


def _wrong(command: DraftAssociation, filed: Association | None, context: Context) -> Refusal | None:
    registers = command.track is Track.REGISTERED
    if registers is (command.form is None) or (command.filed_id is not None and not registers):
        return FormOfAnotherTrack()
    if filed is not None and not _filed_there(filed, command.community_id):
        return NotOnFile()
    if command.founding.category not in context.policy.texts(CATEGORIES, context.today):
        return CategoryUnknown()
    return forbidden_name(command.founding.name_zh, command.religious_body, context.policy, context.today)


def _filed_there(filed: Association, community_id: str) -> bool:
    return isinstance(filed, OnFile) and filed.file.drafted.community_id == community_id


# --- papers -----------------------------------------------------------------


def missing_papers(file: File) -> tuple[Paper, ...]:
    """What the track asks for and the founders have not handed in, or handed in wrong."""
    return tuple(each for each in PAPERS[file.track] if each not in file.papers)


def _papers_of_another_track(file: File, papers: tuple[Paper, ...]) -> PaperOfAnotherTrack | None:
    others = tuple(each for each in papers if each not in PAPERS[file.track])
    return PaperOfAnotherTrack(others) if others else None


def _submit(command: SubmitAssociation, association: Known, context: Context) -> Events | Refusal:
    file = association.file
    if isinstance(association, UnderExamination):
        same = file.person and file.person.ref == command.given.founder.ref
        return [] if same and file.papers == frozenset(command.papers) else at_another_stage(association)
    if not isinstance(association, InDraft) and not (isinstance(association, InPreparation) and file.founded_on):
        return at_another_stage(association)
    if file.track is Track.REGISTERED and not file.consented:
        return SupervisorHasNotConsented()
    return _papers_of_another_track(file, command.papers) or _submitted(command, file, context)


def _submitted(command: SubmitAssociation, file: File, context: Context) -> Events | Refusal:
    applied_on, drafted = file.applied_on or context.today, file.drafted
    founders = Founders(drafted.founding, drafted.form, command.given, context.policy, applied_on)
    if conditions := not_met(founders):
        return ConditionsNotMet(conditions)
    limits = of_submission(file, applied_on, context)
    return [
        SubmittedV2(
            founder=command.given.founder,
            papers=command.papers,
            applied_on=applied_on,
            decision_due_on=limits.decision_due_on if limits else None,
            promised_due_on=limits.promised_due_on if limits else None,
        )
    ]


def _ask_correction(command: AskCorrection, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, UnderCorrection):
        return [] if association.asked == command.papers else CorrectedBefore()
    if not isinstance(association, UnderExamination):
        return at_another_stage(association)
    file = association.file
    if refusal := not_by_authority(file, context) or _papers_of_another_track(file, command.papers):
        return refusal
    if file.corrections >= context.policy.whole(MAX_CORRECTIONS, context.today):
        return CorrectedBefore()
    left_out = tuple(each for each in missing_papers(file) if each not in command.papers)
    if left_out:
        return CorrectionIncomplete(left_out)
    return [*missed(association, context), CorrectionAsked(papers=command.papers)]


def _submit_correction(command: SubmitCorrection, association: Known, context: Context) -> Events | Refusal:
    file = association.file
    if isinstance(association, UnderExamination) and file.corrections and file.papers >= {*command.papers}:
        return []
    if not isinstance(association, UnderCorrection):
        return at_another_stage(association)
    if refusal := _papers_of_another_track(file, command.papers):
        return refusal
    if still_missing := tuple(each for each in association.asked if each not in command.papers):
        return PapersMissing(still_missing)
    limits = of_submission(file, file.applied_on or context.today, context)
    return [
        CorrectionSubmitted(
            papers=command.papers,
            decision_due_on=limits.decision_due_on if limits else None,
            promised_due_on=limits.promised_due_on if limits else None,
        )
    ]


def _take_back(_command: TakeApplicationBack, association: Known, context: Context) -> Events | Refusal:
    if isinstance(association, Over) and isinstance(association.by, ApplicationTakenBack):
        return []
    if isinstance(association, InDraft) or not isinstance(association, Applying):
        return at_another_stage(association)
    return [*missed(association, context), ApplicationTakenBack()]


# --- the examiner's part ----------------------------------------------------


def _answer_warning(command: AnswerNameWarning, association: Known, context: Context) -> Events | Refusal:
    file = association.file
    if command.warning not in file.drafted.name_warnings:
        return NoSuchWarning()
    if command.warning not in file.open_warnings:
        return []
    if not isinstance(association, UnderExamination):
        return at_another_stage(association)
    answered = NameWarningAnswered(warning=command.warning, answer=command.answer)
    return not_by_authority(file, context) or [answered]


def not_ready(association: UnderExamination) -> Refusal | None:
    """What the examination has not settled: papers that are missing, warnings that nobody answered."""
    file = association.file
    if papers := missing_papers(file):
        return PapersMissing(papers)
    return NameWarningOpen(file.open_warnings) if file.open_warnings else None


def _miss_limit(_command: MissLimit, association: Known, context: Context) -> Events | Refusal:
    return missed(association, context) or LimitNotMissed()


ACTS: Mapping[type[Command], Act] = {
    SubmitAssociation: _submit,
    AskCorrection: _ask_correction,
    SubmitCorrection: _submit_correction,
    AnswerNameWarning: _answer_warning,
    MissLimit: _miss_limit,
    TakeApplicationBack: _take_back,
}
