"""What people are told of an indicator: the Chinese word for each choice that a standard can make."""

import pytest

from govstandard.base.words import Words
from govstandard.standard import describing


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        (describing.EVERY, "每月 每季度 每半年 每年"),
        (describing.VERIFY, "查阅资料 访谈 实地查看 系统数据 问卷调查"),
        (describing.RELATION, "领导 指导 协作 监督"),
        (describing.GROUNDING, "主题由来源直接写明 来源只提到同一主题 主题由编者选定"),
        (
            describing.TARGET,
            "目标值出自源文 目标值由源文推算 目标值出自法规政策 目标值是编者建议",
        ),
        (describing.STATUS, "现行有效 已被取代 未核实 未核对原文"),
        (describing.KIND, "法律 法规规章 政策文件 标准 党内法规 源文 报道资料"),
        (
            describing.LABELS,
            "要求 计量 目标 底线 牵头 配合 频次 核验 佐证 佐证要求 工作量 前置指标 不适用条件 敏感 依据 说明",
        ),
    ],
    ids=[
        "every",
        "verify",
        "relation",
        "grounding",
        "target",
        "status",
        "kind",
        "labels",
    ],
)
def test_every_choice_has_its_chinese_word(
    choices: dict[str, Words], told: str
) -> None:
    assert [choice.zh for choice in choices.values()] == told.split()
