"""Partner agencies' own sign-in, from the settings.

A provider's name is made from its address, so that an agency that changes provider gets a new one: an account is joined
to one subject of one issuer, and a different issuer's subject of the same name is somebody else (S-02).
"""

import hashlib
from typing import Any
from urllib.parse import urlsplit


def provider_of(agency: dict[str, str]) -> str:
    """The provider's own name in addresses and in the database: the agency's code, and a digest of the issuer."""
    digest = hashlib.sha256(agency["server_url"].rstrip("/").encode()).hexdigest()[:12]
    return f"{agency['code']}-{digest}"


def agency_of(provider: str) -> str:
    """The code of the agency that a provider belongs to: its workers may sign in that way, and nobody else's."""
    return provider.rpartition("-")[0]


def app_of(agency: dict[str, str]) -> dict[str, Any]:
    """One agency's provider, as the sign-in library takes it. The identity token is always asked for and checked."""
    return {
        "provider_id": provider_of(agency),
        "name": agency["name"],
        "client_id": agency["client_id"],
        "secret": agency["secret"],
        "settings": {
            "server_url": agency["server_url"],
            "uid_field": "sub",
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
        },
    }


def origins_of(agencies: list[dict[str, str]]) -> list[str]:
    """The origins a sign-in form may lead to: without them a browser stops the redirection."""
    parts = [urlsplit(agency["server_url"]) for agency in agencies]
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})
