"""Accounts: lines that are read back, digests that give nothing away, roles, an office closed to strangers."""

import pytest

from policy.errors import CeWenError
from ui.accounts import Office, account_line, digest_of, is_password, make_office, read_account

LINE = account_line("张三", "管理员", "口令 one two")


def test_a_line_is_read_back_as_its_account() -> None:
    account = read_account(LINE)
    assert (account.name, account.role) == ("张三", "admin")
    assert is_password("口令 one two", account.digest)
    assert not is_password("口令 one tw0", account.digest)


def test_a_digest_is_another_each_time_and_holds_no_mark_that_a_shell_reads() -> None:
    digests = {digest_of("同一个口令") for _ in range(2)}
    assert len(digests) == 2
    assert not set("$'\"`\\;:, #") & set("".join(digests))


def test_nobody_has_no_password() -> None:
    assert not is_password("", None)


@pytest.mark.parametrize(
    "line", ["张三", "张三:主任", "张三:读者:plain", ":读者", "张 三:读者", "张三:读者:scrypt.15.8.1.a.b"]
)
def test_a_line_that_is_no_account_is_named_without_its_digest(line: str) -> None:
    with pytest.raises(CeWenError, match="CEWEN_AUTH") as caught:
        read_account(line)
    assert "plain" not in str(caught.value)


def test_alone_at_ones_machine_one_may_do_everything() -> None:
    assert not Office().signs_in
    assert Office().may_change("")


def test_readers_do_not_change_the_library() -> None:
    office = make_office(accounts=[LINE, "李四:读者"])
    assert office.may_change("张三")
    assert not office.may_change("李四")
    assert not office.may_change("王五")


def test_behind_a_proxy_a_name_without_an_account_is_a_readers() -> None:
    office = make_office(accounts=["张三:管理员"], header="X-Remote-User", proxies=("127.0.0.1",))
    assert office.may_change("张三")
    account = office.account("王五")
    assert account
    assert account.role == "reader"


def test_a_header_without_a_proxy_is_refused() -> None:
    with pytest.raises(CeWenError, match="CEWEN_AUTH_PROXIES"):
        make_office(header="X-Remote-User")


def test_an_address_that_others_reach_wants_accounts() -> None:
    with pytest.raises(CeWenError, match="CEWEN_AUTH"):
        make_office(host="0.0.0.0")
    assert make_office(accounts=[LINE], host="0.0.0.0").host == "0.0.0.0"
