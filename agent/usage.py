"""What an answer took of a model, and what that cost where prices are known."""

from typing import Any, Self

from policy.values import Frozen


class Prices(Frozen):
    """Yuan for a million tokens that go in, and that come out."""

    into: float
    out: float


class Usage(Frozen):
    """Tokens of all calls of one answer. estimated: the service named none, we counted; cost in yuan, None unknown."""

    into: int = 0
    out: int = 0
    calls: int = 0
    estimated: bool = False
    cost: float | None = None

    @classmethod
    def reported(cls, metadata: Any) -> Self | None:
        """One call as LangChain tells it; None where it tells nothing."""
        if not metadata or not (metadata.get("input_tokens") or metadata.get("output_tokens")):
            return None
        return cls(into=metadata["input_tokens"], out=metadata["output_tokens"], calls=1)

    def plus(self, other: "Usage") -> "Usage":
        """Both together, not yet priced.

        >>> Usage(into=10, out=5, calls=1).plus(Usage(into=20, out=1, calls=1, estimated=True))
        Usage(into=30, out=6, calls=2, estimated=True, cost=None)
        """
        return Usage(
            into=self.into + other.into,
            out=self.out + other.out,
            calls=self.calls + other.calls,
            estimated=self.estimated or other.estimated,
        )

    def priced(self, prices: Prices | None) -> "Usage":
        """With its cost where prices are known.

        >>> Usage(into=2000, out=500, calls=1).priced(Prices(into=2, out=8)).cost
        0.008
        """
        if prices is None:
            return self
        return self.model_copy(update={"cost": (self.into * prices.into + self.out * prices.out) / 1_000_000})

    def line(self) -> str:
        """For the person.

        >>> Usage(into=2000, out=500, calls=2, cost=0.008).line()
        '模型 2 次调用，读入 2,000、写出 500 词元，约 0.0080 元'
        """
        about = "约 " if self.estimated else ""
        cost = f"，约 {self.cost:.4f} 元" if self.cost is not None else ""
        return f"模型 {self.calls} 次调用，读入 {about}{self.into:,}、写出 {about}{self.out:,} 词元{cost}"
