"""The doors of associations: their own people and the counter, the centres, the registry."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.hostile.doors.door import REDRIVE, Doors, of_every_service

CLERK, OFFICER, EXAMINER = Role.CLERK, Role.ASSOCIATION_OFFICER, Role.EXAMINER
DIRECTOR, REGISTRAR, ADMIN = Role.CENTRE_DIRECTOR, Role.REGISTRAR, Role.ADMIN
PARTY, CENTRE = (OFFICER, CLERK), (EXAMINER, DIRECTOR)
AUTHORITIES = (*CENTRE, REGISTRAR)
READERS = (
    *(*PARTY, *AUTHORITIES, ADMIN, Role.AUDITOR, Role.SUPERVISOR),
    *(Role.DEPARTMENT, Role.WORKING_COMMITTEE, Role.FUND_OFFICER, Role.PANEL),
)
ALL, PUBLIC = "/v1/associations", "/v1/public"
ONE = f"{ALL}/{{id}}"

DOORS = Doors(
    commands={
        ALL: (CLERK,),
        **dict.fromkeys(("/v1/association-entries", "/v1/communities/{id}/code"), (ADMIN,)),
        **{f"{ONE}/{act}": PARTY for act in ("draft", "submission", "correction", "founding-meeting", "liquidation")},
        **{f"{ONE}/{act}": CENTRE for act in ("notice", "filing", "filing-refusal", "filing-renewal")},
        f"{ONE}/filing-change": (*CENTRE, CLERK),
        f"{ONE}/filing-cancellation": (*CENTRE, *PARTY),
        f"{ONE}/supervisor-consent": (DIRECTOR, Role.DEPARTMENT),
        **{f"{ONE}/{act}": (REGISTRAR,) for act in ("preparation-approval", "registration-acceptance")},
        **{f"{ONE}/{act}": (REGISTRAR,) for act in ("charter-approval", "deregistration", "revocation")},
        **{f"{ONE}/registration{act}": (REGISTRAR,) for act in ("", "-refusal", "-change")},
        **{f"{ONE}/{act}": AUTHORITIES for act in ("correction-notice", "name-warning-answer")},
        **{f"{ONE}/{act}": AUTHORITIES for act in ("sanctions", "suspension-end")},
        **REDRIVE,
    },
    questions={
        **{f"{ALL}{what}": READERS for what in ("", "/statistics", "/flow", "/{id}", "/{id}/history")},
        **dict.fromkeys((f"{ONE}/certificate", "/v1/communities"), READERS),
        **of_every_service(),
    },
    told_to_anybody={f"{PUBLIC}/{what}" for what in ("associations", "associations/{id}", "association-notices")},
)
