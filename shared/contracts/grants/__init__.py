"""The published language of grants: every event of its log."""

from shared.contracts import access, erasure, known
from shared.contracts.grants import (
    allocation_round,
    association_standing,
    committee,
    contract,
    fund,
    fund_project,
    fund_project_work,
    infra_project,
    invoice,
    premises,
    resolution,
    reward_application,
    reward_round,
    stipend,
    task_admission,
)
from shared.kernel.messages import kinds

SERVICE = "grants"

EVENTS = kinds(
    known.PolicyKnownEvent,
    known.CalendarKnownEvent,
    committee.CommitteesEvent,
    committee.SeatsEvent,
    committee.KinEvent,
    resolution.ResolutionKnownEvent,
    allocation_round.AllocationRoundEvent,
    fund.FundEvent,
    invoice.InvoiceEvent,
    fund_project.ProjectBeforeEvent,
    fund_project_work.FundProjectEvent,
    task_admission.TaskAdmissionEvent,
    contract.ContractEvent,
    association_standing.AssociationStandingEvent,
    reward_round.RewardRoundEvent,
    reward_application.RewardApplicationEvent,
    premises.PremisesEvent,
    infra_project.InfraProjectEvent,
    stipend.StipendEvent,
    access.AccessEvent,
    erasure.ErasureAnswerEvent,
)
