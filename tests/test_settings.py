"""What a person sets, and what is said where it cannot be right."""

from pathlib import Path

import pytest
from platformdirs import user_data_path

from policy.errors import CeWenError
from settings import Settings, read_settings


def read(tmp_path: Path, *lines: str, **environment: str) -> Settings:
    env_file = tmp_path / ".env"
    env_file.write_text("\n".join(lines), encoding="utf-8")
    return read_settings(environment, env_file=env_file)


def test_nothing_set_means_offline_in_the_data_directory(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings == Settings(home=user_data_path("cewen", appauthor=False))


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    settings = read(tmp_path, "CEWEN_MODEL=甲", "OPENAI_API_KEY=k", "CEWEN_PORT=8001", CEWEN_MODEL="乙")
    assert (settings.model, settings.port) == ("乙", 8001)


def test_an_empty_value_counts_as_not_set(tmp_path: Path) -> None:
    assert read(tmp_path, "CEWEN_MODEL=", "CEWEN_PORT= ").model is None


def test_a_key_without_a_model_connects_to_nothing_and_is_noticed(tmp_path: Path) -> None:
    settings = read(tmp_path, OPENAI_API_KEY="k")
    assert settings.model is None
    assert settings.has_unused_key


def test_a_model_of_ones_own_server_needs_no_key(tmp_path: Path) -> None:
    settings = read(tmp_path, CEWEN_MODEL="qwen", OPENAI_BASE_URL="http://127.0.0.1:8000/v1")
    assert settings.api_key is None


def test_keys_show_in_no_repr(tmp_path: Path) -> None:
    settings = read(tmp_path, CEWEN_MODEL="甲", OPENAI_API_KEY="sk-secret", CEWEN_EMBEDDING_API_KEY="ek-secret")
    assert "secret" not in repr(settings)


def test_embeddings_share_the_models_address_and_key(tmp_path: Path) -> None:
    settings = read(tmp_path, CEWEN_EMBEDDING_MODEL="bge", OPENAI_API_KEY="k", OPENAI_BASE_URL="http://127.0.0.1/v1")
    assert (settings.embedding_base_url, settings.embedding_api_key) == ("http://127.0.0.1/v1", "k")


def test_embeddings_elsewhere_never_get_the_models_key(tmp_path: Path) -> None:
    settings = read(
        tmp_path, CEWEN_EMBEDDING_MODEL="bge", CEWEN_EMBEDDING_BASE_URL="http://127.0.0.2/v1", OPENAI_API_KEY="k"
    )
    assert settings.embedding_api_key is None


def test_a_relative_home_becomes_absolute(tmp_path: Path) -> None:
    assert read(tmp_path, CEWEN_HOME="资料").home == Path.cwd() / "资料"


@pytest.mark.parametrize("printed", ["八千", "0", "70000", "-1"])
def test_a_port_that_is_none_is_named(tmp_path: Path, printed: str) -> None:
    with pytest.raises(CeWenError, match=f"CEWEN_PORT.*{printed}"):
        read(tmp_path, CEWEN_PORT=printed)


def test_a_model_with_neither_key_nor_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CeWenError, match="OPENAI_API_KEY 或 OPENAI_BASE_URL"):
        read(tmp_path, CEWEN_MODEL="qwen")


def test_a_settings_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("CEWEN_MODEL=千问".encode("gb18030"))
    with pytest.raises(CeWenError, match="UTF-8"):
        read_settings({}, env_file=tmp_path / ".env")


def test_context_and_prices_are_read(tmp_path: Path) -> None:
    settings = read(tmp_path, CEWEN_CONTEXT="32768", CEWEN_PRICE_IN="2", CEWEN_PRICE_OUT="8.5")
    assert (settings.context, settings.price_in, settings.price_out) == (32768, 2.0, 8.5)


@pytest.mark.parametrize(
    ("name", "printed"),
    [("CEWEN_CONTEXT", "8k"), ("CEWEN_CONTEXT", "10"), ("CEWEN_PRICE_IN", "两元"), ("CEWEN_TIMEOUT", "0")],
)
def test_a_figure_of_the_model_that_cannot_be_is_named(tmp_path: Path, name: str, printed: str) -> None:
    with pytest.raises(CeWenError, match=f"{name}.*{printed}"):
        read(tmp_path, **{name: printed})


def test_half_a_price_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CeWenError, match="要一起写"):
        read(tmp_path, CEWEN_PRICE_IN="2")


def test_an_office_is_read_part_by_part(tmp_path: Path) -> None:
    lines = ("CEWEN_AUTH=张三:管理员:scrypt.x，李四:读者", "CEWEN_HOST=0.0.0.0", "CEWEN_HOSTS=cewen.office, 策问.内网")
    settings = read(tmp_path, *lines, CEWEN_AUTH_HEADER="X-Remote-User", CEWEN_AUTH_PROXIES="10.0.0.1 10.0.0.2")
    assert settings.accounts == ("张三:管理员:scrypt.x", "李四:读者")
    assert (settings.host, settings.host_names) == ("0.0.0.0", ("cewen.office", "策问.内网"))
    assert (settings.auth_header, settings.auth_proxies) == ("X-Remote-User", ("10.0.0.1", "10.0.0.2"))
    assert "scrypt" not in repr(settings)


def test_people_may_use_the_houses_address_and_those_that_are_named(tmp_path: Path) -> None:
    named = {"CEWEN_MODEL_ADDRESSES": "http://gpu-1:8000/v1，https://api.example.com/v1"}
    assert read(tmp_path, **named).model_addresses == ("http://gpu-1:8000/v1", "https://api.example.com/v1")
    house = {"CEWEN_MODEL": "m", "OPENAI_BASE_URL": "http://house/v1"}
    assert read(tmp_path, **named, **house).model_addresses[0] == "http://house/v1"
    assert read(tmp_path, OPENAI_BASE_URL="http://unused/v1").model_addresses == ()
    with pytest.raises(CeWenError, match=r"gpu-1:8000.*不是网址"):
        read(tmp_path, CEWEN_MODEL_ADDRESSES="gpu-1:8000")
