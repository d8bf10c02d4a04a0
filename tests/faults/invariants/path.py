"""What must never happen on the way of an application through the services."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Set

from shared.kernel.ids import by_trigger
from tests.faults.observed import Event, Observed

# Reactions: in which log which event answers which event of which other log, once each.
FOLLOWERS_OF_CASEWORK = ("intake", "councils", "grants", "associations")
FOLLOWERS_OF_INTAKE = ("casework", "councils", "grants", "associations")
REACTIONS = (
    ("intake", "application-accepted", "casework", "case-opened"),
    *(("casework", told, "intake", "result-received") for told in ("case-closed", "decision-corrected")),
    ("casework", "decision-revoked", "intake", "result-revoked"),
    *(
        ("casework", told, "intake", "due-dates-known")
        for told in ("case-opened", "clock-suspended", "clock-resumed", "extension-approved")
    ),
    ("intake", "application-withdrawn", "casework", "case-terminated"),
    ("intake", "acceptance-withdrawn", "casework", "case-annulled"),
    ("casework", "case-annulled", "intake", "annulment-confirmed"),
    ("intake", "decided-at-window", "casework", "decision-made"),
    ("intake", "decided-at-window", "casework", "case-closed"),
    ("casework", "assistance-paid", "intake", "emergency-payment-known"),
    *(
        ("casework", told, "intake", "delegation-known")
        for told in ("delegation-granted", "delegation-condition-met", "delegation-revoked")
    ),
    ("councils", "centre-opened", "intake", "centre-known"),
    ("councils", "committee-founded", "intake", "committee-known"),
    ("intake", "opinion-taken", "councils", "opinion-registered"),
    ("councils", "centre-opened", "associations", "centre-known"),
    ("councils", "community-established", "associations", "community-known"),
    ("councils", "committee-founded", "grants", "committee-known"),
    ("councils", "committee-assigned", "grants", "committee-assignment-known"),
    ("councils", "supervision-member-elected", "grants", "committee-member-known"),
    ("councils", "member-elected", "grants", "committee-member-known"),
    *(
        ("councils", left, "grants", "committee-member-left")
        for left in ("member-removed", "supervision-member-recalled", "supervision-seat-lost")
    ),
    ("councils", "working-funds-entitled", "grants", "working-funds-known"),
    ("councils", "stipend-entitled", "grants", "stipend-known"),
    ("councils", "resolution-adopted", "grants", "resolution-known"),
    *(
        ("councils", told, "grants", "resolution-standing-known")
        for told in ("re-vote-demanded", "resolution-executed")
    ),
    *(
        ("councils", "resolution-in-force", "grants", told)
        for told in ("resolution-standing-known", "resolution-taken", "project-opened")
    ),
    *(("associations", told, "grants", "association-known") for told in ("filed", "registered")),
    ("associations", "activity-reported", "grants", "activity-known"),
    ("associations", "sanctioned", "grants", "association-sanction-known"),
    ("associations", "suspension-ended", "grants", "association-suspension-ended"),
    *(
        ("associations", ended, "grants", "association-end-known")
        for ended in ("filing-cancelled", "deregistered", "revoked")
    ),
    *(("associations", "filing-decided", "casework", told) for told in ("decision-made", "case-closed")),
    ("grants", "contract-signed", "casework", "contract-known"),
    ("grants", "task-funds-transferred", "casework", "contract-funds-known"),
    *(("grants", end, "casework", "contract-end-known") for end in ("contract-terminated", "contract-completed")),
    ("grants", "task-admission-approved", "councils", "task-admission-known"),
    ("intake", "item-published", "casework", "item-known"),
    ("intake", "compensatory-leave-taken", "casework", "staff-absence-recorded"),
    *(("intake", "erasure-requested", target, "erasure-asked") for target in FOLLOWERS_OF_INTAKE),
    *((source, "erasure-cleared", "intake", "clearance-known") for source in FOLLOWERS_OF_INTAKE),
    *(("casework", "policy-adopted", target, "policy-known") for target in FOLLOWERS_OF_CASEWORK),
    *(("casework", "calendar-year-published", target, "calendar-year-known") for target in FOLLOWERS_OF_CASEWORK),
)
# What officers do by themselves too: only what names a cause must have it.
BY_HAND_TOO = {
    *("decision-made", "case-closed", "case-terminated", "staff-absence-recorded"),
    *("opinion-registered", "activity-known", "resolution-taken"),
}
TELLING = ("clock-suspended", "clock-resumed", "extension-approved")


def receipts_have_vouchers(observed: Observed) -> list[str]:
    """A receipt never stands without its voucher, written by the same act, nor a voucher without its receipt."""
    log = observed.logs["intake"]
    receipts = Counter(
        (event.correlation, event.aggregate.partition("/")[2], int(event.data["voucher_number"].rpartition("-")[2]))
        for event in log.of("application-received")
    )
    vouchers = Counter(
        (event.correlation, event.data["application_id"], event.data["number"]) for event in log.of("voucher-issued")
    )
    lone = [f"receipt of {application} has no voucher {number}" for _, application, number in receipts - vouchers]
    return lone + [
        f"voucher {number} has no receipt of {application}" for _, application, number in vouchers - receipts
    ]


def vouchers_are_numbered(observed: Observed) -> list[str]:
    """Voucher numbers of a hall and year run from 1 in the order of receipt, as the receipts themselves say."""
    complaints = []
    issued: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for event in observed.logs["intake"].events:
        if event.word == "voucher-issued":
            issued[event.aggregate] += 1
            if event.data["number"] != issued[event.aggregate]:
                complaints.append(f"{event.aggregate}: {event.data['number']} is number {issued[event.aggregate]}")
        if event.word == "application-received":
            series, _, number = event.data["voucher_number"].rpartition("-")
            given[series] += 1
            if int(number) != given[series]:
                complaints.append(f"{series}: {number} is number {given[series]}")
    return complaints


def reactions_act_once(observed: Observed) -> list[str]:
    """Each trigger is answered exactly once and each answer has its trigger: an acceptance one case, a closure one
    result at the counter, and so on.
    """
    complaints = []
    emergencies = {each.aggregate.partition("/")[2] for each in observed.logs["intake"].of("emergency-service-opened")}
    answered: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for source, trigger, target, answer in REACTIONS:
        triggers = {event.id for event in observed.logs[source].of(trigger) if _helped(event, emergencies)}
        answers = Counter(event.cause for event in observed.logs[target].events if event.word == answer)
        complaints += [f"{answers[each]} {answer} for {trigger} {each}" for each in triggers if answers[each] != 1]
        answered[target, answer] |= triggers
    for (target, answer), triggers in answered.items():
        causes = {event.cause for event in observed.logs[target].events if event.word == answer}
        by_hand = {""} if answer in BY_HAND_TOO else set[str]()
        complaints += [f"{answer} without a trigger {each}" for each in causes - triggers - by_hand]
    return complaints


def _helped(event: Event, in_emergencies: Set[str]) -> bool:
    """Whether what is paid is help in an emergency: of the rest the counter takes no note."""
    return event.word != "assistance-paid" or event.aggregate.partition("/")[2] in in_emergencies


def one_case_an_application(observed: Observed) -> list[str]:
    """No application has two cases, and no case two results of one decision, whatever triggered them."""
    cases = Counter(e.data["application_id"] for e in observed.logs["casework"].of("case-opened"))
    results = Counter(e.data["case_id"] for e in observed.logs["intake"].of("result-received"))
    corrected = Counter(e.aggregate.partition("/")[2] for e in observed.logs["casework"].of("decision-corrected"))
    twice = (results - corrected).items()
    complaints = [f"application {each} has {count} cases" for each, count in cases.items() if count > 1]
    return complaints + [f"case {each} has {count} results" for each, count in twice if count > 1]


def instant_services_end_once(observed: Observed) -> list[str]:
    """What was decided at a window leads to one decision, one result and one delivery, and nobody declined it."""
    complaints = []
    casework, intake = observed.logs["casework"], observed.logs["intake"]
    made = Counter(e.aggregate.partition("/")[2] for e in casework.of("decision-made"))
    declined = {e.data["application_id"] for e in casework.of("instant-decision-declined")}
    ended = Counter((e.word, e.aggregate.partition("/")[2]) for e in intake.of("result-received", "result-delivered"))
    for event in intake.of("decided-at-window"):
        name = event.aggregate.partition("/")[2]
        found = (made[by_trigger("case", name)], ended["result-received", name], ended["result-delivered", name])
        if found != (1, 1, 1) or name in declined:
            complaints.append(f"{name} was decided, held and delivered {found} times")
    return complaints


def clocks_stop_and_run_on(observed: Observed) -> list[str]:
    """A suspension ends once and after it began; while one is open no date is told, and none is told earlier."""
    complaints = []
    open_now: defaultdict[str, set[str]] = defaultdict(set)
    told: dict[tuple[str, str], str] = {}
    for event in observed.logs["casework"].events:
        if event.word == "clock-suspended":
            open_now[event.aggregate].add(event.data["suspension_id"])
        if event.word == "clock-resumed":
            if event.data["suspension_id"] not in open_now[event.aggregate]:
                complaints.append(f"{event.aggregate} was resumed and not suspended")
            open_now[event.aggregate].discard(event.data["suspension_id"])
        for clock, due in event.data.get("due", {}).items() if event.word in TELLING else ():
            if open_now[event.aggregate]:
                complaints.append(f"{event.aggregate} was told {due['on']} while its clock stood still")
            if due["at"] < told.get((event.aggregate, clock), ""):
                complaints.append(f"{event.aggregate} was told {due['on']}, earlier than before")
            told[event.aggregate, clock] = due["at"]
    return complaints + [f"{case} never ran on" for case, those in open_now.items() if those]


def erasures_end_once(observed: Observed) -> list[str]:
    """Who asked to be erased is, once, and only after each service that was asked said that it keeps nothing."""
    complaints = []
    intake = observed.logs["intake"]
    for event in intake.of("erasure-requested"):
        of = [each for each in intake.events if each.aggregate == event.aggregate]
        words = [each.word for each in of]
        agreed = {each.data["service"] for each in of if each.word == "clearance-known"}
        ended = words[-2:] == ["erasure-granted", "subject-key-destroyed"] and words.count("subject-key-destroyed") == 1
        if not ended or agreed != set(FOLLOWERS_OF_INTAKE):
            complaints.append(f"{event.aggregate} ended by {words} when {sorted(agreed)} had agreed")
    return complaints
