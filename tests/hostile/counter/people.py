"""Who stands behind applications: agents, guardians, households, and who asks twice."""

from __future__ import annotations

from tests.hostile.counter.application import ROUTE
from tests.hostile.counter.at import SOME, Counter
from tests.journeys.people import resident

AGENT = {"relation": "AGENT", "scope": ["HAND_IN", "CORRECT"], "until_on": "2014-12-31", "material": "委托书"}
GUARDIAN = {"relation": "GUARDIAN", "material": "户口簿"}
REVOKED = {"relation": "AGENT", "cause": "REVOKED"}
CONTINUED = {"answer": "CONTINUE", "reason": "示例"}


def acted_for(at: Counter) -> None:
    """Some have an agent, some a guardian, and some come alone."""
    at.fit("clerk", f"{ROUTE}/agent", (({"id": each}, {**resident(), **AGENT}) for each in at.some()))
    represented = at.some()
    at.act(represented, "agent", {**resident(), **AGENT})
    at.fit("clerk", f"{ROUTE}/agent-ending", (({"id": each}, REVOKED) for each in represented))
    guarded = at.some(without_capacity=True, agent={**resident(), **GUARDIAN})
    at.fit("clerk", f"{ROUTE}/full-capacity", (({"id": each}, {"material": "法院判决书"}) for each in guarded))


def twice(at: Counter) -> None:
    """Some ask for what they asked for before."""
    people = [resident() for _ in range(SOME)]
    _, again = ([at.receive(applicant=each) for each in people] for _ in range(2))
    at.fit("clerk", f"{ROUTE}/duplicate-answer", (({"id": each}, CONTINUED) for each in again))


def households(at: Counter) -> None:
    """Some adults have not authorised the check."""
    of = [
        at.receive(household={"register_number": f"630102-{n:04d}", "members": [resident(), resident()]})
        for n in range(SOME)
    ]
    at.fit("clerk", f"{ROUTE}/household-members", (({"id": each}, {"members": [resident()]}) for each in of))
    told = [(each, at.clerk.get("intake", f"/v1/applications/{each}/people")["members"]) for each in of]
    members = [({"id": of}, {"member": member["subject"]}) for of, people in told for member in people]
    at.fit("clerk", f"{ROUTE}/household-authorisation", members)
    removed = ((named, {**member, "cause": "MISTAKE"}) for named, member in members[1::2])
    at.fit("clerk", f"{ROUTE}/household-member-removal", removed)
