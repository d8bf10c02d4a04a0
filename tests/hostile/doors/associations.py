"""The doors of associations: their own people and the counter, the centres, the registry."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.hostile.doors.door import TAKEN_BY_EVERY_SERVICE, Doors, of_every_service

CLERK, OFFICER, EXAMINER = Role.CLERK, Role.ASSOCIATION_OFFICER, Role.EXAMINER
DIRECTOR, REGISTRAR, ADMIN = Role.CENTRE_DIRECTOR, Role.REGISTRAR, Role.ADMIN
PARTY, CENTRE = (OFFICER, CLERK), (EXAMINER, DIRECTOR)
AUTHORITIES = (*CENTRE, REGISTRAR)
OFFICES = (
    *(CLERK, *AUTHORITIES, ADMIN, Role.AUDITOR, Role.SUPERVISOR),
    *(Role.DEPARTMENT, Role.WORKING_COMMITTEE, Role.FUND_OFFICER, Role.PANEL),
)
READERS = (OFFICER, *OFFICES)
HELPERS = (*PARTY, *CENTRE, Role.UNIT_DELEGATE)
ALL, PUBLIC = "/v1/associations", "/v1/public"
ONE, ACTIVITIES, NEEDS = f"{ALL}/{{id}}", "/v1/activities", "/v1/needs"

DOORS = Doors(
    commands={
        ALL: PARTY,
        **dict.fromkeys(("/v1/association-entries", "/v1/communities/{id}/code"), (ADMIN,)),
        **{f"{ONE}/{act}": PARTY for act in ("draft", "submission", "correction", "founding-meeting")},
        **{f"{ONE}/{act}": PARTY for act in ("liquidation", "liquidation-end")},
        **{f"{ONE}/{act}": CENTRE for act in ("notice", "filing", "filing-refusal", "filing-renewal")},
        f"{ONE}/objections": (CLERK, Role.RESIDENT),
        f"{ONE}/objections/{{objection}}/answer": CENTRE,
        f"{ONE}/objection-codes": (CLERK,),
        **{f"{ONE}/{act}": (*CENTRE, *PARTY) for act in ("filing-change", "filing-cancellation")},
        **{f"{ONE}/supervisor-consent{s}": (DIRECTOR, Role.DEPARTMENT) for s in ("", "s")},
        **{f"{ONE}/{act}": (REGISTRAR,) for act in ("preparation-approval", "registration-acceptance")},
        **{f"{ONE}/{act}": (REGISTRAR,) for act in ("charter-approval", "deregistration", "revocation")},
        **{f"{ONE}/registration{act}": (REGISTRAR,) for act in ("", "-refusal", "-change", "-change-refusal")},
        **{f"{ONE}/{act}": AUTHORITIES for act in ("correction-notice", "name-warning-answer")},
        **{f"{ONE}/{act}": AUTHORITIES for act in ("sanctions", "suspension-end")},
        **{f"{ONE}/{act}": PARTY for act in ("withdrawal", "annual-reports")},
        f"{ONE}/registration-change-request": PARTY,
        f"{ONE}/inspections": (REGISTRAR,),
        **dict.fromkeys((ACTIVITIES, "/v1/activity-reports", NEEDS), PARTY),
        **{f"{ACTIVITIES}/{{id}}/{act}": PARTY for act in ("report", "calling-off", "rating-codes")},
        **{f"{NEEDS}/{{id}}/{act}": HELPERS for act in ("taking-up", "answer")},
        "/v1/founding-guides/{id}/editions": (ADMIN,),
        **TAKEN_BY_EVERY_SERVICE,
    },
    questions={
        ALL: OFFICES,
        **{f"{ALL}{what}": READERS for what in ("/statistics", "/flow", "/{id}", "/{id}/history")},
        **dict.fromkeys((f"{ONE}/certificate", "/v1/communities"), READERS),
        **dict.fromkeys((ACTIVITIES, f"{ACTIVITIES}/{{id}}/history"), READERS),
        f"{ONE}/founder": AUTHORITIES,
        f"{ONE}/objections": OFFICES,
        f"{ACTIVITIES}/{{id}}/rating-codes": PARTY,
        **dict.fromkeys(("/v1/annual-reports", "/v1/association-findings"), READERS),
        NEEDS: (*READERS, Role.UNIT_DELEGATE),
        f"{NEEDS}/{{id}}/words": HELPERS,
        f"{NEEDS}/{{id}}/history": READERS,
        **of_every_service(),
    },
    acts_of_anybody={
        *(f"{PUBLIC}/{act}" for act in ("activity-ratings", "needs", "needs/lookup")),
        *(f"{PUBLIC}/association-objections{act}" for act in ("", "/lookup")),
    },
    told_to_anybody={
        *(f"{PUBLIC}/{what}" for what in ("associations", "associations/{id}", "association-notices")),
        *(f"{PUBLIC}/{what}" for what in ("activities", "held-activities", "overdue-reports", "founding-guides/{id}")),
    },
)
