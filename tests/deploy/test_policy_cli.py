"""`huimin policy` and `huimin calendar`: values and files as typed, and both against what is running."""

import json

import pytest
import redis
import typer

from deploy.calendar_cli import editions_of
from deploy.client import Refused
from deploy.dry_run import shown
from deploy.policy_cli import Kind, kind_of, value_of
from deploy.seeding import Seeder
from shared.kernel.actors import Role
from tests.deploy import typed
from tests.journeys.district import running

TYPED = {
    "a number": ("10", Kind.WHOLE, 10),
    "a number below nought": ("-3", Kind.WHOLE, -3),
    "on": ("true", Kind.FLAG, True),
    "off": ("false", Kind.FLAG, False),
    "words": ("HEARING,INSPECTION", Kind.WORDS, ("HEARING", "INSPECTION")),
    "words with spaces between": ("HEARING, INSPECTION", Kind.WORDS, ("HEARING", "INSPECTION")),
    "one word of a list": ("HEARING", Kind.WORDS, ("HEARING",)),
    "no words": ("", Kind.WORDS, ()),
    "a text that looks like a number": ("10", Kind.TEXT, "10"),
    "a text with a comma": ("a,b", Kind.TEXT, "a,b"),
}


@pytest.mark.parametrize(("text", "kind", "value"), TYPED.values(), ids=TYPED.keys())
def test_a_value_is_read_as_the_key_has_it(text, kind, value):
    read = value_of(text, kind)
    assert (type(read), read) == (type(value), value)


MISTYPED = {
    "a word for a number": ("ten", Kind.WHOLE),
    "a fraction for a number": ("1.5", Kind.WHOLE),
    "a number with other digits": ("١٠", Kind.WHOLE),
    "nothing for a number": ("", Kind.WHOLE),
    "a number for a switch": ("1", Kind.FLAG),
    "a shout for a switch": ("TRUE", Kind.FLAG),
}


@pytest.mark.parametrize(("text", "kind"), MISTYPED.values(), ids=MISTYPED.keys())
def test_a_value_of_another_kind_is_refused(text, kind):
    with pytest.raises(typer.BadParameter):
        value_of(text, kind)


KINDS = {
    "a number": (1, Kind.WHOLE),
    "a switch": (True, Kind.FLAG),
    "a text": ("1", Kind.TEXT),
    "words": ([], Kind.WORDS),
}


@pytest.mark.parametrize(("value", "kind"), KINDS.values(), ids=KINDS.keys())
def test_a_key_is_of_the_kind_of_its_first_value(value, kind):
    assert kind_of(value) is kind


@pytest.mark.parametrize("text", ["true", "10", "HEARING,INSPECTION", ""])
def test_a_value_is_shown_as_it_is_typed(text):
    kind = {"true": Kind.FLAG, "10": Kind.WHOLE}.get(text, Kind.WORDS)
    assert shown(value_of(text, kind)) == text


# --- files of editions -----------------------------------------------------------

SECOND_FILE = """\
year: 2015
status: PUBLISHED
version: 2
days_off: [2015-09-03]
make_up_days: [2015-09-06]
source_document: 国发明电〔2015〕1号
"""
FILES = {
    "one edition": (SECOND_FILE, 1),
    "a list of them": ("[{year: 2027, status: PROVISIONAL, version: 1, source_document: x}]", 1),
}


@pytest.mark.parametrize(("text", "count"), FILES.values(), ids=FILES.keys())
def test_a_file_of_editions_is_read(tmp_path, text, count):
    (tmp_path / "years.yaml").write_text(text, encoding="utf-8")
    assert len(editions_of(tmp_path / "years.yaml")) == count


UNREADABLE = {
    "no YAML": "days: [",
    "no edition": "hello",
    "a Saturday off": SECOND_FILE.replace("2015-09-03", "2015-09-05"),
    "no bytes of UTF-8": "\udcff",
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_file_of_something_else_is_refused(tmp_path, text):
    (tmp_path / "years.yaml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(typer.BadParameter):
        editions_of(tmp_path / "years.yaml")


# --- against what is running --------------------------------------------------------


KEY = "clock.query_max_wd"


def huimin(district, *words):
    return typed.huimin(district, "casework", *words)


@pytest.mark.server
def test_policy_and_calendar_on_the_command_line(tmp_path):
    notice = tmp_path / "notice.yaml"
    with running(tmp_path / "district") as district:
        adoption = ("policy", "adopt", KEY, "12", "--from", "2014-01-01", "--basis", "示例", "--tag", "SYNTHETIC")
        head = district.admin.get("casework", "/v1/log", after="0", limit="1000")["next"]
        dry = huimin(district, *adoption, "--dry-run")
        assert dry.stdout == "clock.query_max_wd: 10 -> 12 from 2014-01-01\n"
        assert huimin(district, "calendar", "import", "2015", "--dry-run").stdout.startswith(
            "2015 is entered with these"
        )
        assert district.admin.get("casework", "/v1/log", after="0", limit="1000")["next"] == head

        assert f"adopted at casework:{head + 1}" in huimin(district, *adoption).stdout
        assert "adopted before" in huimin(district, *adoption).stdout
        listed = huimin(district, "policy", "list", "--prefix", "clock.query").stdout
        assert listed == f"{KEY} = 10  (DEFAULT, from 2013-01-01)\n"
        later = huimin(district, "policy", "list", "--prefix", "clock.query", "--on", "2014-01-01").stdout
        assert later == f"{KEY} = 12  (SYNTHETIC, from 2014-01-01)\n"
        assert [line[:16] for line in huimin(district, "policy", "show", KEY).stdout.splitlines()] == [
            "2013-01-01  10  ",
            "2014-01-01  12  ",
        ]
        assert huimin(district, "policy", "show", "clock.nobody").returncode == 2
        unknown = huimin(district, "policy", "adopt", "clock.nobody", "1", "--from", "2014-01-01", "--basis", "示例")
        assert (unknown.returncode, "--kind" in unknown.stderr) == (2, True)

        year = district.admin.get("casework", "/v1/calendar-years/2015")
        year |= {"version": 2, "days_off": year["days_off"][1:], "source_document": "示例"}
        notice.write_text(json.dumps(year), encoding="utf-8")
        would = huimin(district, "calendar", "publish", str(notice), "--dry-run").stdout
        assert would == "2015: edition 1 -> 2, PUBLISHED; 2015-01-01 becomes a working day\n"
        early = huimin(district, "calendar", "publish", str(notice), "--announced-on", "2013-09-30")
        assert (early.returncode, "calendar-not-announced" in early.stderr) == (1, True)
        published = huimin(district, "calendar", "publish", str(notice), "--announced-on", "2013-09-29")
        assert "edition 2 of 2015 published" in published.stdout
        assert "2015  PUBLISHED  edition 2  示例, announced 2013-09-29" in huimin(district, "calendar", "list").stdout
        assert "2015-01-01" not in huimin(district, "calendar", "show", "2015").stdout
        back = huimin(district, "calendar", "import", "2015")
        assert "edition 3 of 2015 published" in back.stdout
        assert "2015-01-01 Thu  off" in huimin(district, "calendar", "show", "2015").stdout
        assert huimin(district, "calendar", "import", "2027").returncode == 1
        assert "nobody has entered it" in huimin(district, "calendar", "show", "2027").stdout
        assert_of_http(district)
        assert_seeding_again_changes_nothing(district)


def assert_seeding_again_changes_nothing(district):
    spoken = huimin(district, "policy", "adopt", KEY, "11", "--from", "2013-01-01", "--basis", "示例").stdout
    with redis.Redis.from_url(district.local.redis_url) as server:
        answers = list(server.scan_iter("{630102:casework}:key:*", count=10_000))
        assert server.delete(*answers) > 300  # as a day later, when requests are forgotten
    Seeder(district.admin, lambda _line: None).run()
    (own,) = district.admin.get("casework", "/v1/policies", key=KEY, on="2013-12-31")["policies"]
    assert (own["value"], spoken.startswith("adopted at")) == (11, True)
    assert district.admin.get("casework", "/v1/calendar-years/2015")["version"] == 3


def assert_of_http(district):
    admin = district.person("admin", Role.ADMIN)
    row = admin.get("casework", "/v1/policies", key=KEY, on="2013-12-31")["policies"]
    assert [each["value"] for each in row] == [10]
    every = list(admin.pages("casework", "/v1/policies", "policies", on="2014-01-01", limit="50"))
    assert len(every) == len({each["key"] for each in every}) > 300
    with pytest.raises(Refused, match="invalid-parameter"):
        admin.get("casework", "/v1/policies", on="2014-02-30")
    years = list(admin.pages("casework", "/v1/calendar-years", "calendar_years", limit="10"))
    assert [year["year"] for year in years] == list(range(2004, 2027))
