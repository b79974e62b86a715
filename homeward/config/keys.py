"""The keys of one installation: read from a file that only its owner may open, made there on first start.

A single host that keeps its keys beside its data does not meet S-44 of the security reference; `/readyz` says so.
"""

import base64
import os
import secrets
from pathlib import Path

NAMES = (
    "HOMEWARD_SECRET_KEY",
    "HOMEWARD_SEALING_KEYS",
    "HOMEWARD_INDEX_KEY",
    "HOMEWARD_CHECKPOINT_KEY",
    "HOMEWARD_CAPTURE_KEYS",
)


def new_keys() -> dict[str, str]:
    """Fresh random keys: a signing secret, one sealing key, the blind-index key, the checkpoint seed, one capture key.

    All but the first are of 32 bytes each.
    """
    values = (secrets.token_urlsafe(50), f"first:{random_key()}", random_key(), random_key(), f"first:{random_key()}")
    return dict(zip(NAMES, values, strict=True))


def random_key() -> str:
    """32 random bytes in base64. Of the curve P-256 nearly every such number is a private key too."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def installation_keys(folder: Path, *, create: bool) -> dict[str, str]:
    """The keys kept in `folder`, made there when absent and `create` is true; otherwise a FileNotFoundError.

    A key that this version needs and an older one did not is added.
    """
    path = folder / "keys.env"
    if not path.exists() and create:
        folder.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{name}={value}\n" for name, value in new_keys().items())
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(text)
    kept = dict(line.split("=", 1) for line in path.read_text().splitlines() if line)
    added = {name: value for name, value in new_keys().items() if name not in kept} if create else {}
    if added:
        with path.open("a") as file:
            file.writelines(f"{name}={value}\n" for name, value in added.items())
    return kept | added
