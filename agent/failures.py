"""What can go wrong with a model's endpoint, by type, each as a sentence that a person can act on."""

import httpx
import httpx2
import openai
from langgraph.errors import GraphRecursionError

_SENTENCES: tuple[tuple[type[BaseException], str], ...] = (
    (openai.AuthenticationError, "模型服务拒绝了密钥（401），请在设置里核对 OPENAI_API_KEY。"),
    (openai.PermissionDeniedError, "该密钥无权使用这个模型（403），请换密钥或换模型。"),
    (openai.NotFoundError, "模型服务没有这个模型或地址（404），请核对 CEWEN_MODEL 与 OPENAI_BASE_URL。"),
    (openai.RateLimitError, "模型服务限流或额度用完（429），请稍候再问。"),
    (openai.BadRequestError, "模型服务不接受这样的请求（400），可能不支持工具调用，请换一个模型。"),
    (openai.InternalServerError, "模型服务内部出错（5xx），请稍候再问。"),
    (openai.APITimeoutError, "模型服务迟迟没有回应，请稍候再问或换一个服务。"),
    (openai.APIConnectionError, "连不上模型服务，请检查网络与 OPENAI_BASE_URL。"),
    (openai.APIResponseValidationError, "模型服务返回的不是约定的格式，请核对 OPENAI_BASE_URL 是否以 /v1 结尾。"),
    (openai.APIError, "模型服务中途出错，请稍候再问。"),
    (httpx.TimeoutException, "模型服务迟迟没有回应，请稍候再问或换一个服务。"),
    (httpx2.TimeoutException, "模型服务迟迟没有回应，请稍候再问或换一个服务。"),
    (httpx.HTTPError, "与模型服务的连接中断，请检查网络后再问。"),
    (httpx2.HTTPError, "与模型服务的连接中断，请检查网络后再问。"),
    (GraphRecursionError, "模型反复调用工具而没有作答。"),
)
_OTHER = "模型没有给出可用的回答。"


def failure_sentence(error: BaseException) -> str:
    """What happened, for the person; the most specific type of the table wins.

    >>> failure_sentence(GraphRecursionError("25 steps"))
    '模型反复调用工具而没有作答。'
    """
    return next((sentence for kind, sentence in _SENTENCES if isinstance(error, kind)), _OTHER)
