"""An agency's sign-in on this machine: it knows a few people, and says of each how they proved who they are."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "homeward", "a-secret-for-tests"


class Provider(ThreadingHTTPServer):
    """The agency's server. `says` is what its next identity token will claim."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.says: dict[str, Any] = {}
        self.challenges: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def code_for(self, address: str) -> tuple[str, str]:
        """Sign the person in, as their browser would see it: a code, and the state it belongs to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return code, asked["state"]

    def token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, **self.says}
        return jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "one"})


class Answer(BaseHTTPRequestHandler):
    """What the server says to Homeward itself."""

    server: Provider

    def do_GET(self) -> None:
        at = self.server.url
        self.say(
            {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        asked = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = self.server.challenges.pop(asked["code"], None) == proof and asked["client_secret"] == SECRET
        answer = {"access_token": "unused", "token_type": "Bearer", "id_token": self.server.token()}
        self.say(answer if known else {"error": "invalid_grant"}, 200 if known else 400)

    def say(self, answer: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the library's name for it)
        """Say nothing in the tests' own words."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider, for as long as it is needed."""
    server = Provider()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
