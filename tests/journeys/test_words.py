"""What people write about an applicant, from the counter to the decision: sealed wherever it is kept, and erasable."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from shared.kernel.personal import Personal
from shared.runtime.service import wrapping_key
from shared.vault.sealing import Erased
from shared.vault.vault import Vault
from tests.journeys.people import office

pytestmark = pytest.mark.server

CANARY = "canary-heart-disease-of-the-applicant"
WORDS = {
    "notice": f"{CANARY}-notice",
    "withdrawal": f"{CANARY}-withdrawal",
    "proposal": f"{CANARY}-proposal",
    "return": f"{CANARY}-return",
    "decision": f"{CANARY}-decision",
}


class Story:
    """One applicant with two applications: one refused in the second round, one withdrawn in the back office."""

    def __init__(self, district) -> None:
        self.here = office(district, "LJY")
        self.keys = count()
        clerk, examiner, approver = self.here.clerk, self.here.examiner, self.here.approver
        self.refused = self.here.receive("CD-MZ-005", "words-refused")
        defects = [{"material": "银行卡", "reason": WORDS["notice"]}]
        self.say(clerk, "intake", f"applications/{self.refused}/correction-notice", {"defects": defects})
        self.say(clerk, "intake", f"applications/{self.refused}/correction", {"materials": ["银行卡"]})
        self.here.accept(self.refused)
        self.case = self.here.case_of(self.refused)["id"]
        proposal = {"post_id": self.here.examination, "outcome": "REFUSE", "reasons": [WORDS["proposal"]]}
        self.say(examiner, "casework", f"cases/{self.case}/proposal", proposal)
        returned = {"post_id": self.here.approval, "reasons": [WORDS["return"]]}
        self.say(approver, "casework", f"cases/{self.case}/return", returned)
        self.say(examiner, "casework", f"cases/{self.case}/proposal", proposal)
        decision = {"post_id": self.here.approval, "outcome": "REFUSE", "reasons": [WORDS["decision"]]}
        self.say(approver, "casework", f"cases/{self.case}/decision", {**decision, "remedies": ["行政复议"]})
        self.withdrawn = self.here.receive("CD-MZ-005", "words-withdrawn")
        self.here.accept(self.withdrawn)
        self.say(clerk, "intake", f"applications/{self.withdrawn}/withdrawal", {"reason": WORDS["withdrawal"]})
        self.here.application(self.withdrawn)

    def say(self, who, service: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = who.post(service, f"/v1/{path}", body, f"words-{next(self.keys):03}")
        return answer

    def documents(self, service: str) -> list[dict[str, Any]]:
        """The events of this story in one log."""
        told, after = [], 0
        while page := self.here.district.admin.get(service, "/v1/log", after=str(after))["events"]:
            told += [entry["event"] for entry in page]
            after = page[-1]["position"]
        subjects = {f"application/{self.refused}", f"application/{self.withdrawn}", f"case/{self.case}"}
        return [event for event in told if event["subject"] in subjects]


@pytest.fixture(scope="module")
def story(district):
    return Story(district)


def sealed(event: dict[str, Any]) -> dict[str, Personal[Any]]:
    """The personal values of a document that was read as JSON, by path."""

    def found(value: Any, path: str):
        if isinstance(value, dict) and value.keys() == {"subject", "sealed"}:
            yield path, Personal[str](**value)
        elif isinstance(value, dict):
            for name, each in value.items():
                yield from found(each, f"{path}.{name}")
        elif isinstance(value, list):
            for place, each in enumerate(value):
                yield from found(each, f"{path}.{place}")

    return dict(found(event["data"], "data"))


def test_no_file_that_we_keep_holds_a_word_of_it(district, story):
    kept = {path: path.read_bytes() for path in district.settings.state_dir.rglob("*") if path.is_file()}
    assert any(story.case.encode() in content for content in kept.values())
    assert any("户口簿".encode() in content or "银行卡".encode() in content for content in kept.values())
    assert [path for path, content in kept.items() if CANARY.encode() in content] == []


def test_who_was_accepted_is_whom_casework_writes_about(story):
    accepted = {e["data"]["subject"] for e in story.documents("intake") if "accepted" in e["type"]}
    (opened,) = (e["data"]["subject"] for e in story.documents("casework") if "case-opened" in e["type"])
    assert opened in accepted
    assert {value.subject for e in story.documents("casework") for value in sealed(e).values()} == {opened}


async def test_all_of_it_can_be_read_until_the_person_is_erased(district, story):
    vault = await Vault.open(district.settings.state_dir / "vault" / "vault.sqlite", wrapping_key(district.settings))
    events = [*story.documents("intake"), *story.documents("casework")]
    values = [(event, path, value) for event in events for path, value in sealed(event).items()]
    subjects = {value.subject for _, _, value in values}

    async def opened() -> list[bytes | Erased]:
        keys = await vault.keys(subjects)
        return [keys.open_value(event["source"], event["id"], path, value) for event, path, value in values]

    try:
        texts = [text for text in await opened() if isinstance(text, bytes)]
        assert {name for name, words in WORDS.items() if any(words.encode() in text for text in texts)} == set(WORDS)
        for subject in subjects:
            assert await vault.destroy(subject, datetime(2015, 3, 1, tzinfo=UTC))
        assert all(isinstance(text, Erased) for text in await opened())
    finally:
        await vault.close()
