"""The doors of councils: communities and committees, elections, bodies of a committee, and the three meetings."""

from __future__ import annotations

from shared.kernel.actors import Role
from tests.hostile.doors.door import EVERYBODY, TAKEN_BY_EVERY_SERVICE, Doors, Rows, of_every_service

ADMIN, CLERK, COMMITTEE, WORKING = Role.ADMIN, Role.CLERK, Role.COMMITTEE, Role.WORKING_COMMITTEE
ELECTION, SUPERVISION, REPRESENTATIVE = Role.ELECTION_COMMITTEE, Role.SUPERVISION_COMMITTEE, Role.REPRESENTATIVE
DELEGATE, RESIDENT, SUPERVISOR, AUDITOR = Role.UNIT_DELEGATE, Role.RESIDENT, Role.SUPERVISOR, Role.AUDITOR
DEPARTMENT = Role.DEPARTMENT
ABOVE, OWN, OF_ELECTION, VOTERS = (WORKING, ADMIN), (COMMITTEE, CLERK, ADMIN), (ELECTION, ADMIN), (RESIDENT, CLERK)
OF_UNITS, BODIES, ENTERING = (*ABOVE, CLERK), (*OWN, WORKING), (*OWN, WORKING, ELECTION)
CALLERS, PLEDGING, EXECUTING = (
    (*ABOVE, COMMITTEE),
    (*ABOVE, CLERK, DELEGATE),
    (*OWN, Role.ASSOCIATION_OFFICER, DELEGATE),
)
OVERSEEN = (*BODIES, AUDITOR)
SEEN, SEEN_BY_UNITS = (*OVERSEEN, SUPERVISOR, REPRESENTATIVE), (*OVERSEEN, SUPERVISOR, DELEGATE)
OF_BODIES = (*SEEN, SUPERVISION)
V1, PUBLIC = "/v1", "/v1/public"
COMMUNITIES, COMMITTEES, UNITS = f"{V1}/communities", f"{V1}/committees", f"{V1}/resident-units"
ACTIVITIES, ROLLS, ELECTIONS = f"{V1}/joint-activities", f"{V1}/voter-rolls", f"{V1}/elections"
REPRESENTATIVES, SUPERVISIONS = f"{V1}/representatives", f"{V1}/supervision-committees"
OPINIONS, TOPICS, MEETINGS, RESOLUTIONS = f"{V1}/opinions", f"{V1}/topics", f"{V1}/meetings", f"{V1}/resolutions"
WORKING_COMMITTEE, BRANCH = (
    f"{COMMUNITIES}/{{id}}/party-working-committee",
    f"{COMMITTEES}/{{id}}/party-branch-committee",
)
APPRAISALS, RECTIFICATIONS, TRAININGS = f"{V1}/appraisals", f"{V1}/rectifications", f"{V1}/trainings"
OWN_ACTIVITIES, PUT, REFUSALS = f"{V1}/self-governance-activities", f"{V1}/questions", f"{V1}/task-refusals"
GROUPS, CELLS = f"{COMMITTEES}/{{id}}/groups", f"{COMMITTEES}/{{id}}/grid-cells"
ONE_AND_HISTORY = ("", "/{id}", "/{id}/history")

STRUCTURE: Rows = {
    **{f"{V1}/district/{act}": (ADMIN,) for act in ("honours", "function-transfers")},
    **dict.fromkeys((COMMUNITIES, COMMITTEES, f"{V1}/streets", f"{COMMITTEES}/{{id}}/assignment"), ABOVE),
    f"{COMMITTEES}/{{id}}/households": ABOVE,
    f"{COMMITTEES}/{{id}}/abolition": ABOVE,
    **{f"{COMMUNITIES}/{{id}}/{act}": ABOVE for act in ("centres", "population")},
    **{f"{COMMUNITIES}/{{id}}/{act}": (ADMIN,) for act in ("split", "merger", "abolition")},
    **{f"{V1}/people{act}": ENTERING for act in ("", "/{id}/kin", "/{id}/kin-endings")},
    UNITS: OF_UNITS,
    **{f"{UNITS}/{{id}}/{act}": OF_UNITS for act in ("head", "party-member-count", "move", "leaving")},
    **{f"{UNITS}/{{id}}/{act}": PLEDGING for act in ("pledges", "pledge-confirmations")},
    f"{UNITS}/{{id}}/pledge-checks": ABOVE,
    **{f"{WORKING_COMMITTEE}{act}": ABOVE for act in ("", "/full-time-members", "/part-time-members", "/releases")},
    ACTIVITIES: OF_UNITS,
    **{f"{ACTIVITIES}/{{id}}/{act}": OF_UNITS for act in ("invitations", "holding", "result", "cancellation")},
    f"{ACTIVITIES}/{{id}}/answers": PLEDGING,
    **{f"{GROUPS}{act}": BODIES for act in ("", "/{group}/leader", "/{group}/leader-leaving", "/{group}/dissolution")},
    **{f"{CELLS}{act}": BODIES for act in ("", "/{cell}/members", "/{cell}/officers", "/{cell}/leavings")},
    f"{CELLS}/{{cell}}/dissolution": BODIES,
    **{f"{BRANCH}/{act}": OF_UNITS for act in ("terms", "posts", "vacancies")},
}
ELECTED: Rows = {
    f"{COMMITTEES}/{{id}}/member-removals": CALLERS,
    f"{ROLLS}/{{id}}/registrations": (*OF_ELECTION, CLERK),
    f"{ROLLS}/{{id}}/objections": (*OF_ELECTION, *VOTERS),
    **{f"{ROLLS}/{{id}}/{act}": OF_ELECTION for act in ("strikes", "objection-answers", "turnout")},
    **dict.fromkeys((ELECTIONS, f"{ELECTIONS}/{{id}}/election-committee"), CALLERS),
    **{f"{ELECTIONS}/{{id}}/{act}": OF_ELECTION for act in ("replacements", "criteria", "registration")},
    **{f"{ELECTIONS}/{{id}}/{act}": OF_ELECTION for act in ("voter-list", "postponement", "ballot-box", "count")},
    **{f"{ELECTIONS}/{{id}}/{act}": OF_ELECTION for act in ("declaration", "rounds", "result", "handover", "filing")},
    **{f"{ELECTIONS}/{{id}}/{act}": OF_ELECTION for act in ("reviews", "candidate-list")},
    f"{ELECTIONS}/{{id}}/nominations": (*OF_ELECTION, *VOTERS, REPRESENTATIVE),
    **{f"{ELECTIONS}/{{id}}/{act}": (*VOTERS, ADMIN) for act in ("appeals", "withdrawals")},
    f"{ELECTIONS}/{{id}}/appeal-answers": (ELECTION, WORKING),
}
BODIES_OF_A_COMMITTEE: Rows = {
    **{f"{REPRESENTATIVES}/{{id}}/{act}": BODIES for act in ("apportionment", "elections", "recalls", "departures")},
    **{f"{SUPERVISIONS}/{{id}}/{act}": BODIES for act in ("posts", "post-endings", "nominations", "elections")},
    **{f"{SUPERVISIONS}/{{id}}/{act}": BODIES for act in ("departures", "recall-demands", "recall-votes")},
    **{f"{SUPERVISIONS}/{{id}}/{act}": ABOVE for act in ("review", "filing", "entitlements")},
    **{f"{SUPERVISIONS}/{{id}}/{act}": (SUPERVISION,) for act in ("meeting-proposals", "countersignatures", "reports")},
    f"{SUPERVISIONS}/{{id}}/countersignature-refusals": (SUPERVISION,),
    **{f"{V1}/assemblies{act}": BODIES for act in ("", "/{id}/postponement", "/{id}/votes")},
    **{f"{V1}/petitions{act}": (CLERK, REPRESENTATIVE, ADMIN) for act in ("", "/{id}/signatures")},
    **{f"{V1}/pacts/{{id}}/{act}": OWN for act in ("drafts", "posting")},
    f"{V1}/pacts/{{id}}/adoption": BODIES,
    **{f"{V1}/pacts/{{id}}/{act}": (*ABOVE, Role.DEPARTMENT) for act in ("filing", "return")},
}
THREE_MEETINGS: Rows = {
    **dict.fromkeys((OPINIONS, f"{V1}/opinion-clusters", TOPICS, MEETINGS), OWN),
    **{f"{OPINIONS}/{{id}}/{act}": OWN for act in ("route", "answer")},
    **{f"{TOPICS}/{{id}}/{act}": OWN for act in ("opinions", "dropping")},
    **{f"{MEETINGS}/{{id}}/{act}": OWN for act in ("cancellation", "attendance", "departure", "opening")},
    **{f"{MEETINGS}/{{id}}/{act}": OWN for act in ("recusals", "minutes")},
    f"{V1}/report-meetings": BODIES,
    f"{MEETINGS}/{{id}}/votes": (*OWN, DELEGATE, SUPERVISION),
    **{f"{RESOLUTIONS}/{{id}}/{act}": OWN for act in ("posting", "archiving")},
    f"{RESOLUTIONS}/{{id}}/objections": (*OWN, WORKING, SUPERVISION, Role.RESIDENT),
    f"{RESOLUTIONS}/{{id}}/objection-codes": (COMMITTEE, CLERK),
    f"{RESOLUTIONS}/{{id}}/re-vote-demand": (SUPERVISION, CLERK, ADMIN),
    **{f"{RESOLUTIONS}/{{id}}/{act}": EXECUTING for act in ("progress", "completion")},
    f"{RESOLUTIONS}/{{id}}/verdict": (SUPERVISION, *VOTERS, ADMIN),
}
SUBJECTS = (*OWN, WORKING, SUPERVISION, Role.CENTRE_DIRECTOR, DELEGATE)
OF_APPRAISALS = (*SUBJECTS, REPRESENTATIVE, SUPERVISOR, AUDITOR, DEPARTMENT)
APPRAISED: Rows = {
    APPRAISALS: ABOVE,
    **{f"{APPRAISALS}/{{id}}/{act}": ABOVE for act in ("marks", "publication", "objection-answers", "rectification")},
    f"{APPRAISALS}/{{id}}/report": SUBJECTS,
    f"{APPRAISALS}/{{id}}/scores": BODIES,
    f"{APPRAISALS}/{{id}}/objections": (*SUBJECTS, REPRESENTATIVE, Role.RESIDENT),
    f"{RECTIFICATIONS}/{{id}}/answer": SUBJECTS,
    f"{RECTIFICATIONS}/{{id}}/check": ABOVE,
    **dict.fromkeys((TRAININGS, f"{TRAININGS}/{{id}}/attendance"), OF_UNITS),
    OWN_ACTIVITIES: BODIES,
    **{f"{OWN_ACTIVITIES}/{{id}}/{act}": BODIES for act in ("announcement", "cancellation", "holding", "report")},
    **dict.fromkeys((f"{COMMITTEES}/{{id}}/disclosures", PUT, REFUSALS), OWN),
    f"{PUT}/{{id}}/answer": (CLERK, ADMIN, Role.CENTRE_DIRECTOR),
}
QUESTIONS: Rows = {
    **{f"{of}{what}": EVERYBODY for of in (COMMUNITIES, COMMITTEES, TOPICS, MEETINGS) for what in ONE_AND_HISTORY},
    **{f"{V1}/streets{what}": EVERYBODY for what in ("", "/{id}")},
    **{f"{COMMITTEES}/{{id}}/members{what}": EVERYBODY for what in ("", "/history")},
    **{f"{RESOLUTIONS}{what}": EVERYBODY for what in (*ONE_AND_HISTORY, "/{id}/standing")},
    **{f"{COMMITTEES}/{{id}}/{what}": EVERYBODY for what in ("standing", "reports", "reports/history")},
    **{f"{V1}/people/{{id}}{what}": (*ENTERING, SUPERVISION, AUDITOR) for what in ("", "/history")},
    f"{V1}/people/{{id}}/name": (CLERK, WORKING, ELECTION),
    **{f"{of}{what}": (*SEEN_BY_UNITS, REPRESENTATIVE) for of in (UNITS, ACTIVITIES) for what in ONE_AND_HISTORY},
    **dict.fromkeys((f"{V1}/pledges", f"{UNITS}/{{id}}/pledges/history"), (*SEEN_BY_UNITS, REPRESENTATIVE)),
    **dict.fromkeys((f"{V1}/party-working-committees", WORKING_COMMITTEE), SEEN_BY_UNITS),
    f"{WORKING_COMMITTEE}/history": SEEN_BY_UNITS,
    **{f"{of}{what}": (*OF_BODIES, ELECTION) for of in (GROUPS, BRANCH) for what in ("", "/history")},
    **{f"{CELLS}{what}": SEEN for what in ("", "/history")},
    **{f"{ROLLS}/{{id}}{what}": (*OVERSEEN, ELECTION, SUPERVISION) for what in ("", "/voters", "/history")},
    **{f"{ELECTIONS}{what}": (*OVERSEEN, ELECTION, SUPERVISION, REPRESENTATIVE) for what in ONE_AND_HISTORY},
    **{f"{REPRESENTATIVES}/{{id}}{what}": (*OF_BODIES, ELECTION) for what in ("", "/seats", "/history")},
    **{f"{SUPERVISIONS}{what}": (*OF_BODIES, Role.FUND_OFFICER) for what in ONE_AND_HISTORY},
    **{f"{SUPERVISIONS}/{{id}}/{what}": (*OF_BODIES, Role.FUND_OFFICER) for what in ("acts", "entitlements")},
    **{f"{V1}/assemblies{what}": (*OF_BODIES, ELECTION) for what in ONE_AND_HISTORY},
    f"{V1}/assembly-counts": (*OF_BODIES, ELECTION),
    **{f"{V1}/petitions{what}": OF_BODIES for what in ONE_AND_HISTORY},
    **{f"{V1}/pacts/{{id}}{what}": (*OF_BODIES, Role.DEPARTMENT) for what in ("", "/history")},
    **{f"{OPINIONS}{what}": (*OVERSEEN, SUPERVISION, SUPERVISOR) for what in ONE_AND_HISTORY},
    f"{OPINIONS}/{{id}}/words": OWN,
    **{f"{V1}/district{what}": EVERYBODY for what in ("", "/history")},
    **{f"{of}{what}": OF_APPRAISALS for of in (APPRAISALS, RECTIFICATIONS) for what in ONE_AND_HISTORY},
    **{f"{APPRAISALS}/{{id}}/{what}": OF_APPRAISALS for what in ("objections", "report", "standing")},
    **dict.fromkeys((f"{RECTIFICATIONS}/{{id}}/plan", f"{V1}/outstanding-appraisals"), OF_APPRAISALS),
    **{f"{V1}/centre-records/{{id}}{what}": OF_APPRAISALS for what in ("", "/history")},
    **{f"{OWN_ACTIVITIES}{what}": OF_BODIES for what in ONE_AND_HISTORY},
    **dict.fromkeys((f"{V1}/disclosures", f"{COMMITTEES}/{{id}}/disclosures/history"), OF_BODIES),
    **{f"{PUT}{what}": (*OF_BODIES, Role.CENTRE_DIRECTOR) for what in ONE_AND_HISTORY},
    **{f"{REFUSALS}{what}": (*OVERSEEN, SUPERVISION, SUPERVISOR, DEPARTMENT) for what in ONE_AND_HISTORY},
    **{f"{TRAININGS}{what}": (*OVERSEEN, SUPERVISION, SUPERVISOR) for what in ONE_AND_HISTORY},
    f"{V1}/training-hours": (*OVERSEEN, SUPERVISION, SUPERVISOR),
    **of_every_service(),
}

DOORS = Doors(
    commands={**STRUCTURE, **ELECTED, **BODIES_OF_A_COMMITTEE, **THREE_MEETINGS, **APPRAISED, **TAKEN_BY_EVERY_SERVICE},
    questions=QUESTIONS,
    acts_of_anybody={
        *(f"{PUBLIC}/{of}{act}" for of in ("opinions", "resolution-objections") for act in ("", "/lookup")),
        *(f"{PUBLIC}/{act}" for act in ("opinion-ratings", "resolution-verdicts")),
    },
    told_to_anybody={
        *(f"{PUBLIC}/{what}" for what in ("communities", "resident-units", "joint-activities", "hierarchies")),
        *(f"{PUBLIC}/{what}" for what in ("committees/{id}/members", "elections", "elections/{id}", "assemblies")),
        *(f"{PUBLIC}/{what}/{{id}}" for what in ("representatives", "supervision-committees", "pacts")),
        *(f"{PUBLIC}/{what}" for what in ("opinions", "topics", "resolutions", "notices")),
        *(f"{PUBLIC}/{what}" for what in ("district", "acting-body", "appraisals", "rectifications", "questions")),
        *(f"{PUBLIC}/{what}" for what in ("disclosures", "overdue-disclosures", "self-governance-activities")),
    },
)
