"""Where a library lives: in a folder of this machine, or on a PostgreSQL and a Chroma server that many share."""

import re
from pathlib import Path

from pydantic import Field, field_validator

from policy.errors import LibraryError
from policy.values import Frozen

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Servers(Frozen):
    """The addresses of both servers, and the library's name on them: a schema there, the head of collections here.

    >>> Servers(database="postgresql://cewen@db/cewen", chroma="http://vectors:8000")
    Servers(name='cewen')
    """

    database: str = Field(repr=False)  # holds a password
    chroma: str = Field(repr=False)
    name: str = "cewen"

    @field_validator("name")
    @classmethod
    def _plain(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError("小写字母开头，只含小写字母、数字和下划线")
        return name


Place = Path | Servers


def refuse_servers(place: Place, *, told: str) -> Path:
    """The folder; LibraryError with what is to be done instead where the library is on servers."""
    if isinstance(place, Servers):
        raise LibraryError(told)
    return place
