"""What becomes due in councils."""

from __future__ import annotations

from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import MissElectionDeadline
from services.councils.domain.election_deadlines import next_deadline
from services.councils.domain.petition import PETITION, MissCall, call_due
from services.councils.domain.pledge import PLEDGES, pledge_due
from services.councils.domain.pledge_commands import MissPledge
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_acts import report_due
from services.councils.domain.supervision_committee_commands import MissReport
from services.councils.domain.types import CommitteeId
from services.councils.domain.voter_roll import VOTER_ROLL, list_answer_due
from services.councils.domain.voter_roll_commands import MissListAnswer
from shared.contracts.councils.election import (
    ElectionDeadlineMissed,
    ElectionFiled,
    ElectionResultPosted,
    HandoverCompleted,
)
from shared.contracts.councils.election_candidates import QualificationAppealDecided, QualificationAppealed
from shared.contracts.councils.election_vote import SeatsFilled
from shared.contracts.councils.petition import PetitionAnswered, PetitionThresholdReached, PetitionUnanswered
from shared.contracts.councils.pledge import PledgeMade, PledgeMissed, PledgesEnded, PledgesExpected
from shared.contracts.councils.supervision_committee import (
    SupervisionMemberElected,
    SupervisionMemberRecalled,
    SupervisionReported,
    SupervisionReportMissed,
    SupervisionSeatLost,
)
from shared.contracts.councils.voter_roll import ListAnswerMissed, VoterListObjected, VoterListObjectionAnswered
from shared.kernel.decider import Step
from shared.kernel.timer import Timer

PLEDGE_DUE = Timer(
    name="pledge-due",
    decider=PLEDGES,
    starts=frozenset({PledgesExpected, PledgeMade, PledgeMissed}),
    stops=frozenset({PledgesEnded}),
    due=pledge_due,
    steps=lambda unit_id, _pledges, _context: (Step(PLEDGES, unit_id, MissPledge()),),
)

ELECTION_DEADLINE = Timer(
    name="election-deadline",
    decider=ELECTION,
    starts=frozenset(
        {
            *(QualificationAppealed, QualificationAppealDecided, SeatsFilled),
            *(ElectionResultPosted, HandoverCompleted, ElectionDeadlineMissed),
        }
    ),
    stops=frozenset({ElectionFiled}),
    due=next_deadline,
    steps=lambda id_, _election, _context: (Step(ELECTION, id_, MissElectionDeadline()),),
)

LIST_ANSWER = Timer(
    name="list-answer",
    decider=VOTER_ROLL,
    starts=frozenset({VoterListObjected, VoterListObjectionAnswered, ListAnswerMissed}),
    stops=frozenset(),
    due=list_answer_due,
    steps=lambda id_, _roll, _context: (Step(VOTER_ROLL, id_, MissListAnswer()),),
)

ASSEMBLY_CALL = Timer(
    name="assembly-call",
    decider=PETITION,
    starts=frozenset({PetitionThresholdReached}),
    stops=frozenset({PetitionAnswered, PetitionUnanswered}),
    due=call_due,
    steps=lambda id_, _petition, _context: (Step(PETITION, id_, MissCall()),),
)

SUPERVISION_REPORT = Timer(
    name="supervision-report",
    decider=SUPERVISION_COMMITTEE,
    starts=frozenset(
        {
            *(SupervisionMemberElected, SupervisionMemberRecalled, SupervisionSeatLost),
            *(SupervisionReported, SupervisionReportMissed),
        }
    ),
    stops=frozenset(),
    due=report_due,
    steps=lambda id_, _committee, _context: (
        Step(SUPERVISION_COMMITTEE, id_, MissReport(committee_id=CommitteeId(id_))),
    ),
)

TIMERS = (
    PLEDGE_DUE,
    ELECTION_DEADLINE,
    LIST_ANSWER,
    ASSEMBLY_CALL,
    SUPERVISION_REPORT,
)
