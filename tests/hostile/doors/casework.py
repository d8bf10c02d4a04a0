"""The back office's doors: who examines and approves, who answers a question, who pays; one is open to all."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.hostile.doors.door import EVERYBODY, TAKEN_BY_EVERY_SERVICE, Doors, of_every_service

E, A, D, C = Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR, Role.CLERK
ADMIN, DEPT, MACHINE, SUPERVISOR = Role.ADMIN, Role.DEPARTMENT, Role.MACHINE, Role.SUPERVISOR
BODIES, ABOVE, PAYERS = (MACHINE, DEPT), (DEPT, A, D), (DEPT, A, D)
CASES, LISTS, BENEFITS = "/v1/cases", "/v1/case-lists", "/v1/benefits"
TASKS = "/v1/committee-tasks"
POSTS, STAFF, DELEGATIONS = "/v1/posts", "/v1/staff", "/v1/delegations"
OFFICERS = (E, A, D, C, SUPERVISOR, DEPT, Role.AUDITOR, ADMIN)
ONE_AND_HISTORY = ("", "/{id}", "/{id}/history")

DOORS = Doors(
    commands={
        **{f"{CASES}/{{id}}/{act}": (E,) for act in ("suspension", "resumption", "extension-request", "proposal")},
        **{f"{CASES}/{{id}}/{act}": (E,) for act in ("closure", "decision-publication", "sending", "public-notices")},
        **{
            f"{CASES}/{{id}}/{act}": (E,) for act in ("steps", "step-completions", "household-visits", "finance-checks")
        },
        **{f"{CASES}/{{id}}/{act}": (E,) for act in ("department-queries", "uptake")},
        **{f"{CASES}/{{id}}/{act}": (A,) for act in ("extension", "extension-denial", "return", "decision", "recheck")},
        **{f"{CASES}/{{id}}/{act}": (A,) for act in ("objection-resolutions", "entry-corrections", "termination")},
        **{f"{CASES}/{{id}}/{act}": BODIES for act in ("finance-check-results", "department-replies")},
        **{f"{CASES}/{{id}}/{act}": ABOVE for act in ("decision-revocation", "decision-correction", "reconsideration")},
        f"{CASES}/{{id}}/body-answer": (A, DEPT, MACHINE),
        f"{CASES}/{{id}}/instant-decision": (C, E, A),
        f"{CASES}/{{id}}/objections": (C, E),
        f"{CASES}/{{id}}/assignment": (D, SUPERVISOR),
        f"{CASES}/{{id}}/notes": (E, A),
        f"{LISTS}/assignments": (D, SUPERVISOR),
        **{f"{LISTS}/{act}": (E,) for act in ("notices", "notice-ends", "closures")},
        f"{LISTS}/decisions": (A,),
        "/v1/case-searches": (E, A, C, D),
        **{
            f"{BENEFITS}/{{id}}/{act}": PAYERS for act in ("payments", "change", "stop", "recovery-order", "recoveries")
        },
        f"{BENEFITS}/{{id}}/reviews": (*PAYERS, E),
        **{f"{DELEGATIONS}/{{id}}/{act}": (DEPT, ADMIN) for act in ("grants", "conditions", "revocation")},
        POSTS: (ADMIN,),
        **{f"{POSTS}/{{id}}/{act}": (ADMIN, D) for act in ("assignment", "cover")},
        STAFF: (ADMIN,),
        **{f"{STAFF}/{{id}}/{act}": (ADMIN, D) for act in ("training", "move", "absences", "return")},
        f"{STAFF}/{{id}}/departure": (ADMIN,),
        "/v1/policies/{id}/adoptions": (ADMIN,),
        "/v1/calendar-years/{id}/publications": (ADMIN,),
        **dict.fromkeys((TASKS, f"{TASKS}/{{id}}/regularisation"), (DEPT, E, D)),
        **{f"{TASKS}/{{id}}/{act}": (Role.COMMITTEE, C) for act in ("refusal", "report")},
        **TAKEN_BY_EVERY_SERVICE,
    },
    questions={
        **{f"{of}{what}": OFFICERS for of in (CASES, POSTS, DELEGATIONS, BENEFITS) for what in ONE_AND_HISTORY},
        f"{BENEFITS}/{{id}}/standing": OFFICERS,
        **{f"{CASES}/{{id}}/{what}": OFFICERS for what in ("due-date-proof", "supervision", "inquiries")},
        f"{CASES}/{{id}}/public-notices": OFFICERS,
        **dict.fromkeys(("/v1/due-date-moves", f"{POSTS}/cover"), OFFICERS),
        STAFF: (ADMIN, D, SUPERVISOR, Role.AUDITOR),
        **dict.fromkeys(("/v1/policies", "/v1/calendar-years", "/v1/calendar-years/{id}"), EVERYBODY),
        **{f"{TASKS}{what}": (*OFFICERS, Role.COMMITTEE, Role.SUPERVISION_COMMITTEE) for what in ONE_AND_HISTORY},
        **of_every_service(),
    },
    told_to_anybody={"/v1/statistics/on-time", "/v1/public/case-notices"},
)
