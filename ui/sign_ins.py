"""Signing in: passwords looked at, slower after each wrong one, and tokens that outlive a restart.

Only the digest of a token is kept, so that whoever reads the file cannot sign in with it.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import NamedTuple

from policy.values import Frozen
from ui.accounts import Office, is_password
from vectorstore.kept import Kept

_KIND = "sign-in"
LIFETIME = timedelta(days=7)
_TRIES_OF_A_NAME, _TRIES_OF_AN_ADDRESS = 5, 50  # a whole office may come from its proxy's address
_LONGEST_WAIT = 900.0
_REMEMBERED = (
    10_000  # names and addresses that tried in vain: more than this is an attack, and the oldest are forgotten
)


class SignIn(Frozen):
    """Who came with a token, and until when it holds, in UTC."""

    name: str
    until: datetime


class Refused(NamedTuple):
    """Why nobody was let in, as a sentence, and how long to wait, in seconds; 0 where one may try at once."""

    sentence: str
    wait: float = 0.0


class Throttle:
    """The first tries are free; from then on each wrong one doubles the wait, up to a quarter of an hour."""

    def __init__(self, *, free: int, clock: Callable[[], float] = monotonic) -> None:
        self._free, self._clock, self._lock = free, clock, threading.Lock()
        self._failed: dict[str, tuple[int, float]] = {}

    def wait(self, key: str) -> float:
        """Seconds until the next try is looked at."""
        count, last = self._failed.get(key, (0, 0.0))
        pause = min(2.0 ** min(count - self._free + 1, 30), _LONGEST_WAIT) if count >= self._free else 0.0
        return max(0.0, last + pause - self._clock())

    def failed(self, key: str) -> None:
        """One more wrong try."""
        with self._lock:
            count, _ = self._failed.pop(key, (0, 0.0))
            self._failed[key] = (count + 1, self._clock())
            while len(self._failed) > _REMEMBERED:
                del self._failed[next(iter(self._failed))]

    def forget(self, key: str) -> None:
        """The right password was given."""
        with self._lock:
            self._failed.pop(key, None)


class SignIns:
    """The people who are signed in."""

    def __init__(self, kept: Kept, office: Office, *, clock: Callable[[], float] = monotonic) -> None:
        self._kept, self._office, self._lock = kept, office, threading.Lock()
        self._names = Throttle(free=_TRIES_OF_A_NAME, clock=clock)
        self._addresses = Throttle(free=_TRIES_OF_AN_ADDRESS, clock=clock)

    def begin(self, name: str, password: str, *, address: str) -> str | Refused:
        """A token for the person, or why there is none. address is where the try comes from."""
        key = f"{address} {name}"
        if wait := self._admitted(key, address):
            return Refused(f"试错的次数多了，请等 {wait + 0.5:.0f} 秒再试。", wait)
        account = self._office.account(name)
        if not is_password(password, account.digest if account else None):
            return Refused("姓名或口令不对，请核对后再试；忘了口令，请管理员重新生成。")
        self._names.forget(key)
        self._addresses.forget(address)
        self._sweep()
        token = secrets.token_urlsafe(32)
        self._kept.put(_KIND, _digest(token), SignIn(name=name, until=datetime.now(UTC) + LIFETIME))
        return token

    def _admitted(self, key: str, address: str) -> float:
        """Seconds to wait; 0 for a try that is looked at. It counts as a wrong one until it was right: of a hundred
        tries at once no more are looked at than of a hundred one after the other.
        """
        with self._lock:
            wait = max(self._names.wait(key), self._addresses.wait(address))
            if not wait:
                self._names.failed(key)
                self._addresses.failed(address)
        return wait

    def name_of(self, token: str) -> str | None:
        """Who holds the token; None where it is unknown, too old, or its account is gone."""
        kept = self._kept.get(_KIND, _digest(token), SignIn) if token else None
        if kept is None or kept.until < datetime.now(UTC) or self._office.account(kept.name) is None:
            return None
        return kept.name

    def end(self, token: str) -> None:
        """From now on the token belongs to nobody."""
        self._kept.remove(_KIND, _digest(token))

    def _sweep(self) -> None:
        now = datetime.now(UTC)
        for entry in self._kept.all(_KIND, SignIn):
            if entry.value.until < now:
                self._kept.remove(_KIND, entry.key)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
