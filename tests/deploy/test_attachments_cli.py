"""`huimin attachments verify`: every file against the log, in this process and as typed."""

from contextlib import asynccontextmanager

import pytest

from deploy.attachments_cli import SETTLED_SECONDS, Findings, verified
from shared.contracts.intake import EVENTS
from shared.contracts.intake.attachment import AttachmentAdded, AttachmentRemoved
from shared.kernel.actors import Role
from shared.kernel.envelope import Codec
from shared.vault.shelf import Shelf
from tests.deploy.typed import huimin
from tests.intake.papers import PDF, PNG, counter_in
from tests.journeys.district import running
from tests.journeys.people import office

LATER = 10.0**12
"""After everything was written."""


@asynccontextmanager
async def two_files(tmp_path):
    async with counter_in(tmp_path) as counter:
        yield counter, [await counter.attach(PDF), await counter.attach(PNG, "image/png")]


async def found_by(counter, settled_before=LATER) -> Findings:
    codec = Codec("intake", EVENTS)
    entries = await counter.intake.log.read(0, 1000)
    events = [(entry.aggregate.id, codec.event(entry.type, entry.document)) for entry in entries]
    told = [(id_, event) for id_, event in events if isinstance(event, AttachmentAdded | AttachmentRemoved)]
    return verified(Shelf(counter.state_dir / "attachments"), told, settled_before)


def counts(findings: Findings) -> tuple[int, ...]:
    lists = (findings.missing, findings.damaged, findings.orphans, findings.drafts)
    return (findings.sound, *(len(each) for each in lists))


async def test_what_is_as_the_log_says_is_sound(tmp_path):
    async with two_files(tmp_path) as (counter, _):
        findings = await found_by(counter)
        assert counts(findings) == (2, 0, 0, 0, 0)
        assert list(findings.told) == []


async def test_nothing_is_wrong_where_nothing_was_attached(tmp_path):
    async with counter_in(tmp_path) as counter:
        assert counts(await found_by(counter)) == (0, 0, 0, 0, 0)


async def test_a_missing_and_a_damaged_file_are_named_with_their_attachments(tmp_path):
    async with two_files(tmp_path) as (counter, attachments):
        first, second = counter.files()
        first.unlink()
        second.write_bytes(second.read_bytes() + b"?")
        findings = await found_by(counter)
        assert counts(findings) == (0, 1, 1, 0, 0)
        places = (*findings.missing, *findings.damaged)
        assert [place.sha256 for place in places] == [first.name, second.name]
        assert {place.attachment_id for place in places} == set(attachments)
        assert {place.application_id for place in places} == {counter.id}


async def test_what_a_crash_left_is_found_once_it_cannot_be_on_its_way_any_more(tmp_path):
    async with two_files(tmp_path) as (counter, _):
        shelf = Shelf(counter.state_dir / "attachments")
        kept, unfinished = shelf.draft(), shelf.draft()
        kept.write(b"a file whose event was never recorded")
        kept.keep()
        kept.drop()
        orphan = shelf.path_of(kept.name)
        written_at = orphan.stat().st_mtime
        assert counts(await found_by(counter, written_at - SETTLED_SECONDS)) == (2, 0, 0, 0, 0)
        findings = await found_by(counter)
        assert (findings.orphans, findings.drafts) == ([orphan], [unfinished.path])
        assert counts(findings) == (2, 0, 0, 1, 1)
        unfinished.drop()


async def test_the_file_of_a_removal_that_was_not_finished_is_an_orphan(tmp_path):
    async with two_files(tmp_path) as (counter, attachments):
        contents = {file: file.read_bytes() for file in counter.files()}
        path = f"{counter.path}/attachments/{attachments[0]}/removal"
        await counter.intake.do(path, Role.CLERK, cause="TWICE")
        assert counts(await found_by(counter)) == (1, 0, 0, 0, 0)
        (gone,) = (file for file in contents if not file.exists())
        gone.write_bytes(contents[gone])
        assert (await found_by(counter)).orphans == [gone]


@pytest.mark.server
def test_as_an_auditor_types_it(tmp_path):
    with running(tmp_path) as district:
        here = office(district, "QZX")
        application = here.receive("CD-MZ-005", "attached")
        path = f"/v1/applications/{application}/attachments"
        about = {"material": "户口簿", "kind": "MATERIAL"}
        attachment = here.clerk.send_file("intake", path, PDF, "application/pdf", "attached-0001", **about)["id"]
        assert here.clerk.get_file("intake", f"{path}/{attachment}/content") == PDF
        done = huimin(district, "intake", "attachments", "verify")
        assert (done.returncode, done.stdout) == (0, "1 sound, 0 missing, 0 damaged, 0 orphans, 0 drafts\n")
        events = district.admin.get("intake", "/v1/log", after="0", limit="1000")["events"]
        (event,) = (each["event"] for each in events if "attachment-added" in each["event"]["type"])
        assert event["subject"] == f"attachments/{application}"
        Shelf(tmp_path / "attachments").remove(event["data"]["sha256"])
        done = huimin(district, "intake", "attachments", "verify")
        assert done.returncode == 1
        assert done.stdout.splitlines()[0].startswith(f"missing  {event['data']['sha256']}  attachment {attachment}")
