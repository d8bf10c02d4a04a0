"""What must never happen to the money of a fund, nor to an invoice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from services.grants.views.fund import FUND, SUMS
from tests.faults.observed import Event, Observed, Tables

MOVES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "special-fund-allocated": (("allocated", 1),),
    "funds-reserved": (("reserved", 1),),
    "funds-committed": (("reserved", -1), ("committed", 1)),
    "payment-made": (("committed", -1), ("paid", 1)),
    "payment-returned": (("paid", -1), ("committed", 1)),
    "funds-recovered": (("clawed_back", 1),),
}
"""What each entry of a ledger moves, and which way; what is released was held, what is reversed moves back."""
CAME_IN = ("allocated", "clawed_back")
HELD = ("reserved", "committed", "paid")


def ledgers_never_fall_below_nothing(observed: Observed) -> list[str]:
    """After no entry is more held of a fund than came in, or came back than was paid, or less than nothing there."""
    return [
        f"{fund} has {dict(sums)} after {event.word} at {event.position}"
        for fund, event, sums in _running(observed)
        if min(sums.values()) < 0
        or sums["paid"] < sums["clawed_back"]
        or sum(sums[each] for each in CAME_IN) < sum(sums[each] for each in HELD)
    ]


def ledgers_add_up_to_what_is_told(observed: Observed) -> list[str]:
    """What the entries of a fund add up to is what everybody is told, by each process and by one that begins anew."""
    counted = {fund: dict(sums) for fund, _, sums in _running(observed)}
    told = [(process, _told(tables)) for of in (observed.views, observed.rebuilt) for process, tables in _grants(of)]
    return [
        f"{process} tells {funds.get(fund)} of {fund}, which has {sums}"
        for process, funds in told
        for fund, sums in counted.items()
        if {name: funds.get(fund, {}).get(name) for name in sums} != sums
    ]


def invoices_are_used_once(observed: Observed) -> list[str]:
    """An invoice pays once, unless the payment came back; and each that is used is paid by that payment."""
    complaints, used = [], dict[str, str]()
    log = observed.logs["grants"]
    made = {event.data["payment_id"] for event in log.of("payment-made")}
    for event in log.of("invoice-used", "invoice-freed"):
        invoice, payment = event.aggregate, event.data["payment_id"]
        if event.word == "invoice-freed":
            complaints += [] if used.pop(invoice, None) == payment else [f"{invoice} is freed of {payment}"]
            continue
        complaints += [f"{invoice} is used again by {payment}"] if invoice in used else []
        complaints += [] if payment in made else [f"{invoice} is used by {payment}, which nobody made"]
        used[invoice] = payment
    return complaints


def _running(observed: Observed) -> Iterator[tuple[str, Event, Counter[str]]]:
    """Each fund after each of its entries."""
    funds: defaultdict[str, Counter[str]] = defaultdict(lambda: Counter(dict.fromkeys((*CAME_IN, *HELD), 0)))
    entries: defaultdict[str, list[dict[str, int]]] = defaultdict(list)
    for event in observed.logs["grants"].of(*MOVES, "funds-released", "entry-reversed"):
        entries[event.aggregate].append(_moved(event, entries[event.aggregate]))
        funds[event.aggregate].update(entries[event.aggregate][-1])
        yield event.aggregate, event, funds[event.aggregate]


def _moved(event: Event, before: Sequence[Mapping[str, int]]) -> dict[str, int]:
    if event.word == "entry-reversed":
        return {name: -fen for name, fen in before[event.data["reverses"] - 1].items()}
    moves = MOVES.get(event.word) or ((event.data["held"].lower(), -1),)
    return {name: sign * event.data["amount"]["amount"] for name, sign in moves}


def _grants(processes: Mapping[str, Tables]) -> Iterator[tuple[str, Tables]]:
    return ((process, tables) for process, tables in processes.items() if process.startswith("grants-"))


def _told(tables: Tables) -> Mapping[str, Mapping[str, object]]:
    columns = [column.name for column in FUND.columns]
    rows = (dict(zip(columns, row, strict=True)) for row in tables[FUND.name])
    return {f"fund/{row['id']}": {name: row[name] for name in SUMS} for row in rows}
