"""What grants does about councils: it knows the committees, who sits on them, who is kin to whom, what was resolved.

What is due to a supervision committee becomes known, and what an appraisal makes of it.
A resolution in force that the special fund is to pay for opens a project, unless one names it already. What the
supervision committee countersigned of a project is its opinion here.
"""

from __future__ import annotations

from datetime import timedelta

from services.grants.domain.committee import (
    COMMITTEES,
    DISTRICT,
    SEATS,
    RecordAbolition,
    RecordCommittee,
    RecordCommunity,
    RecordLeaving,
    RecordMember,
    RecordSeatsEnded,
)
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import HearCountersignature, OpenProject
from services.grants.domain.fund_project_proposal import carriers
from services.grants.domain.kin import KIN, RecordKin, RecordKinEnded
from services.grants.domain.resolution import (
    RESOLUTION,
    RecordInForce,
    RecordResolution,
    RecordReVote,
    RecordStanding,
)
from services.grants.domain.stipend import STIPEND
from services.grants.domain.stipend_commands import RecordAppraisal, RecordStipend, RecordWorkingFunds
from services.grants.domain.types import opened_by, stipend_id
from shared.contracts import councils
from shared.contracts.councils.appraisal import AppraisalConcluded
from shared.contracts.councils.committee import CommitteeAbolished, CommitteeAssigned, CommitteeFounded
from shared.contracts.councils.committee_members import MemberElected, MemberRemoved
from shared.contracts.councils.person import KinshipDeclared, KinshipEnded
from shared.contracts.councils.resolution import (
    FundSource,
    ResolutionAdopted,
    ResolutionExecuted,
    ResolutionInForce,
    ResolutionLapsed,
    ResolutionObjected,
    ReVoteDemanded,
    ReVoteHeld,
)
from shared.contracts.councils.supervision_committee import (
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionSeatLost,
)
from shared.contracts.councils.supervision_committee_acts import (
    CountersignatureRefused,
    Countersigned,
    StipendEntitled,
    WorkingFundsEntitled,
)
from shared.contracts.grants.committee import Seat
from shared.contracts.grants.fund import FundAmount
from shared.contracts.grants.fund_project import Opinion
from shared.contracts.grants.resolution import Standing
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.reaction import Draft, Reaction

# --- committees and people --------------------------------------------------


def committee_founded(recorded: Recorded[CommitteeFounded]) -> Step:
    """A committee entered the register."""
    id_, kind = recorded.aggregate.id, recorded.event.kind
    command = RecordCommittee(committee_id=id_, kind=kind, source_position=recorded.position)
    return Step(COMMITTEES, DISTRICT, command)


def committee_assigned(recorded: Recorded[CommitteeAssigned]) -> Step:
    """A committee came to belong to a community."""
    command = RecordCommunity(
        committee_id=recorded.aggregate.id,
        community_id=recorded.event.community_id,
        effective_on=recorded.event.effective_on,
        source_position=recorded.position,
    )
    return Step(COMMITTEES, DISTRICT, command)


def committee_abolished(recorded: Recorded[CommitteeAbolished]) -> tuple[Step, ...]:
    """There is no such committee from a day on, and nobody sits in either of its bodies."""
    id_, day, position = recorded.aggregate.id, recorded.event.effective_on, recorded.position
    abolition = RecordAbolition(committee_id=id_, abolished_on=day, source_position=position)
    seats = RecordSeatsEnded(from_on=day, source_position=position)
    return Step(COMMITTEES, DISTRICT, abolition), Step(SEATS, id_, seats)


def member_elected(recorded: Recorded[MemberElected]) -> Step:
    """Somebody came to sit on a committee."""
    event = recorded.event
    command = RecordMember(
        person_id=event.person_id,
        seat=Seat.COMMITTEE,
        from_on=event.term_from_on,
        until_on=event.term_until_on,
        source_position=recorded.position,
    )
    return Step(SEATS, event.committee_id, command)


def member_removed(recorded: Recorded[MemberRemoved]) -> Step:
    """Somebody sits no longer after a day."""
    event = recorded.event
    command = RecordLeaving(
        person_id=event.person_id,
        seat=Seat.COMMITTEE,
        from_on=event.removed_on + timedelta(days=1),
        source_position=recorded.position,
    )
    return Step(SEATS, event.committee_id, command)


def supervision_elected(recorded: Recorded[SupervisionMemberElected]) -> Step:
    """Somebody came to sit on a supervision committee."""
    event = recorded.event
    command = RecordMember(
        person_id=event.person_id,
        seat=Seat.SUPERVISION,
        from_on=event.from_on,
        until_on=event.until_on,
        source_position=recorded.position,
    )
    return Step(SEATS, event.committee_id, command)


def supervision_left(recorded: Recorded[SupervisionSeatLost] | Recorded[SupervisionMemberRecalled]) -> Step:
    """Somebody sits there no longer from a day on."""
    event = recorded.event
    command = RecordLeaving(
        person_id=event.person_id,
        seat=Seat.SUPERVISION,
        from_on=event.from_on,
        source_position=recorded.position,
    )
    return Step(SEATS, event.committee_id, command)


def kin_declared(recorded: Recorded[KinshipDeclared]) -> Step:
    """Two people are kin; the other of them is recorded by the event of the same act."""
    command = RecordKin(person_id=recorded.event.person_id, source_position=recorded.position)
    return Step(KIN, recorded.aggregate.id, command)


def kin_ended(recorded: Recorded[KinshipEnded]) -> Step:
    """Two people are kin no longer."""
    command = RecordKinEnded(person_id=recorded.event.person_id, source_position=recorded.position)
    return Step(KIN, recorded.aggregate.id, command)


# --- resolutions ------------------------------------------------------------


def adopted(recorded: Recorded[ResolutionAdopted]) -> Step:
    """A decision meeting adopted a resolution; what others pay for is of no fund."""
    event, budget = recorded.event, recorded.event.budget
    of_fund = budget is not None and budget.source is FundSource.SPECIAL_FUND and budget.amount.amount > 0
    amount = FundAmount(amount=budget.amount.amount) if of_fund and budget is not None else None
    command = RecordResolution(committee_id=event.committee_id, amount=amount, source_position=recorded.position)
    return Step(RESOLUTION, recorded.aggregate.id, command)


def in_force(recorded: Recorded[ResolutionInForce]) -> Draft:
    """It is to be carried out; where the fund pays and no project names it yet, it opens one in the same act."""
    id_ = recorded.aggregate.id

    def steps(context: Context) -> tuple[Step, ...]:
        resolution = context.look(RESOLUTION, id_)
        known = resolution.known
        opens = opened_by(id_) if resolution.opens else None
        stands = Step(RESOLUTION, id_, RecordInForce(opens=opens, source_position=recorded.position))
        if opens is None or known is None or known.amount is None:
            return (stands,)
        command = OpenProject(committee_id=known.committee_id, resolution_id=id_, amount=known.amount)
        return stands, Step(FUND_PROJECT, opens, command)

    return Draft((RESOLUTION.ref(id_),), steps)


def re_vote_demanded(recorded: Recorded[ReVoteDemanded]) -> Step:
    """Execution waits for another vote."""
    return _stands(recorded.aggregate.id, Standing.WAITING, recorded.position)


def re_vote_held(recorded: Recorded[ReVoteHeld]) -> Step:
    """The meeting voted again."""
    command = RecordReVote(upheld=recorded.event.upheld, source_position=recorded.position)
    return Step(RESOLUTION, recorded.aggregate.id, command)


def fallen(recorded: Recorded[ResolutionObjected] | Recorded[ResolutionLapsed]) -> Step:
    """Too many households objected, or nobody ratified it in time."""
    return _stands(recorded.aggregate.id, Standing.FALLEN, recorded.position)


def executed(recorded: Recorded[ResolutionExecuted]) -> Step:
    """It was carried out."""
    return _stands(recorded.aggregate.id, Standing.EXECUTED, recorded.position)


def _stands(id_: str, standing: Standing, position: int) -> Step:
    return Step(RESOLUTION, id_, RecordStanding(standing=standing, source_position=position))


# --- countersignatures ------------------------------------------------------


def countersigned(recorded: Recorded[Countersigned]) -> Draft:
    """The supervision committee countersigned something; of a project, that is its opinion."""
    return _opinion(recorded, recorded.event.countersigned_by, Opinion.SUPPORTED)


def countersignature_refused(recorded: Recorded[CountersignatureRefused]) -> Draft:
    """The supervision committee did not countersign."""
    return _opinion(recorded, recorded.event.refused_by, Opinion.VETOED)


def _opinion(
    recorded: Recorded[Countersigned] | Recorded[CountersignatureRefused], member: str, opinion: Opinion
) -> Draft:
    project_id, kind = recorded.event.subject_id, recorded.event.subject_kind

    def steps(context: Context) -> tuple[Step, ...]:
        command = HearCountersignature(subject_kind=kind, opinion=opinion, member=member)
        looked_at = carriers(context.look(FUND_PROJECT, project_id))
        return (Step(FUND_PROJECT, project_id, command, related=looked_at),)

    return Draft((FUND_PROJECT.ref(project_id),), steps)


# --- working funds and stipends ---------------------------------------------


def working_funds_entitled(recorded: Recorded[WorkingFundsEntitled]) -> Step:
    """The yearly review stated the working funds of a supervision committee."""
    event = recorded.event
    words = {name: getattr(event, name) for name in ("committee_id", "year", "amount")}
    command = RecordWorkingFunds(**words, source_position=recorded.position)
    return Step(STIPEND, stipend_id(event.committee_id, event.year), command)


def stipend_entitled(recorded: Recorded[StipendEntitled]) -> Step:
    """The yearly review stated somebody's stipend."""
    event = recorded.event
    command = RecordStipend(**dict(event), source_position=recorded.position)
    return Step(STIPEND, stipend_id(event.committee_id, event.year), command)


def appraisal_concluded(recorded: Recorded[AppraisalConcluded]) -> Step:
    """An appraisal was concluded; of somebody on a supervision committee it decides on the performance part."""
    event, year = recorded.event, int(recorded.event.period[:4])
    command = RecordAppraisal(
        **{name: getattr(event, name) for name in ("subject_kind", "committee_id", "period", "satisfactory")},
        person_id=event.subject_id,
        source_position=recorded.position,
    )
    return Step(STIPEND, stipend_id(event.committee_id or event.community_id, year), command)


REACTION = Reaction(
    councils.SERVICE,
    councils.EVENTS,
    {
        CommitteeFounded: committee_founded,
        CommitteeAssigned: committee_assigned,
        CommitteeAbolished: committee_abolished,
        MemberElected: member_elected,
        MemberRemoved: member_removed,
        SupervisionMemberElected: supervision_elected,
        SupervisionSeatLost: supervision_left,
        SupervisionMemberRecalled: supervision_left,
        KinshipDeclared: kin_declared,
        KinshipEnded: kin_ended,
        ResolutionAdopted: adopted,
        ResolutionInForce: in_force,
        ReVoteDemanded: re_vote_demanded,
        ReVoteHeld: re_vote_held,
        ResolutionObjected: fallen,
        ResolutionLapsed: fallen,
        ResolutionExecuted: executed,
        Countersigned: countersigned,
        CountersignatureRefused: countersignature_refused,
        WorkingFundsEntitled: working_funds_entitled,
        StipendEntitled: stipend_entitled,
        AppraisalConcluded: appraisal_concluded,
    },
)
