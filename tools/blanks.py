"""Turning another place's names and figures into blanks, and picking the wording that any place could use.

Kept are terms of the language (`policy.common_terms`) and those that the target itself uses. Other places' documents
have no say: what two of them call alike is no more the target's. Not covered: a name made of ordinary words without
quotation marks.
"""

import re
from functools import cached_property

import rjieba
from pydantic import ConfigDict

from policy.common_terms import is_common_term
from policy.documents import Clause, PolicyDocument
from policy.folding import fold
from policy.regions import find_regions, short_name
from policy.sentences import split_phrases, split_sentences
from policy.values import Frozen
from policy.wordlists import one_of, read_words
from tools.grounding import Ground
from tools.outlines import BLANK

_QUOTED = re.compile(r"[“《]([^”》]{2,30})[”》]")
_FIGURE = re.compile(
    r"(?<![A-Za-z\d])\d[\d.]*(?:[-—~至]\d[\d.]*)?(?:个百分点|万亿元|亿元|万元|平方米|[%‰]|[个家项条名场亩年月日元万亿倍])*(?![A-Za-z])"
)
_HAN_FIGURE = re.compile(
    r"第?[一二三四五六七八九十百千万两零]+(?:[个万亿]?(?:元|家|户|亩|倍|条(?!例)|款|日|年|个月|个百分点)|分之[一二三四五六七八九十百零]+)"
)
_LEFT_OVER = re.compile(rf"(?:{re.escape(BLANK)}\s*[、和与及至]?\s*)+(?={re.escape(BLANK)})")
_UNFIT = re.compile(
    r"[“”《》（）()\[\]〔〕\dA-Za-z]|[我全][市区县州省]|新区|[省市区县州](?:委|政府|[\u4e00-\u9fff]{1,7}(?:委|局|厅|办(?![法理事公好学])))|领导小组|同志|以下简称|"
    r"镇|村|州|街道|社区|广场|大学|学院|集团|公司|研究院|医院|总部基地|创新园|名录|^(?:围绕|依托|立足|借助|配合|结合|根据|按照|对照|以及|并|且|和|与|通过|利用)|(?:方式|基础上|过程中|前提下|为重点)$|^对.*的(?:问题|情况|企业|项目|单位|行为)$|[要应](?:根据|按照|对照)|"
    r"[一二三四五六七八九十百千万两]+(?:[个项家条类大年月日次名批期元亩倍户成]|分之)|每[日天周月季年]|(?<!推)[对进赴在驻离][京津沪渝](?![津沪冀])|[月季年](?:度|调度|汇报|通报)"
)
_NAME_END = re.compile(r"镇|村|小镇|园|街|路|广场|大厦|集团|公司|大学|学院|研究院|社区|港|湖|基地")
_WIDE = re.compile(one_of(tuple(name for line in read_words("wide_regions") for name in line)))
_SURE_PARTS, _LIKELY_PARTS = ("ns", "nt"), ("nr", "nz")
_NAMING = (*_SURE_PARTS, *_LIKELY_PARTS)
_SHORTEST, _LONGEST, _LONGEST_SENTENCE = 6, 40, 120


class Blanks(Frozen):
    """What of a model's wording may not be said of the target: names of places and of the regions around them, bodies,
    names in quotation marks, figures.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    ground: Ground
    model: PolicyDocument

    @cached_property
    def _own_places(self) -> tuple[str, ...]:
        region = self.model.header.region
        names = {region.name, short_name(region.name)} if region else set()
        return tuple(sorted((name for name in names if name not in self.ground.target), key=len, reverse=True))

    @cached_property
    def _units(self) -> tuple[str, ...]:
        printed = {unit.printed for task in self.model.tasks for unit in task.units}
        return tuple(sorted(printed, key=len, reverse=True))

    def is_common(self, name: str) -> bool:
        """Whether a name belongs to the language or to the target, and not to the model's place alone."""
        return is_common_term(name) or fold(name) in self.ground.text

    def apply(self, text: str) -> str:
        """The text with a blank for each name, place, unit and figure that is the model's own."""
        text = _QUOTED.sub(lambda m: m.group() if self.is_common(m.group(1)) else BLANK, text)
        text = _WIDE.sub(lambda m: m.group() if fold(m.group()) in self.ground.text else BLANK, text)
        for unit in self._units:
            text = text.replace(unit, BLANK)
        for mention in reversed(find_regions(text)):
            name = mention.region.name
            if not mention.short and short_name(name) not in self.ground.target and name not in self.ground.places:
                text = text[: mention.start] + BLANK + text[mention.end :]
        for name in self._own_places:
            text = text.replace(name, BLANK)
        return self._without_names(_without_figures(text))

    def _without_names(self, text: str) -> str:
        """Names that the dictionary knows (中欧, 佛罗伦萨) and that no one else uses."""
        words = rjieba.tag(text, False)
        after = [*(word for word, _ in words[1:]), ""]
        kept = (
            BLANK if _is_name(word, part, follows) and not self.is_common(word) else word
            for (word, part), follows in zip(words, after, strict=False)
        )
        return _LEFT_OVER.sub("", "".join(kept))

    def fit_phrases(self, clause: Clause, *, most: int, beyond: str = "") -> list[str]:
        """Phrases of a clause that could stand in any place's plan: no name, nothing unknown; figures blank.

        beyond is what is said already and not to be said again.
        """
        body = clause.text[len(clause.number) :]
        heading = fold(clause.heading + beyond)
        phrases = [" ".join(body[a:b].split()).strip("，,。；;：: ") for a, b in split_phrases(body)]
        phrases = [each for each in phrases if _SHORTEST <= len(each) <= _LONGEST and fold(each) not in heading]
        plain = [each for each in phrases if self._is_fit(each)]
        with_blanks = [
            _without_figures(each) for each in phrases if self._is_fit(_without_figures(each).replace(BLANK, ""))
        ]
        return (plain or with_blanks)[:most]

    def fit_sentence(self, clause: Clause) -> str:
        """The first sentence that could stand in any place's rules, whole: what is left of one may say the opposite."""
        body = clause.text[len(clause.number) :]
        for start, end in split_sentences(body):
            phrases = [" ".join(body[start + a : start + b].split()) for a, b in split_phrases(body[start:end])]
            sentence = "".join(phrases).strip("，,。；; ")
            if _SHORTEST <= len(sentence) <= _LONGEST_SENTENCE and all(map(self._is_fit, phrases)):
                return sentence
        return ""

    def _is_fit(self, phrase: str) -> bool:
        if _UNFIT.search(phrase) or any(unit in phrase for unit in self._units):
            return False
        names = [w for w, part in rjieba.tag(phrase, False) if len(w) > 1 and part[:2] in _NAMING]
        return all(map(self.is_common, names)) and not _has_unknown_run(phrase) and self.apply(phrase) == phrase


def _without_figures(text: str) -> str:
    """Figures and dates as blanks, one for several that stand side by side."""
    return _LEFT_OVER.sub("", _HAN_FIGURE.sub(BLANK, _FIGURE.sub(BLANK, text)))


def _is_name(word: str, part: str, follows: str) -> bool:
    """A place or a body; a person's or other name only where it begins a longer one (华明 in 华明镇)."""
    if len(word) < 2:
        return False
    return part[:2] in _SURE_PARTS or (part[:2] in _LIKELY_PARTS and bool(_NAME_END.match(follows)))


def _has_unknown_run(phrase: str) -> bool:
    """Three single characters side by side are most often a name that the dictionary does not hold."""
    run = 0
    for word in rjieba.cut(phrase, False):
        run = run + 1 if len(word) == 1 else 0
        if run > 2:
            return True
    return False
