"""Files over HTTP and on disk: what is taken, what lies there, who opens it, and what is left after a crash."""

import json
from hashlib import sha256

import pytest

from services.intake.domain.attachment import ATTACHMENTS
from shared.kernel.actors import Role
from shared.runtime.executor import Executor
from tests.intake.papers import JPEG, PDF, PNG, counter_in
from tests.intake.service import refused

LIMIT = 10 * 1024 * 1024


async def words(counter) -> list[str]:
    """The words of all events that speak of files."""
    entries = await counter.intake.log.read(0, 1000)
    return [word for entry in entries if "attachment" in (word := entry.type.split(".")[2])]


async def events(counter) -> list[dict]:
    """What those say."""
    entries = await counter.intake.log.read(0, 1000)
    return [json.loads(entry.document)["data"] for entry in entries if "attachment" in entry.type]


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [(PDF, "application/pdf", ".pdf"), (PNG, "image/png", ".png"), (JPEG, "image/jpeg", ".jpg")],
)
async def test_a_file_comes_back_as_it_was_attached(tmp_path, content, media_type, ending):
    async with counter_in(tmp_path) as counter:
        answer = await counter.send(content, media_type)
        assert answer.status_code == 201
        attachment = answer.json()["id"]
        assert answer.headers["Location"].endswith(f"/attachments/{attachment}")
        opened = await counter.content(attachment)
        assert (opened.status_code, opened.content) == (200, content)
        assert opened.headers["Content-Type"] == media_type
        assert opened.headers["Content-Disposition"] == f'attachment; filename="{attachment}{ending}"'
        assert opened.headers["Cache-Control"] == "no-store"
        assert opened.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_disk_holds_ciphertext_under_the_hash_that_the_log_tells(tmp_path):
    async with counter_in(tmp_path) as counter:
        await counter.attach()
        (file,), (event,) = counter.files(), await events(counter)
        sealed = file.read_bytes()
        assert file.name == event["sha256"] == sha256(sealed).hexdigest()
        assert file.parent.name == file.name[:2]
        assert file.stat().st_mode & 0o077 == 0
        assert b"register" not in sealed
        assert b"PDF" not in sealed
        assert event["size_bytes"] == len(PDF)
        assert sha256(PDF).hexdigest() not in json.dumps(event)
        assert not any(b"register" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


async def test_what_is_said_of_a_file_is_listed_and_nothing_in_it(tmp_path):
    async with counter_in(tmp_path) as counter:
        attachment = await counter.attach(PNG, "image/png")
        (listed,) = (await counter.look("/attachments", Role.AUDITOR)).json()["attachments"]
        assert (listed["id"], listed["material"], listed["kind"]) == (attachment, "户口簿", "MATERIAL")
        assert (listed["media_type"], listed["size_bytes"]) == ("image/png", len(PNG))


async def test_a_file_of_the_greatest_size_is_taken_and_one_byte_more_is_not(tmp_path):
    async with counter_in(tmp_path) as counter:
        most = PDF + bytes(LIMIT - len(PDF))
        attachment = await counter.attach(most)
        assert (await counter.content(attachment)).content == most
        answer = await counter.send(most + b"\0")
        assert refused(answer) == (413, "body-too-large")
        assert answer.json()["limit_bytes"] == LIMIT
        assert len(counter.files()) == 1


async def test_a_file_that_does_not_say_its_length_stops_at_the_limit_too(tmp_path):
    async def endless():
        yield PDF
        while True:
            yield bytes(1 << 20)

    async with counter_in(tmp_path) as counter:
        assert refused(await counter.send(endless())) == (413, "body-too-large")
        assert (counter.files(), await words(counter)) == ([], [])


WRONG = {
    "a type that is not taken": ((PDF, "application/zip"), (415, "file-type-not-taken")),
    "a command's own type": ((b"{}", "application/json"), (415, "file-type-not-taken")),
    "a page that says it is a PDF": ((b"<html>%PDF-", "application/pdf"), (422, "file-not-as-said")),
    "a photograph that says it is a scan": ((JPEG, "image/png"), (422, "file-not-as-said")),
    "a large one that is not what it says": ((bytes(1 << 20), "image/jpeg"), (422, "file-not-as-said")),
    "the first bytes and no more": ((PNG[:7], "image/png"), (422, "file-not-as-said")),
    "nothing": ((b"", "application/pdf"), (422, "file-not-as-said")),
}


@pytest.mark.parametrize(("sent", "refusal"), WRONG.values(), ids=WRONG.keys())
async def test_what_is_no_such_file_is_not_taken(tmp_path, sent, refusal):
    async with counter_in(tmp_path) as counter:
        assert refused(await counter.send(*sent)) == refusal
        assert (counter.files(), await words(counter)) == ([], [])


SAID = {
    "no paper": ({"material": ""}, "material"),
    "a kind that is not": ({"kind": "PHOTO"}, "kind"),
    "something else": ({"colour": "red"}, "colour"),
    "a name longer than a paper's": ({"material": "纸" * 101}, "material"),
}


@pytest.mark.parametrize(("about", "name"), SAID.values(), ids=SAID.keys())
async def test_what_is_said_about_a_file_is_checked(tmp_path, about, name):
    async with counter_in(tmp_path) as counter:
        answer = await counter.send(PDF, **about)
        assert refused(answer) == (400, "invalid-parameter")
        assert answer.json()["name"] == name


async def test_the_same_upload_under_its_key_answers_the_same_and_writes_nothing(tmp_path):
    async with counter_in(tmp_path) as counter:
        first = await counter.send(PDF, key="upload-0001")
        again = await counter.send(PDF, key="upload-0001")
        assert again.json() == first.json()
        assert again.headers["Idempotent-Replay"] == "true"
        assert refused(await counter.send(PNG, "image/png", key="upload-0001")) == (409, "key-reused")
        assert (len(counter.files()), await words(counter)) == (1, ["attachment-added"])


async def test_the_same_file_under_another_key_is_the_same_attachment(tmp_path):
    async with counter_in(tmp_path) as counter:
        attachment = await counter.attach()
        again = await counter.send(PDF)
        assert (again.status_code, again.json()["id"], again.json()["events"]) == (200, attachment, [])
        assert len(counter.files()) == 1
        assert await counter.attach(material="结婚证") != attachment
        assert len(counter.files()) == 2


async def test_who_may_not_attach_leaves_no_file(tmp_path):
    async with counter_in(tmp_path) as counter:
        assert refused(await counter.send(PDF, role=Role.RESIDENT)) == (403, "role-forbidden")
        assert refused(await counter.send(PDF, role=Role.EXAMINER)) == (403, "counter-only")
        assert refused(await counter.send(PDF, kind="RESULT")) == (409, "attachments-closed")
        assert (counter.files(), await words(counter)) == ([], [])
        counter.id = "nowhere"
        assert refused(await counter.send(PDF)) == (404, "application-unknown")


async def test_a_result_is_attached_by_its_examiner_and_opened_at_the_counter(tmp_path):
    async with counter_in(tmp_path) as counter:
        await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
        attachment = await counter.attach(role=Role.EXAMINER, kind="RESULT", material="批准决定书")
        assert (await counter.content(attachment)).content == PDF
        assert (await counter.content(attachment, Role.EXAMINER)).content == PDF
        assert refused(await counter.content(attachment, Role.AUDITOR)) == (403, "role-forbidden")


async def test_a_mistake_is_deleted_and_what_was_recorded_stays(tmp_path):
    async with counter_in(tmp_path) as counter:
        attachment = await counter.attach()
        path = f"{counter.path}/attachments/{attachment}/removal"
        assert await counter.intake.do(path, Role.CLERK, cause="WRONG_PERSON") == ["attachment-removed"]
        assert counter.files() == []
        assert refused(await counter.content(attachment)) == (404, "attachment-removed")
        assert (await counter.look("/attachments")).json()["attachments"] == []
        assert await words(counter) == ["attachment-added", "attachment-removed"]
        assert await counter.attach() != attachment, "the right applicant's paper may be the same"


async def test_a_removal_that_was_killed_before_the_deletion_is_finished_by_its_repetition(tmp_path):
    async with counter_in(tmp_path) as counter:
        attachment = await counter.attach()
        (file,) = counter.files()
        sealed = file.read_bytes()
        path = f"{counter.path}/attachments/{attachment}/removal"
        await counter.intake.do(path, Role.CLERK, cause="TWICE")
        file.write_bytes(sealed)
        assert await counter.intake.do(path, Role.CLERK, cause="TWICE") == []
        assert counter.files() == []


async def test_nobody_opens_the_files_of_who_was_erased(tmp_path):
    async with counter_in(tmp_path) as counter:
        attachment = await counter.attach()
        await counter.erase()
        assert refused(await counter.content(attachment)) == (409, "person-erased")
        assert refused(await counter.send(PNG, "image/png")) == (409, "person-erased")
        assert len(counter.files()) == 1, "ciphertext without a key stays and says nothing"


DAMAGE = {
    "lost": lambda file: file.unlink(),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "changed": lambda file: file.write_bytes(file.read_bytes()[:-1] + b"?"),
    "emptied": lambda file: file.write_bytes(b""),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
async def test_a_file_that_is_not_what_was_attached_is_not_handed_out(tmp_path, damage):
    async with counter_in(tmp_path) as counter:
        attachment = await counter.attach()
        (file,) = counter.files()
        damage(file)
        assert refused(await counter.content(attachment)) == (409, "attachment-lost")


async def test_a_file_in_the_place_of_another_is_not_handed_out(tmp_path):
    async with counter_in(tmp_path) as counter:
        first = await counter.attach(PDF)
        (of_first,) = counter.files()
        second = await counter.attach(PNG, "image/png")
        (of_second,) = set(counter.files()) - {of_first}
        of_second.write_bytes(of_first.read_bytes())
        assert refused(await counter.content(second)) == (409, "attachment-lost")
        assert (await counter.content(first)).content == PDF


async def test_a_crash_between_the_file_and_its_event_leaves_a_file_that_nobody_names(tmp_path, monkeypatch):
    class Killed(Exception):
        pass

    async def killed(_executor, _act):
        raise Killed

    async with counter_in(tmp_path) as counter:
        with monkeypatch.context() as patch:
            patch.setattr(Executor, "execute", killed)
            answer = await counter.send(PDF, key="upload-0001")
        assert answer.status_code == 500
        assert await words(counter) == []
        (left,) = counter.files()
        attachment = await counter.attach(PDF, key="upload-0001")
        assert (await counter.content(attachment)).content == PDF
        (event,) = await events(counter)
        assert {file.name for file in counter.files()} == {left.name, event["sha256"]}


async def test_who_is_on_no_post_of_the_hall_neither_attaches_nor_opens(tmp_path):
    async with counter_in(tmp_path) as counter:
        attachment = await counter.attach()
        await counter.staffed("W2", "clerk-1")
        assert (await counter.content(attachment, sub="clerk-1")).status_code == 200
        assert refused(await counter.content(attachment, sub="clerk-9")) == (403, "not-on-window-post")
        assert refused(await counter.send(PNG, "image/png", sub="clerk-9")) == (403, "not-on-window-post")
        assert len(counter.files()) == 1


async def test_the_limit_of_files_is_of_one_application_at_a_time(tmp_path):
    async with counter_in(tmp_path) as counter:
        for number in range(40):
            await counter.attach(PDF + bytes([number]))
        assert refused(await counter.send(PNG, "image/png")) == (409, "attachment-limit")
        state = await counter.intake.service.desk.state(ATTACHMENTS, counter.id)
        assert (state.kept, len(counter.files())) == (40, 40)
