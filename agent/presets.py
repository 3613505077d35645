"""Where known services answer, as data: a person picks a name and types a key, nothing else.

Addresses are those that the makers publish for the OpenAI protocol; model names are examples, and every field can be
changed. context is what we dare to fill: less than what large models take, and what small servers give by default.
"""

from policy.values import Frozen


class Preset(Frozen):
    """A service by its name. needs_key is False for servers on one's own machine."""

    name: str
    base_url: str
    model: str
    context: int
    needs_key: bool = True
    hint: str = ""


PRESETS: tuple[Preset, ...] = (
    Preset(name="OpenAI", base_url="https://api.openai.com/v1", model="gpt-4.1-mini", context=32_768),
    Preset(name="DeepSeek", base_url="https://api.deepseek.com/v1", model="deepseek-chat", context=32_768),
    Preset(
        name="通义千问", base_url="https://dashscope.aliyuncs.com/compatible-mode/v1", model="qwen-plus", context=32_768
    ),
    Preset(name="智谱", base_url="https://open.bigmodel.cn/api/paas/v4", model="glm-4-plus", context=32_768),
    Preset(name="Kimi", base_url="https://api.moonshot.cn/v1", model="moonshot-v1-32k", context=32_768),
    Preset(
        name="vLLM", base_url="http://127.0.0.1:8000/v1", model="qwen", context=16_384, needs_key=False,
        hint="启动时加 --enable-auto-tool-choice 并指定 --tool-call-parser，模型才会调用工具。",
    ),
    Preset(
        name="Ollama", base_url="http://127.0.0.1:11434/v1", model="qwen2.5:7b", context=4096, needs_key=False,
        hint="默认只留 4,096 词元，超出的部分会被悄悄丢掉；把 num_ctx 调大后，再把这里的上下文长度改成一样。",
    ),
    Preset(
        name="llama.cpp", base_url="http://127.0.0.1:8080/v1", model="local", context=4096, needs_key=False,
        hint="启动时用 -c 指定上下文长度，加 --jinja 才会调用工具。",
    ),
)  # fmt: skip


def preset_named(name: str) -> Preset | None:
    """The preset of that name; None where there is none.

    >>> preset_named("Ollama").needs_key
    False
    """
    return next((preset for preset in PRESETS if preset.name == name), None)
