"""The counter's doors: the clerk's, the hall's and its director's, and what residents do without a token."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.hostile.doors.door import EVERYBODY, TAKEN_BY_EVERY_SERVICE, Doors, of_every_service

C, E, A, D, S = Role.CLERK, Role.EXAMINER, Role.APPROVER, Role.CENTRE_DIRECTOR, Role.SUPERVISOR
ADMIN, AUDITOR = Role.ADMIN, Role.AUDITOR
CLERKS = (C,)
READERS, STAFF, OFFICERS = (C, D, S, AUDITOR, ADMIN), (C, E, A, D), (C, E, A, D, S, AUDITOR, ADMIN)
ADMINS, DIRECTORS, FOLLOW_UP = (ADMIN,), (D, ADMIN), (C, D, S)
V1 = "/v1"
APPLICATIONS, DRAFTS, APPOINTMENTS = f"{V1}/applications", f"{V1}/drafts", f"{V1}/appointments"
ENQUIRIES, COMPLAINTS, RATINGS = f"{V1}/enquiries", f"{V1}/complaints", f"{V1}/ratings"
INSTANT, EMERGENCIES = f"{V1}/instant-services", f"{V1}/emergency-services"
HALLS, ITEMS, LEAVE, PUBLIC = f"{V1}/halls", f"{V1}/items", f"{V1}/compensatory-leave", f"{V1}/public"

DOORS = Doors(
    commands={
        **dict.fromkeys((APPLICATIONS, DRAFTS, APPOINTMENTS, INSTANT, EMERGENCIES), CLERKS),
        **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("correction-notice", "correction", "acceptance")},
        **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("withdrawal", "delivery", "duplicate-answer")},
        **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("non-acceptance", "transfer", "acceptance-withdrawal")},
        **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("entry-correction", "applicant-correction")},
        **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("applicant-reading", "agent", "agent-ending")},
        **{f"{APPLICATIONS}/{{id}}/{act}": CLERKS for act in ("full-capacity", "household-members")},
        **{f"{APPLICATIONS}/{{id}}/household-{act}": CLERKS for act in ("member-removal", "authorisation")},
        **{f"{APPLICATIONS}/{{id}}/attachments{act}": (C, E) for act in ("", "/{attachment}/removal")},
        **{f"{APPOINTMENTS}/{{id}}/{act}": CLERKS for act in ("attendance", "cancellation")},
        **{f"{EMERGENCIES}/{{id}}/{act}": CLERKS for act in ("response", "papers")},
        ENQUIRIES: STAFF,
        **{f"{ENQUIRIES}/{{id}}/{act}": STAFF for act in ("hand-over", "answer", "closure")},
        f"{COMPLAINTS}/{{id}}/answer": (D,),
        **{f"{RATINGS}/{{id}}/{act}": FOLLOW_UP for act in ("contact", "verification", "appeal", "correction")},
        f"{RATINGS}/{{id}}/second-contact": FOLLOW_UP,
        f"{RATINGS}/{{id}}/recheck": (D, S),
        HALLS: DIRECTORS,
        **{
            f"{HALLS}/{{id}}/{act}": DIRECTORS
            for act in ("windows", "pauses", "closures", "rosters", "roster-proposals")
        },
        **{f"{HALLS}/{{id}}/{act}": CLERKS for act in ("tickets", "calls", "recalls", "skips", "requeues", "servings")},
        f"{LEAVE}/{{id}}/takings": DIRECTORS,
        **{f"{ITEMS}/{{id}}/{act}": ADMINS for act in ("versions", "guide", "opening", "suspension", "resumption")},
        f"{V1}/catalogue/entries": ADMINS,
        f"{APPLICATIONS}/{{id}}/identity-readings": (C, E),
        f"{V1}/subjects/{{id}}/erasure": (ADMIN,),
        f"{V1}/opinions": CLERKS,
        **TAKEN_BY_EVERY_SERVICE,
    },
    questions={
        **{
            f"{APPLICATIONS}{what}": READERS
            for what in ("", "/{id}", "/{id}/history", "/{id}/duplicates", "/{id}/people")
        },
        **{f"{V1}/open-{what}": READERS for what in ("duplicates", "authorisations")},
        **{f"{APPLICATIONS}/{{id}}/{what}": CLERKS for what in ("voucher", "documents/{kind}")},
        f"{APPLICATIONS}/{{id}}/attachments": OFFICERS,
        f"{APPLICATIONS}/{{id}}/attachments/{{attachment}}/content": (C, E),
        **dict.fromkeys((DRAFTS, f"{DRAFTS}/{{id}}", INSTANT, f"{INSTANT}/{{id}}"), READERS),
        **{f"{EMERGENCIES}{what}": READERS for what in ("", "/{id}", "/{id}/history")},
        **dict.fromkeys((f"{APPOINTMENTS}/{{id}}", f"{HALLS}/{{id}}/appointments"), READERS),
        **{f"{APPOINTMENTS}/{{id}}/{what}": CLERKS for what in ("contact", "slip")},
        **dict.fromkeys((ENQUIRIES, f"{ENQUIRIES}/{{id}}", f"{V1}/enquiry-statistics"), OFFICERS),
        f"{ENQUIRIES}/{{id}}/words": STAFF,
        COMPLAINTS: (D, S, AUDITOR),
        f"{COMPLAINTS}/{{id}}/words": (D,),
        **dict.fromkeys((RATINGS, f"{RATINGS}/{{id}}"), READERS),
        f"{RATINGS}/{{id}}/words": FOLLOW_UP,
        f"{RATINGS}/{{id}}/history": (S, AUDITOR, ADMIN),
        **dict.fromkeys((HALLS, f"{HALLS}/{{id}}", f"{V1}/centres"), EVERYBODY),
        **{f"{ITEMS}{what}": EVERYBODY for what in ("", "/{id}", "/{id}/guides")},
        f"{HALLS}/{{id}}/tickets/{{ticket}}": CLERKS,
        f"{HALLS}/{{id}}/roster": OFFICERS,
        LEAVE: (D, AUDITOR, ADMIN),
        f"{V1}/notification-failures": DIRECTORS,
        **{f"{V1}/erasures{what}": (AUDITOR, ADMIN) for what in ("", "/{id}")},
        **of_every_service(),
    },
    acts_of_anybody={
        *(f"{PUBLIC}/appointments{act}" for act in ("", "/{id}/cancellation", "/lookup")),
        *(f"{PUBLIC}/drafts{act}" for act in ("", "/{id}/revision", "/{id}/discarding", "/{id}/reading")),
        *(f"{PUBLIC}/{act}" for act in ("complaints", "complaint-searches", "enquiries/lookup", "progress")),
        *(f"{PUBLIC}/{act}" for act in ("withdrawals", "hand-ins", "ratings", "halls/{id}/tickets", "access-searches")),
    },
    told_to_anybody={
        *(
            f"{PUBLIC}/halls{what}"
            for what in ("", "/{id}/slots", "/{id}/hours", "/{id}/board", "/{id}/tickets/{ticket}")
        ),
        *(f"{PUBLIC}/{what}" for what in ("items", "items/{id}", "ratings")),
        *(f"{PUBLIC}/statistics/{what}" for what in ("satisfaction", "waiting")),
    },
)

MENDED = {
    f"{APPLICATIONS}/{{id}}/{act}" for act in ("acceptance-withdrawal", "entry-correction", "applicant-correction")
} | {f"{APPLICATIONS}/{{id}}/{act}" for act in ("applicant-reading", "identity-readings")}
FILES = {f"{APPLICATIONS}/{{id}}/attachments{act}" for act in ("", "/{attachment}/removal")}
AT_WINDOW = (APPLICATIONS, DRAFTS, INSTANT, EMERGENCIES, f"{V1}/opinions")
OF_GOVERNMENT = {path for path in DOORS.commands if path.startswith(AT_WINDOW)} - MENDED - FILES
"""What a committee may never do (居政分离): who would is told so, whatever else they lack."""
