"""What must never happen to what is owed beside a fund: contracts, stipends of a supervision committee, rewards."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.faults.observed import Observed

UNDONE = ("stipend-payment-returned", "stipend-payment-reversed")


def contracts_pay_what_is_due(observed: Observed) -> list[str]:
    """No more is accepted of a piece of work than was reported, and no more is paid than has fallen due."""
    complaints, due = [], Counter[str]()
    reported: dict[tuple[str, str], int] = {}
    for event in observed.logs["grants"].of("work-reported", "work-verified", "contract-payment-due", "contract-paid"):
        if event.word == "work-reported":
            reported[event.aggregate, event.data["report_id"]] = event.data["quantity"]
        elif event.word == "work-verified":
            most = reported.pop((event.aggregate, event.data["report_id"]), 0)
            complaints += [f"{event.aggregate}: accepted {event.data}"] if event.data["accepted"] > most else []
        else:
            sign = 1 if event.word == "contract-payment-due" else -1
            due[event.aggregate] += sign * event.data["amount"]["amount"]
            complaints += [f"{event.aggregate} is paid beyond what is due"] if due[event.aggregate] < 0 else []
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
