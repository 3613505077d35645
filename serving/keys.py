"""Keys of the interfaces: shown once, kept as hashes. A key is random, so a plain SHA-256 cannot be turned back."""

import hashlib
import hmac
import secrets
from typing import NamedTuple

_PREFIX = "cewen-"
LENGTH = 64


class NewKey(NamedTuple):
    """key is what a program sends; printed is what goes into CEWEN_API_KEYS."""

    key: str
    printed: str


def new_key() -> NewKey:
    """A key of 256 random bits."""
    key = _PREFIX + secrets.token_urlsafe(32)
    return NewKey(key=key, printed=hashed(key))


def hashed(key: str) -> str:
    """Its SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(key.encode()).hexdigest()


def accepts(hashes: tuple[str, ...], authorization: str | None) -> bool:
    """Whether the header carries a key that is known; every hash is compared, in constant time.

    >>> accepts((hashed("甲"),), "Bearer 甲"), accepts((hashed("甲"),), "Bearer 乙"), accepts((), None)
    (True, False, False)
    """
    scheme, _, key = (authorization or "").partition(" ")
    if scheme.lower() != "bearer":
        return False
    sent = hashed(key.strip())
    return any([hmac.compare_digest(sent, each) for each in hashes])
