"""What a person sets from outside: the environment and a `.env` file beside `app.py`, read once, by `app.py` alone.

The environment wins over `.env`. A model is used only when CEWEN_MODEL names one: a key that lies in the environment
for other programs must not send documents anywhere unasked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values
from platformdirs import user_data_path

from policy.errors import CeWenError

_PORTS = range(1, 65536)
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Where things are and which models serve; None is the default or 'not set'. Keys show in no repr.

    context is how many tokens question and answer may fill, timeout the seconds a model may be silent; price_in and
    price_out are yuan for a million tokens, both or neither. home holds both libraries. An embedding model without an
    address of its own shares the model's address and key; one with its own address never gets the model's key.
    api_key_hashes are of the keys that programs send us; host_names those under which a proxy serves us.
    host and what follows are of a page that an office shares, see `ui.accounts`; model_addresses are those that its
    people may use with a key of their own, the house's among them. logs: a line for each question goes
    to standard error, see `agent.journal`. database_url and chroma_url are of the servers that one's own library and
    what is kept live on instead of home, both or neither.
    """

    home: Path
    model: str | None = None
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    context: int | None = None
    timeout: int | None = None
    price_in: float | None = None
    price_out: float | None = None
    embedding_model: str | None = None
    embedding_base_url: str | None = None
    embedding_api_key: str | None = field(default=None, repr=False)
    port: int | None = None
    api_key_hashes: tuple[str, ...] = field(default=(), repr=False)
    host_names: tuple[str, ...] = ()
    host: str | None = None
    accounts: tuple[str, ...] = field(default=(), repr=False)
    auth_header: str | None = None
    auth_proxies: tuple[str, ...] = ()
    model_addresses: tuple[str, ...] = ()
    logs: bool = False
    database_url: str | None = field(default=None, repr=False)
    chroma_url: str | None = field(default=None, repr=False)

    @property
    def has_unused_key(self) -> bool:
        """Whether somebody who set a key or an address may wonder why no model answers."""
        return self.model is None and bool(self.api_key or self.base_url)


def read_settings(environment: Mapping[str, str], *, env_file: Path) -> Settings:
    """The settings of this run; an empty value counts as not set. CeWenError for one that cannot be right.

    >>> settings = read_settings({"CEWEN_HOME": "/srv/cewen", "CEWEN_PORT": "8000"}, env_file=Path("没有这个文件"))
    >>> settings.home.as_posix(), settings.port, settings.model
    ('/srv/cewen', 8000, None)
    """
    values = _filled({**_from_file(env_file), **environment})
    embedding_address = values.get("CEWEN_EMBEDDING_BASE_URL")
    shared = values if embedding_address is None else {}
    settings = Settings(
        home=_home(values.get("CEWEN_HOME")),
        model=values.get("CEWEN_MODEL"),
        base_url=values.get("OPENAI_BASE_URL"),
        api_key=values.get("OPENAI_API_KEY"),
        context=_whole(values, "CEWEN_CONTEXT", least=1024),
        timeout=_whole(values, "CEWEN_TIMEOUT", least=1),
        price_in=_price(values, "CEWEN_PRICE_IN"),
        price_out=_price(values, "CEWEN_PRICE_OUT"),
        embedding_model=values.get("CEWEN_EMBEDDING_MODEL"),
        embedding_base_url=embedding_address or shared.get("OPENAI_BASE_URL"),
        embedding_api_key=values.get("CEWEN_EMBEDDING_API_KEY") or shared.get("OPENAI_API_KEY"),
        port=_port(values.get("CEWEN_PORT")),
        api_key_hashes=_key_hashes(values.get("CEWEN_API_KEYS")),
        host_names=_parts(values.get("CEWEN_HOSTS")),
        host=values.get("CEWEN_HOST"),
        accounts=_parts(values.get("CEWEN_AUTH")),
        auth_header=values.get("CEWEN_AUTH_HEADER"),
        auth_proxies=_parts(values.get("CEWEN_AUTH_PROXIES")),
        model_addresses=_model_addresses(values),
        logs=values.get("CEWEN_LOG", "0") != "0",
        database_url=values.get("CEWEN_DATABASE_URL"),
        chroma_url=_web_address(values, "CEWEN_CHROMA_URL"),
    )
    _refuse_lone_model(settings)
    _refuse_half_a_price(settings)
    _refuse_one_server(settings)
    return settings


def _from_file(env_file: Path) -> Mapping[str, str | None]:
    try:
        return dotenv_values(env_file, encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CeWenError(f"设置文件“{env_file.name}”读不出来，请检查访问权限，并以 UTF-8 编码另存后再试。") from error


def _filled(given: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value.strip() for name, value in given.items() if value and value.strip()}


def _home(printed: str | None) -> Path:
    return Path(printed).expanduser().absolute() if printed else user_data_path("cewen", appauthor=False)


def _port(printed: str | None) -> int | None:
    if printed is None:
        return None
    if not printed.isdecimal() or int(printed) not in _PORTS:
        raise CeWenError(f"CEWEN_PORT 应是 1 到 65535 之间的整数，现在写的是“{printed}”，请改正或删去这一项。")
    return int(printed)


def _parts(printed: str | None) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,，]+", printed or "") if part)


def _key_hashes(printed: str | None) -> tuple[str, ...]:
    hashes = tuple(part.lower() for part in _parts(printed))
    if any(not _HASH.fullmatch(each) for each in hashes):
        raise CeWenError("CEWEN_API_KEYS 应是 new-key 打印的摘要（64 位十六进制），多个用逗号隔开；不要写密钥本身。")
    return hashes


def _whole(values: Mapping[str, str], name: str, *, least: int) -> int | None:
    printed = values.get(name)
    if printed is None:
        return None
    if not printed.isdecimal() or int(printed) < least:
        raise CeWenError(f"{name} 应是不小于 {least} 的整数，现在写的是“{printed}”，请改正或删去这一项。")
    return int(printed)


def _price(values: Mapping[str, str], name: str) -> float | None:
    printed = values.get(name)
    if printed is None:
        return None
    if not re.fullmatch(r"\d+(?:\.\d+)?", printed):
        raise CeWenError(f"{name} 应是每百万词元的价格（元），现在写的是“{printed}”，请改正或删去这一项。")
    return float(printed)


def _model_addresses(values: Mapping[str, str]) -> tuple[str, ...]:
    """Those named, and the one that the house's own model is at."""
    named = _parts(values.get("CEWEN_MODEL_ADDRESSES"))
    if wrong := next((each for each in named if not each.startswith(("http://", "https://"))), None):
        raise CeWenError(f"CEWEN_MODEL_ADDRESSES 里的“{wrong}”不是网址，请写成 http://…/v1 的样子，多个用逗号隔开。")
    house = (values.get("OPENAI_BASE_URL", ""),) if "CEWEN_MODEL" in values else ()
    return tuple(dict.fromkeys(each for each in (*house, *named) if each))


def _web_address(values: Mapping[str, str], name: str) -> str | None:
    printed = values.get(name)
    if printed is not None and not re.fullmatch(r"https?://[^\s/]+/?", printed):
        raise CeWenError(f"{name} 应写成 http://主机:端口，现在写的是“{printed}”，请改正或删去这一项。")
    return printed


def _refuse_one_server(settings: Settings) -> None:
    if (settings.database_url is None) != (settings.chroma_url is None):
        raise CeWenError(
            "CEWEN_DATABASE_URL 与 CEWEN_CHROMA_URL 要一起写；请补上另一项，或两项都删去，资料库就在本机。"
        )


def _refuse_half_a_price(settings: Settings) -> None:
    if (settings.price_in is None) != (settings.price_out is None):
        raise CeWenError("CEWEN_PRICE_IN 与 CEWEN_PRICE_OUT 要一起写，才能算出费用；请补上另一项，或两项都删去。")


def _refuse_lone_model(settings: Settings) -> None:
    if settings.model and not (settings.api_key or settings.base_url):
        raise CeWenError(
            f"设置了模型 CEWEN_MODEL={settings.model}，却没有 OPENAI_API_KEY 或 OPENAI_BASE_URL。"
            "请补上密钥或服务地址；不想用模型，就删去 CEWEN_MODEL。"
        )
