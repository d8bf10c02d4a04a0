"""What must never happen to what is owed beside a fund: contracts, stipends of a supervision committee, rewards."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.faults.observed import Observed

UNDONE = ("stipend-payment-returned", "stipend-payment-reversed")


def contracts_accept_what_was_done(observed: Observed) -> list[str]:
    """No more is accepted of a piece of work than was reported."""
    complaints, reported = [], dict[tuple[str, str], int]()
    for event in observed.logs["grants"].of("work-reported", "work-verified"):
        work = (event.aggregate, event.data["report_id"])
        if event.word == "work-reported":
            reported[work] = event.data["quantity"]
        elif event.data["accepted"] > reported.pop(work, 0):
            complaints.append(f"{event.aggregate}: accepted {event.data}")
    return complaints


def contracts_pay_what_is_due(observed: Observed) -> list[str]:
    """No more is paid than has fallen due; what came back is due again, once."""
    complaints, due, paid = [], Counter[str](), dict[tuple[str, str], int]()
    for event in observed.logs["grants"].of("contract-payment-due", "contract-paid", "contract-payment-returned"):
        of, said = event.aggregate, event.data
        match event.word:
            case "contract-payment-due":
                due[of] += said["amount"]["amount"]
            case "contract-paid":
                paid[of, said["receipt_ref"]] = said["amount"]["amount"]
                due[of] -= said["amount"]["amount"]
                complaints += [f"{of} is paid beyond what is due"] if due[of] < 0 else []
            case _:
                back = paid.pop((of, said["receipt_ref"]), None)
                complaints += [f"{of}: {said} was never paid"] if back is None else []
                due[of] += back or 0
    return complaints


def stipends_are_paid_once(observed: Observed) -> list[str]:
    """A part of somebody's stipend is paid once unless the payment came back or was none, and as much as was stated."""
    complaints, stated = [], dict[tuple[str, str, str], int]()
    paid: dict[tuple[str, str], tuple[str, str, str]] = {}
    for event in observed.logs["grants"].of("stipend-known", "stipend-paid", *UNDONE):
        of, said = event.aggregate, event.data
        if event.word == "stipend-known":
            stated |= {(of, said["person_id"], part): said[part.lower()]["amount"] for part in ("BASIC", "PERFORMANCE")}
        elif event.word in UNDONE:
            complaints += [] if paid.pop((of, said["receipt_ref"]), None) else [f"{of}: {said} was never paid"]
        else:
            part = (of, said["person_id"], said["part"])
            complaints += [f"{part} is paid twice"] if part in paid.values() else []
            complaints += [] if stated.get(part) == said["amount"]["amount"] else [f"{part} is paid {said['amount']}"]
            paid[of, said["receipt_ref"]] = part
    return complaints


def rewards_are_scored_once(observed: Observed) -> list[str]:
    """An association is in a round once and scored once, by members of its panel who were not recused."""
    complaints, panel = [], dict[str, set[str]]()
    applied: dict[tuple[str, str], str] = {}
    recused: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    scored = set[tuple[str, str]]()
    words = ("reward-application-entered", "panel-formed", "panel-member-recused", "scores-given")
    for event in observed.logs["grants"].of(*words):
        round_, said = event.aggregate, event.data
        if event.word == "panel-formed":
            panel[round_] = {each["person"] for each in said["members"]}
        elif event.word == "panel-member-recused":
            recused[round_, said["association_id"]].add(said["person"])
        elif event.word == "reward-application-entered":
            again = (round_, said["association_id"]) in {(of, who) for (of, _), who in applied.items()}
            complaints += [f"{said['association_id']} is in {round_} twice"] if again else []
            applied[round_, said["application_id"]] = said["association_id"]
        else:
            entry = (round_, said["application_id"])
            may = panel[round_] - recused[round_, applied.get(entry, "")]
            right = entry in applied and entry not in scored and {*said["scorers"]} <= may
            complaints += [] if right else [f"{entry} is scored by {said['scorers']}"]
            scored.add(entry)
    return complaints
