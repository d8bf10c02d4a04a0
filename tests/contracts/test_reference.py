"""The committed reference is what the code says now."""

from __future__ import annotations

import pytest

from deploy import reference
from deploy.reference import ROOT, documents

WRITTEN = documents()


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_committed_is_up_to_date(name):
    path = ROOT / name
    assert path.exists(), "make docs"
    assert path.read_text(encoding="utf-8") == WRITTEN[name], "make docs"


def test_there_is_no_schema_of_an_event_that_is_no_more():
    committed = {str(path.relative_to(ROOT)) for path in (ROOT / "docs" / "schemas").rglob("*.json")}
    assert committed <= WRITTEN.keys()


def test_what_is_out_of_date_is_written_anew_and_nothing_else(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(reference, "ROOT", tmp_path)
    reference.main()
    assert sorted(capsys.readouterr().out.split()) == sorted(WRITTEN)
    stale = tmp_path / "docs" / "events.md"
    stale.write_text("old")
    reference.main()
    assert capsys.readouterr().out.split() == ["docs/events.md"]
    assert stale.read_text(encoding="utf-8") == WRITTEN["docs/events.md"]
