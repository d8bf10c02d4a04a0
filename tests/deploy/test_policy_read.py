"""Every key of the shipped policy is read by a rule, can only have its one value, or is named here with its reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from deploy.seeding import load
from services.casework.domain.policy_fixed import FIXED, ONE_OF

ROOT = Path(__file__).parents[2]
BY_PEOPLE = "people go by it; no event says whether they did"
BY_ITEM = "each item of the catalogue says it of itself, in its guide and limits"
BY_OPERATOR = "it is asked of whoever runs the district: the issuer of tokens, the network, the audits"
BY_SHAPE = "it stands in the shape of what is shown and of who acts for whom"
NO_SERVICE = "no service does this yet"
LAW_OF_2026 = "the regime of 2026 refuses until its thresholds are entered"

NOT_READ: Mapping[str, tuple[str, ...]] = {
    BY_PEOPLE: (
        *("archives.filed_month_day", "archives.periods", "archives.residents_appraise_disposal"),
        *("committee.task_cost_borne_by", "delegation.above_cap_goes_to", "delegation.revoked_finishes_open_cases"),
        *("rating.followed_up_percent", "structure.community.service_circle_minutes", "voucher.required_for"),
        *("registration.private_non_enterprise.usual_money_fen", "topic.hearing_min_residents"),
        "topic.hearing_notice_cd",
    ),
    BY_ITEM: (
        *("assistance.publish_granted", "assistance.urgent_simplified", "benefit.starts_after_months", "delivery.wd"),
        *("extension.joint_wd", "intake.departments"),
        *("licence.decision_wd", "licence.joint_wd", "licence.lower_body_wd"),
    ),
    BY_OPERATOR: (
        *("privacy.access_log_years", "privacy.mfa_required", "privacy.network_log_months"),
        *("privacy.records_min_years", "privacy.sensitive_under_age_years"),
    ),
    BY_SHAPE: (
        *("authority.map.SUBDISTRICT", "authority.map.TOWN", "calendar.local_days", "hall.extended_services"),
        *("privacy.id_mask_first", "privacy.id_mask_last", "privacy.notice_fields", "privacy.notice_of_minors"),
    ),
    NO_SERVICE: (
        *("assistance.fraud_fine_max_times", "assistance.fraud_fine_min_times", "assistance.refused_jobs_max"),
        *("openness.assistance_wd", "openness.correction_wd", "openness.proactive_wd", "openness.request_wd"),
        *("openness.report_departments_month_day", "openness.report_government_month_day"),
        *("openness.request_extension_wd", "openness.third_party_wd"),
    ),
    LAW_OF_2026: (
        *("consultation.statutory", "disclosure.statutory", "supervision_committee.statutory"),
        *("electorate.community_workers", "electorate.community_workers_min_months"),
        "representatives.statutory",
    ),
}
SHIPPED = sorted({entry["key"] for entry in load("policy.yaml")})
_WORD = re.compile(r"[A-Za-z0-9_.]+")
_PART = "[A-Za-z0-9_]+"
LEAST = 4
"""Letters that a composed key says itself; with fewer it would be any key."""


def asked_for(source: str) -> Iterator[str]:
    """Patterns of the keys that a module can ask for: its words, and those that it puts together."""
    tree = ast.parse(source)
    named = {
        target.id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    composed = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in (node for node in ast.walk(tree) if id(node) not in composed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _WORD.fullmatch(node.value):
            yield re.escape(node.value) + ("[A-Za-z0-9_.]+" if node.value.endswith(".") else "")
        elif isinstance(node, ast.JoinedStr):
            said = [_said(part, named) for part in node.values]
            if sum(map(len, filter(None, said))) >= LEAST:
                yield "".join(_PART if word is None else re.escape(word) for word in said)


def _said(part: ast.expr, named: Mapping[str, object]) -> str | None:
    """What a part of a composed key says; None where that is known only when it runs."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name) and part.value.id in named:
        return str(named[part.value.id])
    return None


def read_by(sources: Iterable[str], keys: Iterable[str]) -> set[str]:
    """Which of the keys somebody can ask for."""
    patterns = {pattern for source in sources for pattern in asked_for(source) if r"\." in pattern}
    any_of = re.compile("|".join(f"(?:{pattern})" for pattern in sorted(patterns)))
    return {key for key in keys if any_of.fullmatch(key)}


@pytest.fixture(scope="module")
def read() -> set[str]:
    rooms = (ROOT / "services", ROOT / "shared")
    files = [file for room in rooms for file in room.rglob("*.py") if file.name != "policy_fixed.py"]
    return read_by((file.read_text("utf-8") for file in files), SHIPPED)


def test_every_key_is_read_or_fixed_or_says_why_not(read):
    named = {key for keys in NOT_READ.values() for key in keys}
    assert set(SHIPPED) - read - FIXED.keys() - named == set()


def test_what_is_named_here_is_shipped_and_read_by_nobody(read):
    named = [key for keys in NOT_READ.values() for key in keys]
    assert len(named) == len(set(named))
    assert read & {*named, *FIXED} == set()
    assert {*named, *FIXED} <= set(SHIPPED)


def test_what_is_fixed_is_shipped_so():
    shipped = {(entry["key"], entry["value"]) for entry in load("policy.yaml") if entry["key"] in FIXED}
    assert shipped == set(FIXED.items())


def test_what_is_one_of_few_is_shipped_so_and_read(read):
    assert ONE_OF.keys() <= read
    assert [e for e in load("policy.yaml") if e["key"] in ONE_OF and e["value"] not in ONE_OF[e["key"]]] == []


SOURCES = {
    "in one word": ("DUE = 'clock.due_time'", True),
    "put together from a word before": ("PART = 'clock'\nkey = f'{PART}.due_time'", True),
    "put together with what is known later": ("key = f'clock.{what}'", True),
    "by a prefix of all of them": ("KEEP = 'clock.'", True),
    "put together for other keys below the same prefix": ("key = f'clock.{what}_percent'", False),
    "of another name": ("DUE = 'clock.due_times'", False),
    "in any two words": ("key = f'{one}.{other}'", False),
    "as part of a sentence": ("'the key clock.due_time'", False),
}


@pytest.mark.parametrize(("source", "reads"), SOURCES.values(), ids=SOURCES)
def test_who_reads_a_key_is_told_from_who_does_not(source, reads):
    assert (read_by([source], ["clock.due_time"]) == {"clock.due_time"}) is reads
