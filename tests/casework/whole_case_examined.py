"""What people and bodies do to a case until it is decided, drawn at random: half of the machine of test_whole_case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from services.casework.domain.case_assignment_acts import AddNote, AssignCase, TakeCase
from services.casework.domain.case_body_acts import AnswerInItsName, AnswerOnPost, SendToBody
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
    DecideOnTheSpot,
    ProposeDecision,
    ReturnToExaminer,
)
from services.casework.domain.case_inquiry_acts import (
    CompleteStep,
    QueryDepartment,
    RecordVisit,
    RequestFinanceCheck,
    StartStep,
    Takes,
)
from services.casework.domain.case_inquiry_answers import ReplyToQuery, ReturnFinanceCheck
from services.casework.domain.case_list import EndNoticeOnPost
from services.casework.domain.case_notice_acts import FileObjection, PostNotice, ResolveObjection
from services.casework.domain.case_publication_acts import PublishDecision
from services.casework.domain.case_recheck_acts import RecheckDecision
from services.casework.domain.case_state import Examining, File, Open, Opened, Proposed
from services.casework.domain.types import PostId
from shared.contracts.casework.case_inquiry import FinanceResult, StepKind
from shared.contracts.casework.case_publication import PublicationPlace
from shared.contracts.casework.case_recheck import RecheckResult
from shared.kernel.limits import LimitUnit
from shared.kernel.personal import Personal
from tests.casework.inquiries import FINANCE, FOUND, HOUSING, TRAFFIC
from tests.casework.stories import GRANT, SUBJECT, WHY
from tests.casework.travels import DEPARTMENT
from tests.casework.whole_case import HOLDERS, Whole
from tests.casework.whole_case_items import GOVERNMENT

EXAMINATIONS = tuple(post for post in HOLDERS if "examination" in post)
APPROVALS = tuple(post for post in HOLDERS if "approval" in post)
BODIES = (DEPARTMENT, GOVERNMENT, FINANCE, TRAFFIC, HOUSING)


OUT_OF_PLACE = (
    *((command, EXAMINATIONS, {}) for command in (CloseCase, SuspendClock, ResumeClock, SendToBody, EndNoticeOnPost)),
    (AnswerOnPost, APPROVALS, {}),
    (ProposeDecision, EXAMINATIONS, {"outcome": GRANT}),
    (PublishDecision, EXAMINATIONS, {"place": PublicationPlace.WEBSITE}),
    (RequestExtension, EXAMINATIONS, {"n": 2, "reasons": WHY}),
    *((command, APPROVALS, {"reasons": WHY}) for command in (ReturnToExaminer, ApproveExtension, DenyExtension)),
    (DecideCase, APPROVALS, {"outcome": GRANT}),
    (DecideOnTheSpot, EXAMINATIONS, {"approval_post_id": "approval", "outcome": GRANT}),
    (RecheckDecision, APPROVALS, {"result": RecheckResult.UPHELD}),
    (QueryDepartment, EXAMINATIONS, {"request_id": "query-0", "department": TRAFFIC, "question": FOUND}),
    (StartStep, EXAMINATIONS, {"step_id": "step-0", "kind": StepKind.HEARING}),
    (PostNotice, EXAMINATIONS, {"notice_id": "notice-0"}),
    (TakeCase, EXAMINATIONS, {}),
)
"""What anybody might try at any time."""


def of(*phases: type, when: Callable[[File], object] = lambda _file: True) -> Any:
    """The act belongs to these phases, and is done where there is something to do; see `something_out_of_place`."""

    def is_so(self: Examined) -> bool:
        file: File = self.case.state.file
        return isinstance(self.case.state, phases) and bool(when(file))

    return precondition(is_so)


class Examined(RuleBasedStateMachine):
    """What is drawn is mostly what somebody might do next."""

    case: Whole
    ids = 0

    def new_id(self, of: str) -> str:
        self.ids += 1
        return f"{of}-{self.ids}"

    def on(self, data: Any, posts: tuple[str, ...], command: Any, **said: Any) -> None:
        """Somebody does it on one of the posts of the body that has the case, or now and then on another."""
        there = self.case.state.file.body == DEPARTMENT
        likely = [post for post in posts if post.startswith("dept") is there]
        post = data.draw(st.sampled_from([*likely * 5, *posts]), "on")
        by = data.draw(st.sampled_from([None] * 19 + ["s-substitute"]), "by")
        self.case.on_post(command(post_id=PostId(post), **said), by)

    # --- the examination ----------------------------------------------------

    @of(Examining)
    @rule(data=st.data(), kind=st.sampled_from(StepKind), takes=st.booleans())
    def a_step_begins(self, data: Any, kind: StepKind, takes: bool) -> None:
        names = [None, *(step.name for step in self.case.item.special_steps)]
        step = data.draw(st.sampled_from(names), "step")
        more: dict[str, Any] = {"step": step, "takes": Takes(n=5, unit=LimitUnit.CALENDAR_DAY) if takes else None}
        self.on(data, EXAMINATIONS, StartStep, step_id=self.new_id("step"), kind=kind, **more)

    @of(Examining, when=lambda file: file.inquiries.open_steps)
    @rule(data=st.data(), ago=st.sampled_from([0, 0, 1, 4]))
    def a_step_is_over(self, data: Any, ago: int) -> None:
        steps = [step.step_id for step in self.case.state.file.inquiries.open_steps]
        if steps:
            said: dict[str, Any] = {"ended_on": self.case.now.date() - timedelta(days=ago), "finding": FOUND}
            self.on(data, EXAMINATIONS, CompleteStep, step_id=data.draw(st.sampled_from(steps)), **said)

    @of(Examining, when=lambda file: not file.inquiries.visits)
    @rule(data=st.data())
    def a_household_is_visited(self, data: Any) -> None:
        said: dict[str, Any] = {"visit_id": self.new_id("visit"), "visited_on": self.case.now.date(), "finding": FOUND}
        self.on(data, EXAMINATIONS, RecordVisit, **said)

    @of(Examining, when=lambda file: len(file.inquiries.checks) < 2)
    @rule(data=st.data())
    def means_are_checked(self, data: Any) -> None:
        self.on(data, EXAMINATIONS, RequestFinanceCheck, request_id=self.new_id("check"), of=FINANCE)

    @of(Examining, when=lambda file: len(file.inquiries.queries) < 2)
    @rule(data=st.data(), department=st.sampled_from([TRAFFIC, HOUSING]))
    def a_department_is_asked(self, data: Any, department: str) -> None:
        said: dict[str, Any] = {"request_id": self.new_id("query"), "department": department, "question": FOUND}
        self.on(data, EXAMINATIONS, QueryDepartment, **said)

    @of(*get_args(Open), when=lambda file: file.inquiries.open or file.bodies.sent)
    @rule(body=st.sampled_from(BODIES))
    def a_body_answers(self, body: str) -> None:
        inquiries = self.case.state.file.inquiries
        if asked := inquiries.open_check:
            said = ReturnFinanceCheck(request_id=asked.request_id, result=FinanceResult.CLEAR)
            self.case.in_the_name_of(asked.of, said)
        elif query := inquiries.open_query:
            self.case.in_the_name_of(query.department, ReplyToQuery(request_id=query.request_id, answer=FOUND))
        else:
            self.case.in_the_name_of(body, AnswerInItsName(finding=FOUND))

    @of(Examining, when=lambda file: not file.notices.open)
    @rule(data=st.data())
    def a_notice_is_posted(self, data: Any) -> None:
        self.on(data, EXAMINATIONS, PostNotice, notice_id=self.new_id("notice"))

    @of(Examining, when=lambda file: file.notices.all)
    @rule(data=st.data())
    def somebody_objects(self, data: Any) -> None:
        notices = list(self.case.state.file.notices.all)
        if notices:
            said: dict[str, Any] = {"notice_id": notices[-1], "objection_id": self.new_id("objection"), "text": WHY}
            self.on(data, (*EXAMINATIONS, *APPROVALS), FileObjection, **said)

    @of(Examining, when=lambda file: file.notices.last and file.notices.last.objections)
    @rule(data=st.data(), upheld=st.booleans())
    def an_objection_is_resolved(self, data: Any, upheld: bool) -> None:
        notice = self.case.state.file.notices.last
        if notice and notice.objections:
            objection = data.draw(st.sampled_from(sorted(notice.objections)))
            self.on(data, APPROVALS, ResolveObjection, objection_id=objection, upheld=upheld, reasons=WHY)

    @of(Examining, when=lambda file: file.notices.open)
    @rule(data=st.data())
    def a_notice_is_ended(self, data: Any) -> None:
        self.on(data, EXAMINATIONS, EndNoticeOnPost)

    # --- the clocks ---------------------------------------------------------

    @of(*get_args(Open))
    @rule(data=st.data())
    def force_majeure(self, data: Any) -> None:
        self.on(data, EXAMINATIONS, SuspendClock)

    @of(*get_args(Open), when=lambda file: file.clocks.open)
    @rule(data=st.data())
    def force_majeure_is_over(self, data: Any) -> None:
        self.on(data, EXAMINATIONS, ResumeClock)

    @of(*get_args(Open), when=lambda file: file.clocks.asked is None)
    @rule(data=st.data(), n=st.sampled_from([1, 3, 10, 11]))
    def more_time_is_asked_for(self, data: Any, n: int) -> None:
        self.on(data, EXAMINATIONS, RequestExtension, n=n, reasons=WHY)

    @of(*get_args(Open), when=lambda file: file.clocks.asked)
    @rule(data=st.data(), granted=st.booleans())
    def more_time_is_granted_or_not(self, data: Any, granted: bool) -> None:
        self.on(data, APPROVALS, ApproveExtension if granted else DenyExtension, reasons=WHY)

    # --- bodies, posts ------------------------------------------------------

    @of(Examining, Proposed)
    @rule(data=st.data(), stage=st.sampled_from([None, None, 0, 1]), body=st.sampled_from([None, DEPARTMENT]))
    def it_goes_to_the_department(self, data: Any, stage: int | None, body: str | None) -> None:
        post = PostId(data.draw(st.sampled_from(["examination", "examination-2"])))
        self.case.on_post(SendToBody(post_id=post, body=body, stage=stage))

    @of(*get_args(Open), when=lambda file: file.bodies.holder)
    @rule(data=st.data())
    def the_department_answers(self, data: Any) -> None:
        self.on(data, APPROVALS, AnswerOnPost)

    @of(*get_args(Open))
    @rule(post=st.sampled_from(EXAMINATIONS), taken=st.booleans())
    def somebody_has_it(self, post: str, taken: bool) -> None:
        if taken:
            self.case.on_post(TakeCase(post_id=PostId(post)))
        else:
            self.case.assigned(AssignCase(post_id=PostId(post)))

    @of(*get_args(Opened), when=lambda file: not file.assignment.notes)
    @rule(data=st.data())
    def a_note_is_left(self, data: Any) -> None:
        note = Personal[str].of(SUBJECT, "请核对")
        self.on(data, EXAMINATIONS, AddNote, note_id=self.new_id("note"), note=note)

    @rule(data=st.data(), command=st.sampled_from(OUT_OF_PLACE))
    def something_out_of_place(self, data: Any, command: Any) -> None:
        command, posts, said = command
        self.on(data, posts, command, **said)
