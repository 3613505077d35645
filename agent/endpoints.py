"""Which addresses of models a person may name on the page, where the server would call them in the person's stead.

Alone at one's own machine: any, a model on the machine itself too. On a page that an office shares: those that whoever
set the server up has named, and no other. A list and no judging of addresses: what a name resolves to, and where an
answer redirects, can change between the look and the call.
"""

from policy.errors import ModelError
from policy.values import Frozen

OPENAI = "https://api.openai.com/v1"  # where the client goes without an address


class Endpoints(Frozen):
    """addresses None: any."""

    addresses: tuple[str, ...] | None = None

    def allowed(self, address: str) -> str:
        """The address to call: as it is listed, not as it was typed. Raises ModelError for one that is not listed.

        >>> Endpoints(addresses=("http://gpu-1:8000/v1",)).allowed("http://GPU-1:8000/v1/")
        'http://gpu-1:8000/v1'
        """
        wanted = address.strip() or OPENAI
        found = self._listed(wanted)
        if found is None:
            raise ModelError(
                "这个模型地址没有开放：网页由多人共用时，只能用管理员列出的地址；"
                "请管理员把它写进 CEWEN_MODEL_ADDRESSES。"
            )
        return found

    def allows(self, address: str) -> bool:
        """Whether it may be called."""
        return self._listed(address) is not None

    def _listed(self, address: str) -> str | None:
        if self.addresses is None:
            return address
        return next((each for each in self.addresses if _same(each, address)), None)


ANYWHERE = Endpoints()


def _same(listed: str, typed: str) -> bool:
    return listed.casefold().rstrip("/") == typed.casefold().rstrip("/")
