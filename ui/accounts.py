"""Who may come to a page that an office shares, and who of them may change the library.

An account is one line, 姓名:角色:口令摘要; the digest is scrypt's (RFC 7914) and never the password. Where a reverse
proxy has asked for the password already, an account needs no digest and its name comes in a header.
"""

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from typing import Literal

from agent.endpoints import ANYWHERE, Endpoints
from policy.errors import CeWenError
from policy.values import Frozen

Role = Literal["reader", "admin"]
ROLES: dict[str, Role] = {"读者": "reader", "管理员": "admin"}
LOCAL_HOST = "127.0.0.1"
_LOCAL_HOSTS = frozenset({LOCAL_HOST, "localhost", "::1"})
# RFC 7914: N 2^15, r 8, p 1 take 32 MB and a tenth of a second.
_COST, _BLOCK, _PARALLEL, _MEMORY = 15, 8, 1, 64 * 2**20
_DIGEST = re.compile(r"scrypt\.(\d{2})\.(\d{1,2})\.(\d)\.([\w-]{22})\.([\w-]{43})", re.ASCII)
_NAME = re.compile(r"[^\s:;,]{1,40}")


class Account(Frozen):
    """A person. digest is None for one whom only the proxy lets in."""

    name: str
    role: Role
    digest: str | None = None


class Office(Frozen):
    """How the page is shared. Without accounts and header it serves the one person at this machine.

    host is the address to listen on, host_names are names it is served under beside its own; header is trusted from the
    addresses in proxies alone. model_addresses may be used with a key of one's own.
    """

    accounts: tuple[Account, ...] = ()
    header: str | None = None
    proxies: tuple[str, ...] = ()
    host: str = LOCAL_HOST
    host_names: tuple[str, ...] = ()
    model_addresses: tuple[str, ...] = ()

    @property
    def signs_in(self) -> bool:
        """Whether one must say who one is."""
        return bool(self.accounts or self.header)

    @property
    def endpoints(self) -> Endpoints:
        """Where a model may be that somebody names on the page: anywhere for the one person at this machine."""
        return Endpoints(addresses=self.model_addresses) if self.signs_in else ANYWHERE

    def account(self, name: str) -> Account | None:
        """The account of a name; behind a trusted header a name without an account is a reader's."""
        known = next((each for each in self.accounts if each.name == name), None)
        return known or (Account(name=name, role="reader") if self.header and name else None)

    def may_change(self, name: str) -> bool:
        """Whether a person may add, correct and remove documents: everybody where nobody signs in."""
        account = self.account(name)
        return not self.signs_in or (account is not None and account.role == "admin")


def make_office(
    *,
    accounts: Iterable[str] = (),
    header: str | None = None,
    proxies: tuple[str, ...] = (),
    host: str | None = None,
    host_names: tuple[str, ...] = (),
    model_addresses: tuple[str, ...] = (),
) -> Office:
    """The office as it was set up. CeWenError for a line that is no account, and for a page open to strangers."""
    office = Office(
        accounts=tuple(read_account(line) for line in accounts),
        header=header, proxies=proxies, host=host or LOCAL_HOST, host_names=host_names,
        model_addresses=model_addresses,
    )  # fmt: skip
    if header and not proxies:
        raise CeWenError("设置了 CEWEN_AUTH_HEADER，却没有 CEWEN_AUTH_PROXIES；请写上反向代理的地址，否则谁都能冒名。")
    if office.host not in _LOCAL_HOSTS and not office.signs_in:
        raise CeWenError(
            f"CEWEN_HOST={office.host} 会让别的电脑也能打开网页，须先设置 CEWEN_AUTH（用 new-account 命令生成账户行）。"
        )
    return office


def read_account(line: str) -> Account:
    """An account from its line. Raises CeWenError, which does not repeat the digest.

    >>> read_account("张三:管理员")
    Account(name='张三', role='admin', digest=None)
    """
    name, _, rest = line.strip().partition(":")
    role, _, digest = rest.partition(":")
    if not _NAME.fullmatch(name) or role not in ROLES or (digest and not _DIGEST.fullmatch(digest)):
        raise CeWenError(
            f"CEWEN_AUTH 里“{name[:40]}”这一行看不懂：应写成“姓名:角色:口令摘要”，角色是读者或管理员；"
            "请用 new-account 命令重新生成这一行。"
        )
    return Account(name=name, role=ROLES[role], digest=digest or None)


def account_line(name: str, role: str, password: str) -> str:
    """The line to set up for a person; CeWenError where it could not be read back."""
    line = f"{name}:{role}:{digest_of(password)}"
    read_account(line)
    return line


def digest_of(password: str, *, salt: bytes | None = None) -> str:
    """The digest that is kept in place of a password; its marks need no quoting in a shell or a .env file."""
    salt = os.urandom(16) if salt is None else salt
    derived = _derive(password, salt, cost=_COST, block=_BLOCK, parallel=_PARALLEL)
    return f"scrypt.{_COST}.{_BLOCK}.{_PARALLEL}.{_text(salt)}.{_text(derived)}"


def is_password(password: str, digest: str | None) -> bool:
    """Whether the password belongs to the digest; None takes as long and belongs to nothing."""
    found = _DIGEST.fullmatch(digest or _NOBODY)
    if found is None:
        return False
    cost, block, parallel = (int(found[at]) for at in (1, 2, 3))
    derived = _derive(password, _bytes(found[4]), cost=cost, block=block, parallel=parallel)
    return hmac.compare_digest(derived, _bytes(found[5])) and digest is not None


def _derive(password: str, salt: bytes, *, cost: int, block: int, parallel: int) -> bytes:
    secret = password.encode("utf-8")
    return hashlib.scrypt(secret, salt=salt, n=2**cost, r=block, p=parallel, maxmem=_MEMORY, dklen=32)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


_NOBODY = f"scrypt.{_COST}.{_BLOCK}.{_PARALLEL}.{_text(bytes(16))}.{_text(bytes(32))}"
