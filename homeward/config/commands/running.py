"""The processes of a running hub: the web server, and in a demonstration the worker beside it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from types import FrameType
from typing import NoReturn

import click

USUAL_PORT = 8000
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104  # nosec B104  (compared with, never chosen here)
TRIED = 50
PATIENCE = 60
LEAVE_TAKING = 15
WORKER = "from homeward.config.commands import run; run()"


def free_port(host: str, asked: int | None) -> int:
    """The port asked for, or the usual one, or the next that is free. One that is asked for and taken is an error."""
    if asked is not None:
        if not is_free(host, asked):
            raise click.ClickException(f"Port {asked} is in use. Stop what uses it, or give another with --port.")
        return asked
    found = next_free(host, USUAL_PORT)
    if found != USUAL_PORT:
        click.echo(f"Port {USUAL_PORT} is in use, so this is on {found}.")
    return found


def next_free(host: str, first: int) -> int:
    """The first port that is free, from one on."""
    found = next((port for port in range(first, first + TRIED) if is_free(host, port)), None)
    if found is None:
        raise click.ClickException(f"No port from {first} to {first + TRIED} is free. Give one with --port.")
    return found


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True


def address_of(host: str, port: int) -> str:
    """What to type into a browser. A passkey belongs to a name, so this machine is called localhost."""
    name = "localhost" if host in ("127.0.0.1", EVERY_ADDRESS, "::1") else host
    return f"http://{name}:{port}"


@dataclass
class Hub:
    """The processes started here, and nobody else's."""

    processes: list[subprocess.Popen[bytes]]

    def wait(self) -> NoReturn:
        """Wait until told to stop, or until one of them stops by itself; then stop the others."""
        signal.signal(signal.SIGTERM, stopped)
        try:
            while all(process.poll() is None for process in self.processes):
                time.sleep(0.3)
        except KeyboardInterrupt:
            self.stop()
            click.echo("\nStopped.")
            raise SystemExit(0) from None
        self.stop()
        raise click.ClickException("The web server or the worker stopped by itself; what it said is above.")

    def stop(self) -> None:
        """Ask each to finish what it has in hand, and end it if it does not."""
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=LEAVE_TAKING)
            except subprocess.TimeoutExpired:
                process.kill()


def stopped(number: int, frame: FrameType | None) -> None:
    """Told to stop by whoever keeps the processes of this machine: the same as Ctrl-C."""
    raise KeyboardInterrupt


def start(host: str, port: int, *, files: int | None = None, with_worker: bool) -> Hub:
    """Start the processes and wait until the web server answers; at a port `files` too, where photographs have one."""
    where = {**os.environ}
    where.setdefault("HOMEWARD_ADDRESS", address_of(host, port))
    if files is not None:
        where["HOMEWARD_FILES_ORIGIN"] = address_of(host, files)
    commands = [web_server(host, *filter(None, (port, files)))]
    if with_worker:
        commands.append([sys.executable, "-c", WORKER, "worker", "--quiet"])
    # A session of their own, so that Ctrl-C reaches them through this process, in order.
    # Each command is written in this file; only the host and the port in it come from the operator.
    hub = Hub([subprocess.Popen(command, env=where, start_new_session=True) for command in commands])  # noqa: S603
    try:
        until_it_answers(hub, host, port)
    except BaseException:
        hub.stop()
        raise
    return hub


def web_server(host: str, *ports: int) -> list[str]:
    """Two processes of four threads: reading a child's record waits on the database more than on the processor."""
    name = f"[{host}]" if ":" in host else host
    listening = [word for port in ports for word in ("--bind", f"{name}:{port}")]
    options = [*listening, "--workers", "2", "--threads", "4", "--log-level", "warning", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "homeward.config.wsgi:application", *options]


def until_it_answers(hub: Hub, host: str, port: int) -> None:
    """Wait for the first answer; give up after a minute, or when a process has stopped."""
    asked = "127.0.0.1" if host == EVERY_ADDRESS else host
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and all(process.poll() is None for process in hub.processes):
        if answers(asked, port):
            return
        time.sleep(0.1)
    raise click.ClickException("The web server did not start; what it said is above.")


def answers(host: str, port: int) -> bool:
    """Whether anything answers, whatever it says."""
    with closing(HTTPConnection(host, port, timeout=5)) as asked:
        try:
            asked.request("GET", "/healthz", headers={"Host": "localhost"})
            asked.getresponse().read()
        except (OSError, HTTPException):
            return False
    return True
