"""From facts of the script to commands: who sends them, and what the decision is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from services.casework.domain.calendar import CALENDAR, PublishCalendarYear
from services.casework.domain.case import CASE
from services.casework.domain.case_clock_acts import (
    ApproveExtension,
    DenyExtension,
    RequestExtension,
    ResumeClock,
    SuspendClock,
)
from services.casework.domain.case_commands import (
    CloseCase,
    DecideCase,
    OpenCase,
    ProposeDecision,
    ReturnToExaminer,
    TerminateCase,
)
from services.casework.domain.case_inquiry_acts import CompleteStep, QueryDepartment, StartStep, Takes
from services.casework.domain.case_inquiry_answers import ReplyToQuery
from services.casework.domain.case_notice_acts import FileObjection, PostNotice, ResolveObjection
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM, RecordItem
from services.casework.domain.policy import POLICY, AdoptPolicy, prefix_of
from services.casework.domain.post import POST
from services.casework.domain.post_commands import AssignPost, EstablishPost, NoteAbsence, NoteReturn
from services.casework.domain.staff import STAFF
from services.casework.domain.staff_commands import EngageStaff, RecordAbsence, RecordReturn
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES, NameSubstitute
from services.casework.domain.types import CentreId, ItemCode, PostId, StaffId
from shared.contracts.casework.case import Outcome, TerminationCause
from shared.contracts.casework.case_inquiry import StepKind
from shared.contracts.casework.post import AwayReason, PostKind
from shared.contracts.casework.reasons import Reasons
from shared.contracts.casework.staff import AbsenceReason
from shared.contracts.intake.item import Handling, ItemKind, ItemVersion, SpecialStep
from shared.kernel.actors import Actor, ActorId, Role, reaction_to
from shared.kernel.cycles import YearlyCycle
from shared.kernel.decider import Step
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from shared.kernel.messages import Command
from shared.kernel.personal import Personal
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.suspensions import SuspensionReason
from shared.kernel.working_days import CalendarYear, YearStatus
from tests.year.generator import QUERY_MAX_ADOPTED_AT
from tests.year.script import Absence, Act, Case, Edition, Item, Post, Stages, What, Year, midnight

if TYPE_CHECKING:
    from tests.year.play import House

Done = Callable[["House"], None]
ADMIN = Actor(ActorId("operator"), Role.ADMIN)
INTAKE = reaction_to("intake")


def all_of(script: Year) -> Iterator[tuple[datetime, Done]]:
    """All that the script says, each with its instant, in no order but that of one instant."""
    begins = script.editions[0].at
    for edition in script.editions:
        yield edition.at, _published(edition)
    items = {item.code: item for item in script.items}
    for item in script.items:
        yield begins, _known(item)
    for person, centre in script.staff.items():
        yield begins, _engaged(person, centre, tuple(items))
    for post in script.posts:
        yield begins, _assigned(post)
    for day, most in script.query_max[1:]:
        yield QUERY_MAX_ADOPTED_AT, _adopted("clock.query_max_wd", most, day)
    for absence in script.absences:
        yield absence.recorded_at, _absent(absence)
        if absence.back is not None:
            yield max(absence.recorded_at, midnight(absence.back)), _returned(absence)
    for case in script.cases:
        yield case.recorded_at, _opened(case)
        for act in case.acts:
            yield act.at, _done(case, act)


# --- what a district begins with -------------------------------------------


def _published(edition: Edition) -> Done:
    entered = CalendarYear(
        year=edition.year,
        status=YearStatus.PUBLISHED,
        version=edition.version,
        days_off=tuple(sorted(edition.days_off)),
        make_up_days=tuple(sorted(edition.make_up_days)),
        source_document="the script",
    )
    return lambda house: house.do(ADMIN, Step(CALENDAR, str(edition.year), PublishCalendarYear(edition=entered)))


def _adopted(key: str, value: int, on: date) -> Done:
    entry = PolicyEntry(key=key, value=value, effective_on=on, basis="the script", provenance=Provenance.SYNTHETIC)
    return lambda house: house.do(ADMIN, Step(POLICY, prefix_of(entry), AdoptPolicy(entry=entry)))


def item_version(item: Item) -> ItemVersion:
    """The guide that says what the script says of an item."""
    cycle = item.cycle and YearlyCycle(
        apply_by="{:02}-{:02}".format(*item.cycle[0]), decide_by="{:02}-{:02}".format(*item.cycle[1])
    )
    return ItemVersion(
        version=1,
        name_zh="示例事项",
        name_en="An item of the script",
        kind=ItemKind.BENEFIT,
        handling=Handling.PROMISED,
        statutory=limit(item.statutory),
        statutory_provenance=Provenance.SYNTHETIC,
        promised=limit(item.promised),
        promised_provenance=Provenance.SYNTHETIC,
        materials=("身份证",),
        valid_from=date(2013, 1, 1),
        statutory_cycle=cycle,
        special_steps=tuple(
            SpecialStep(
                name=step.reason,
                reason=SuspensionReason(step.reason),
                n=step.n,
                unit=LimitUnit(step.unit),
                counted=step.counted,
            )
            for step in item.steps
        ),
    )


def limit(stages: Stages) -> Limit:
    """A limit of these counted stages, all of the centre."""
    return Limit(
        stages=tuple(
            LimitStage(name=f"stage {place}", body="CENTRE", n=n, unit=LimitUnit(unit))
            for place, (n, unit) in enumerate(stages)
        )
    )


def _known(item: Item) -> Done:
    command = RecordItem(code=ItemCode(item.code), item=item_version(item), source_position=1)
    return lambda house: house.do(INTAKE, Step(ITEM, item.code, command))


# --- people and posts -------------------------------------------------------


def _engaged(person: str, centre: str, trained_for: tuple[str, ...]) -> Done:
    name = Personal[str].of(f"subject of {person}", "某人")
    command = EngageStaff(name=name, org=centre, trained_for=tuple(ItemCode(code) for code in trained_for))
    return lambda house: house.do(ADMIN, Step(STAFF, person, command))


def _assigned(post: Post) -> Done:
    establish = EstablishPost(org=post.centre, kind=PostKind(post.kind), title_zh="岗位", title_en="Post")
    holder, substitute = StaffId(post.holder), StaffId(post.substitute)
    assign = AssignPost(holder=holder, substitute=substitute)
    name = NameSubstitute(post_id=PostId(post.id), holder=holder, substitute=substitute)

    def done(house: House) -> None:
        house.do(ADMIN, Step(POST, post.id, establish))
        people = (STAFF.ref(post.holder), STAFF.ref(post.substitute))
        house.do(ADMIN, Step(POST, post.id, assign, people), Step(SUBSTITUTES, DISTRICT, name))

    return done


def _absent(absence: Absence) -> Done:
    def done(house: House) -> None:
        posts = house.state(SUBSTITUTES.ref(DISTRICT)).concerning(absence.staff)
        told: dict[str, Any] = {"staff_id": StaffId(absence.staff), "from_on": absence.first, "until_on": absence.last}
        command = RecordAbsence(post_ids=posts, reason=AbsenceReason.LEAVE, **told)
        notes = [Step(POST, post, NoteAbsence(reason=AwayReason.LEAVE, **told)) for post in sorted(posts)]
        result = house.act(ADMIN, Step(STAFF, absence.staff, command, (SUBSTITUTES.ref(DISTRICT),)), *notes)
        # Another of the absences that overlap may have told as much already.
        assert isinstance(result, list), result

    return done


def _returned(absence: Absence) -> Done:
    def done(house: House) -> None:
        posts = house.state(SUBSTITUTES.ref(DISTRICT)).concerning(absence.staff)
        command = RecordReturn(staff_id=StaffId(absence.staff), post_ids=posts, on=absence.back)
        notes = [
            Step(POST, post, NoteReturn(staff_id=StaffId(absence.staff), on=absence.back)) for post in sorted(posts)
        ]
        result = house.act(ADMIN, Step(STAFF, absence.staff, command, (SUBSTITUTES.ref(DISTRICT),)), *notes)
        assert isinstance(result, list), result

    return done


# --- cases ------------------------------------------------------------------


def _opened(case: Case) -> Done:
    command = OpenCase(
        application_id=f"application of {case.id}",
        subject=f"subject of {case.id}",
        centre_id=CentreId(case.centre),
        item_code=ItemCode(case.item),
        item_version=1,
        accepted_on=case.accepted_on,
        recorded_at=case.recorded_at,
        deemed=case.deemed,
    )
    return lambda house: house.do(INTAKE, Step(CASE, case.id, command, (ITEM.ref(case.item),)))


def _done(case: Case, act: Act) -> Done:
    if act.what is What.WITHDRAW:
        ended = Step(CASE, case.id, TerminateCase(cause=TerminationCause.WITHDRAWN))
        return lambda house: house.do(INTAKE, ended)
    command = _COMMANDS[act.what](act, Reasons.of(f"subject of {case.id}", ("示例",)))
    if act.what is What.DEPARTMENT_ANSWERS:
        department = Actor(ActorId(act.reason), Role.DEPARTMENT, act.reason)
        return lambda house: house.do(department, Step(CASE, case.id, command, (ITEM.ref(case.item),)))
    role = Role.APPROVER if act.post.endswith("approval") else Role.EXAMINER
    person = Actor(ActorId(act.by), role, case.centre)
    related = (POST.ref(act.post), STAFF.ref(act.by), ITEM.ref(case.item), DELEGATION.ref(case.item))
    return lambda house: house.do(person, Step(CASE, case.id, command, related), refused=act.refused)


def _start_step(act: Act, _why: Reasons) -> Command:
    takes = Takes(n=10, unit=LimitUnit.CALENDAR_DAY)
    return StartStep(post_id=PostId(act.post), step_id=act.id, kind=StepKind(act.reason), takes=takes)


def _complete_step(act: Act, why: Reasons) -> Command:
    assert act.on is not None
    return CompleteStep(post_id=PostId(act.post), step_id=act.id, ended_on=act.on, finding=why)


_COMMANDS: Mapping[What, Callable[[Act, Reasons], Command]] = {
    What.STOP: lambda act, _why: SuspendClock(post_id=PostId(act.post)),
    What.GO_ON: lambda act, _why: ResumeClock(post_id=PostId(act.post)),
    What.STEP: _start_step,
    What.STEP_OVER: _complete_step,
    What.ASK_DEPARTMENT: lambda act, why: QueryDepartment(
        post_id=PostId(act.post), request_id=act.id, department=act.reason, question=why
    ),
    What.DEPARTMENT_ANSWERS: lambda act, why: ReplyToQuery(request_id=act.id, answer=why),
    What.POST_NOTICE: lambda act, _why: PostNotice(post_id=PostId(act.post), notice_id=act.id),
    What.OBJECT: lambda act, why: FileObjection(
        post_id=PostId(act.post), notice_id=act.reason, objection_id=act.id, text=why
    ),
    What.RESOLVE: lambda act, why: ResolveObjection(
        post_id=PostId(act.post), objection_id=act.id, upheld=False, reasons=why
    ),
    What.ASK_MORE: lambda act, why: RequestExtension(post_id=PostId(act.post), n=act.n, reasons=why),
    What.GRANT_MORE: lambda act, why: ApproveExtension(post_id=PostId(act.post), reasons=why),
    What.DENY_MORE: lambda act, why: DenyExtension(post_id=PostId(act.post), reasons=why),
    What.PROPOSE: lambda act, _why: ProposeDecision(post_id=PostId(act.post), outcome=Outcome.GRANT),
    What.RETURN: lambda act, why: ReturnToExaminer(post_id=PostId(act.post), reasons=why),
    What.DECIDE: lambda act, _why: DecideCase(post_id=PostId(act.post), outcome=Outcome.GRANT),
    What.CLOSE: lambda act, _why: CloseCase(post_id=PostId(act.post)),
}
