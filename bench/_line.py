"""A real server, in processes that can be killed, and a line to it that can be cut at four places."""

import os
import signal
import socket
import subprocess
import threading
import time
from contextlib import closing, suppress

from _hub import ROOT

PATIENCE = 90


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


class Server:
    """The web server as `homeward serve` starts it: a master and two processes of four threads."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.timer: threading.Timer | None = None

    def start(self) -> None:
        """Start it unless it runs, and wait until it answers."""
        if self.timer:
            self.timer.join()
            self.timer = None
        if self.process is not None:
            return
        from homeward.config.commands.running import web_server

        where = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = web_server("127.0.0.1", self.port)
        self.process = subprocess.Popen(command, env=where, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.port), timeout=2)) as asked:
                asked.settimeout(20)
                asked.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if b" 200 " in asked.recv(64):
                    return
            time.sleep(0.05)
        raise SystemExit("The server did not start.")

    def kill(self, after: float | None = None) -> None:
        """Kill every process of it at once, now or in a moment; nothing it holds in memory is left."""
        if after is not None:
            self.timer = threading.Timer(after, self.kill)
            self.timer.start()
            return
        process, self.process = self.process, None
        if process:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


class Line:
    """What stands between a device and the server, and is cut once when asked."""

    def __init__(self, to: int) -> None:
        self.to, self.how = to, ""
        self.listening = socket.socket()
        self.listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listening.bind(("127.0.0.1", 0))
        self.listening.listen(64)
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._take, daemon=True).start()

    def cut(self, how: str) -> None:
        """From the next request on nothing gets through; the next itself comes as far as `how` says."""
        self.how = how

    def mend(self) -> None:
        """The line is whole."""
        self.how = ""

    def close(self) -> None:
        self.listening.close()

    def _take(self) -> None:
        while True:
            try:
                device, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(device,), daemon=True).start()

    def _carry(self, device: socket.socket) -> None:
        with closing(device), suppress(OSError, ValueError):
            device.settimeout(30)
            asked = whole(device)
            how, self.how = self.how, "before it left" if self.how else ""
            if not asked or how == "before it left":
                return
            with closing(socket.create_connection(("127.0.0.1", self.to), timeout=30)) as server:
                server.sendall(asked[: len(asked) // 2] if how == "half way there" else asked)
                if how == "half way there":
                    return
                answer = bytearray()
                while some := server.recv(65536):
                    answer += some
                if not how:
                    device.sendall(answer)
                elif how == "half way back":
                    device.sendall(answer[: len(answer) // 2])


def whole(device: socket.socket) -> bytes:
    """One request to its last byte, asking the server to close afterwards."""
    held = bytearray()
    while b"\r\n\r\n" not in held:
        some = device.recv(65536)
        if not some:
            return b""
        held += some
    head, _, body = bytes(held).partition(b"\r\n\r\n")
    lines = [each for each in head.split(b"\r\n") if not each.lower().startswith(b"connection:")]
    length = next((int(each.split(b":")[1]) for each in lines if each.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        some = device.recv(65536)
        if not some:
            return b""
        body += some
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body
