"""Which commands the load gets through: all of intake's, and of the other services those of its stories."""

from __future__ import annotations

from collections.abc import Mapping

_ELECTED = ("election-committee", "criteria", "registration", "voter-list", "nominations", "reviews")
_COUNTED = ("candidate-list", "ballot-box", "count", "declaration")
_PROPOSED = ("proposal", "survey", "supervision-opinion", "pre-notice", "submission", "review", "approval")
_PAID = ("contract", "progress", "acceptance", "payments", "payments/{payment}/return", "result")
_FILED = ("submission", "name-warning-answer", "notice", "filing", "sanctions")

REACHED: Mapping[str, frozenset[str]] = {
    "councils": frozenset(
        {
            *("/v1/communities", "/v1/communities/{id}/centres", "/v1/petitions", "/v1/petitions/{id}/signatures"),
            *("/v1/public/opinions", "/v1/opinion-clusters", "/v1/opinions/{id}/answer", "/v1/public/opinion-ratings"),
            *("/v1/topics", "/v1/meetings", "/v1/elections"),
            *(f"/v1/meetings/{{id}}/{act}" for act in ("attendance", "opening", "votes", "minutes")),
            *(f"/v1/elections/{{id}}/{act}" for act in (*_ELECTED, *_COUNTED)),
            *(f"/v1/voter-rolls/{{id}}/{act}" for act in ("registrations", "turnout")),
        }
    ),
    "grants": frozenset(
        {
            *(f"/v1/fund-projects/{{id}}/{act}" for act in (*_PROPOSED, *_PAID)),
            "/v1/contracts",
            *(f"/v1/contracts/{{id}}/{act}" for act in ("transfers", "work-reports", "verifications", "termination")),
            *(f"/v1/associations/{{id}}/{act}" for act in ("activities", "annual-reports")),
        }
    ),
    "associations": frozenset(
        {
            *("/v1/associations", "/v1/association-entries"),
            *(f"/v1/associations/{{id}}/{act}" for act in _FILED),
        }
    ),
}
"""From an opinion to a resolution, an election round, a petition; a project and a contract; a filing and an entry."""
