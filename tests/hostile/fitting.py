"""Who would do what: routes with somebody who may, what they would do it to, and what they would say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Way = tuple[Mapping[str, str], Mapping[str, Any]]
"""What an address names, and what a body says; of what is not said here, a fuzzer says what it likes."""


@dataclass(frozen=True)
class Fitting:
    """An act by somebody of a town, by the name of their hat."""

    hat: str
    ways: tuple[Way, ...]


_UNTOUCHED = ("nobody's", "noted", "visited", "checked", "extended", "answered")
_DECIDED = ("decided", "closed", "mended", "corrected", "reopened", "re-checked")
_OF_CASES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    **dict.fromkeys(("proposal", "uptake", "notes", "suspension", "extension-request"), ("examiner", _UNTOUCHED)),
    **dict.fromkeys(("steps", "household-visits", "finance-checks", "department-queries"), ("examiner", _UNTOUCHED)),
    **dict.fromkeys(("decision", "return"), ("approver", ("proposed", "returned"))),
    **dict.fromkeys(("extension", "extension-denial"), ("approver", ("extension asked",))),
    **dict.fromkeys(("reconsideration", "decision-revocation", "decision-correction"), ("government", _DECIDED)),
    **dict.fromkeys(("public-notices", "sending"), ("examiner", ("answered", "late with a body"))),
    **dict.fromkeys(("closure", "decision-publication"), ("examiner", _DECIDED)),
    "resumption": ("examiner", ("suspended",)),
    "step-completions": ("examiner", ("in a hearing",)),
    "finance-check-results": ("department", ("being checked", "checked")),
    "department-replies": ("department", ("being asked about", "asked about")),
    "objections": ("examiner", ("posted", "objected to", "objection resolved")),
    "objection-resolutions": ("approver", ("objected to", "objection resolved")),
    "body-answer": ("department", ("sent", "late with a body")),
    "instant-decision": ("alone", ("for one alone", "for the spot", "decided alone")),
    "recheck": ("approver", ("decided alone", "re-checked")),
    "entry-corrections": ("approver", _DECIDED),
    "termination": ("approver", ("nobody's", "proposed", "terminated")),
}
_OF_BENEFITS = ("payments", "reviews", "change", "stop", "recovery-order", "recoveries")


def casework(cases: Mapping[str, str]) -> dict[str, Fitting]:
    """Acts of the back office on cases that stand as their names say, by the routes under which they are done."""
    of_cases = {
        f"/v1/cases/{{id}}/{act}": Fitting(hat, tuple(({"id": cases[case]}, {}) for case in fit))
        for act, (hat, fit) in _OF_CASES.items()
    }
    granted = Fitting("department", (({"id": cases["granted"]}, {}),))
    return {**of_cases, **{f"/v1/benefits/{{id}}/{act}": granted for act in _OF_BENEFITS}}
