"""The doors of grants: the special fund, purchase contracts, and rewards of associations."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.hostile.doors.door import EVERYBODY, TAKEN_BY_EVERY_SERVICE, Doors, of_every_service

OFFICER, ADMIN, CLERK, DIRECTOR = Role.FUND_OFFICER, Role.ADMIN, Role.CLERK, Role.CENTRE_DIRECTOR
COMMITTEE, WORKING, REPRESENTATIVE = Role.COMMITTEE, Role.WORKING_COMMITTEE, Role.REPRESENTATIVE
SUPERVISION, SUPERVISOR, AUDITOR = Role.SUPERVISION_COMMITTEE, Role.SUPERVISOR, Role.AUDITOR
DEPARTMENT, ASSOCIATION, APPROVER = Role.DEPARTMENT, Role.ASSOCIATION_OFFICER, Role.APPROVER
OWN, PAYERS, OVERSEERS = (COMMITTEE, CLERK, ADMIN), (DIRECTOR, CLERK, OFFICER, ADMIN), (OFFICER, WORKING, ADMIN)
OFFICERS, BUYERS, APPLICANTS = (OFFICER, ADMIN), (DEPARTMENT, ADMIN), (ASSOCIATION, CLERK)
ABOVE = (ADMIN, CLERK, DIRECTOR, OFFICER, SUPERVISOR, AUDITOR)
OF_TASKS = (*ABOVE, DEPARTMENT, APPROVER, COMMITTEE, ASSOCIATION)
OF_ASSOCIATIONS, OF_ROUNDS = (*ABOVE, DEPARTMENT, Role.REGISTRAR), (*ABOVE, Role.PANEL)
V1, PUBLIC = "/v1", "/v1/public"
ROUNDS, FUNDS, PROJECTS = f"{V1}/allocation-rounds", f"{V1}/funds", f"{V1}/fund-projects"
TASKS, CONTRACTS, ASSOCIATIONS = f"{V1}/tasks", f"{V1}/contracts", f"{V1}/associations"
INFRA, PREMISES, STIPENDS = f"{V1}/infra-projects", f"{V1}/premises", f"{V1}/stipends"
SURVEYORS, BUILDING = (DEPARTMENT, WORKING, DIRECTOR, CLERK, ADMIN), ("site", "premises-contract", "construction-start")
REWARDS, APPLICATIONS = f"{V1}/reward-rounds", f"{V1}/reward-applications"

DOORS = Doors(
    commands={
        ROUNDS: OFFICERS,
        **{f"{ROUNDS}/{{id}}/{act}": OFFICERS for act in ("allocations", "withholdings", "closure")},
        f"{FUNDS}/{{id}}/spend-plan": OWN,
        f"{FUNDS}/{{id}}/reversals": OFFICERS,
        PROJECTS: (*OWN, REPRESENTATIVE),
        f"{PROJECTS}/{{id}}/proposal": (*OWN, REPRESENTATIVE),
        **{f"{PROJECTS}/{{id}}/{act}": OWN for act in ("survey", "resolution", "pre-notice", "submission")},
        **{f"{PROJECTS}/{{id}}/{act}": OWN for act in ("withdrawal", "contract", "progress", "result")},
        f"{PROJECTS}/{{id}}/supervision-opinion": (SUPERVISION, ADMIN),
        f"{PROJECTS}/{{id}}/objections": (Role.RESIDENT, REPRESENTATIVE, SUPERVISION, CLERK, ADMIN),
        f"{PROJECTS}/{{id}}/objection-codes": (COMMITTEE, CLERK),
        f"{PROJECTS}/{{id}}/objections/{{objection}}/settlement": (WORKING, DIRECTOR),
        **{f"{PROJECTS}/{{id}}/{act}": (WORKING, DIRECTOR, OFFICER) for act in ("review", "approval")},
        **{f"{PROJECTS}/{{id}}/{act}": (*OWN, DIRECTOR) for act in ("acceptance", "failed-acceptance")},
        **{f"{PROJECTS}/{{id}}/{act}": PAYERS for act in ("advances", "payments", "recoveries")},
        f"{PROJECTS}/{{id}}/payments/{{payment}}/return": PAYERS,
        **{f"{PROJECTS}/{{id}}/{act}": OVERSEERS for act in ("clawback", "referral")},
        **dict.fromkeys((TASKS, CONTRACTS, f"{CONTRACTS}/{{id}}/verifications"), (*BUYERS, CLERK)),
        **{f"{TASKS}/{{id}}/{act}": (APPROVER, ADMIN) for act in ("admission", "refusal")},
        **{f"{CONTRACTS}/{{id}}/{act}": BUYERS for act in ("scores", "termination", "completion")},
        f"{CONTRACTS}/{{id}}/transfers": (*BUYERS, OFFICER),
        f"{CONTRACTS}/{{id}}/work-reports": (COMMITTEE, *APPLICANTS),
        **{f"{CONTRACTS}/{{id}}/{act}": (OFFICER,) for act in ("payments", "returned-payments")},
        **{f"{ASSOCIATIONS}/{{id}}/{act}": (CLERK, DIRECTOR, ADMIN) for act in ("annual-reports", "activities")},
        REWARDS: OFFICERS,
        **{f"{REWARDS}/{{id}}/{act}": OFFICERS for act in ("panel", "scores", "notice", "confirmation")},
        f"{REWARDS}/{{id}}/recusals": (*OFFICERS, Role.PANEL),
        f"{REWARDS}/{{id}}/objections": APPLICANTS,
        f"{REWARDS}/{{id}}/objection-reviews": (*OFFICERS, SUPERVISOR),
        APPLICATIONS: APPLICANTS,
        **{f"{APPLICATIONS}/{{id}}/{act}": APPLICANTS for act in ("report", "account")},
        **{f"{APPLICATIONS}/{{id}}/{act}": (OFFICER,) for act in ("payment", "returned-payments", "recoveries")},
        **dict.fromkeys((PREMISES, f"{PREMISES}/{{id}}/surveys"), SURVEYORS),
        INFRA: BUYERS,
        **{f"{INFRA}/{{id}}/{act}": BUYERS for act in (*BUILDING, "completion", "use", "suspension", "resumption")},
        f"{INFRA}/{{id}}/cancellation": BUYERS,
        **{f"{INFRA}/{{id}}/{act}": (APPROVER, ADMIN) for act in ("design-approval", "acceptance")},
        f"{INFRA}/{{id}}/applications": (*BUYERS, OFFICER),
        f"{INFRA}/{{id}}/grants": OFFICERS,
        **{f"{STIPENDS}/{{id}}/{act}": (OFFICER,) for act in ("payments", "returned-payments", "reversals")},
        **TAKEN_BY_EVERY_SERVICE,
    },
    questions={
        **{f"{FUNDS}{what}": EVERYBODY for what in ("", "/{id}", "/{id}/sums", "/{id}/entries", "/{id}/statements")},
        f"{FUNDS}/{{id}}/history": EVERYBODY,
        **{f"{of}{what}": EVERYBODY for of in (ROUNDS, PROJECTS) for what in ("", "/{id}", "/{id}/history")},
        **{f"{of}{what}": OF_TASKS for of in (TASKS, CONTRACTS) for what in ("", "/{id}", "/{id}/history")},
        **{f"{ASSOCIATIONS}{what}": OF_ASSOCIATIONS for what in ("", "/{id}", "/{id}/history")},
        **{f"{REWARDS}{what}": OF_ROUNDS for what in ("", "/{id}", "/{id}/history")},
        **dict.fromkeys((APPLICATIONS, f"{APPLICATIONS}/{{id}}"), (*ABOVE, ASSOCIATION)),
        f"{APPLICATIONS}/{{id}}/history": ABOVE,
        f"{APPLICATIONS}/{{id}}/merits": (*OF_ROUNDS, ASSOCIATION),
        **{f"{of}{what}": EVERYBODY for of in (INFRA, PREMISES) for what in ("", "/{id}", "/{id}/history")},
        **{f"{STIPENDS}{what}": (*OVERSEERS, SUPERVISOR, AUDITOR) for what in ("", "/{id}", "/{id}/history")},
        **of_every_service(),
    },
    acts_of_anybody={f"{PUBLIC}/fund-project-objections{act}" for act in ("", "/lookup")},
    told_to_anybody={
        *(f"{PUBLIC}/{what}" for what in ("funds", "fund-statement", "fund-projects", "allocation-rounds")),
        *(f"{PUBLIC}/{what}" for what in ("tasks", "contracts", "reward-calls", "reward-notices", "rewards")),
        *(f"{PUBLIC}/{what}" for what in ("infra-projects", "premises", "stipends", "statistics/premises")),
    },
)
