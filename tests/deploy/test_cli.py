"""The command line as an operator types it, on the ports that everybody knows."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from deploy.registry import SERVICES
from shared.kernel.actors import Role
from shared.runtime.security import Bearer, Verifier
from shared.runtime.settings import PORTS

HUIMIN = [sys.executable, "-m", "deploy"]
TOO_YOUNG = ("demo", "--residents", "1", "--seed", "101")
"""Residents of a seed who would be children in the year that is played."""
PATIENCE = 60


def huimin(*words, state, **environment):
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("HUIMIN_")}
    return subprocess.run(
        [*HUIMIN, *words],
        env={**inherited, "HUIMIN_STATE_DIR": str(state), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_token_is_printed_and_nothing_else(tmp_path):
    printed = huimin("token", "--role", "clerk", "--org", "centre-1", "--sub", "s-1", state=tmp_path).stdout
    bearer = Verifier(tmp_path / "issuer", "630102").who(f"Bearer {printed.strip()}")
    assert isinstance(bearer, Bearer)
    assert (bearer.sub, bearer.roles, bearer.org) == ("s-1", frozenset({Role.CLERK}), "centre-1")
    assert printed.count("\n") == 1


def test_the_private_key_of_the_issuer_is_for_its_owner_only(tmp_path):
    huimin("token", "--role", "clerk", state=tmp_path)
    assert (tmp_path / "issuer" / "private.jwk").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [("serve", "nobody"), ("token", "--role", "king"), ("no-such-command",), TOO_YOUNG])
def test_what_is_not_known_is_said_so(tmp_path, words):
    done = huimin(*words, state=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_manual_clock_is_refused_in_production(tmp_path):
    done = huimin("serve", "intake", state=tmp_path, HUIMIN_DEPLOYMENT="production", HUIMIN_CLOCK="manual")
    assert done.returncode != 0
    assert "a manual clock is refused in production" in done.stderr


@pytest.mark.server
def test_up_starts_everything_seeds_it_and_ctrl_c_stops_it_as_the_machine_does(tmp_path):
    token, communities = up_until("Ctrl-C stops", tmp_path, signal.SIGINT)
    assert len(communities) == 12
    # By the machine as soon as it is seeded, before it has said where everything is.
    assert up_until("惠民 Huimin", tmp_path, signal.SIGTERM, token) == (token, communities)


def up_until(said: str, state: Path, told: signal.Signals, token: str = "") -> tuple[str, list[dict[str, object]]]:
    """Start it, and stop it when it has said something; the token, given or read, and what it shows by it."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("HUIMIN_")}
    environment = {**inherited, "HUIMIN_STATE_DIR": str(state)}
    # Whoever started the tests in the background may have had them ignore Ctrl-C.
    command = ["env", "--default-signal=INT", *HUIMIN, "up"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stdout or ():
                token = line.strip() if line.startswith("eyJ") else token
                if said in line:
                    break
            process.send_signal(signal.SIGSTOP)
            communities = asked(token)
            process.send_signal(told)
            process.send_signal(signal.SIGCONT)
            assert process.wait(PATIENCE) == 0
        except BaseException:
            # It would run on, and the `with` would wait for it.
            process.terminate()
            process.send_signal(signal.SIGCONT)
            raise
    for service in SERVICES:
        with pytest.raises(httpx.TransportError):
            httpx.get(f"http://127.0.0.1:{PORTS[service]}/health/live")
    return token, communities


def asked(token: str) -> list[dict[str, object]]:
    """The communities that councils shows."""
    url = f"http://127.0.0.1:{PORTS['councils']}/councils/v1/communities"
    answer = httpx.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=PATIENCE)
    communities: list[dict[str, object]] = answer.json()["communities"]
    return communities
