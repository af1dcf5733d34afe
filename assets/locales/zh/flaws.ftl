# 为什么一行没有导入，以及列成为什么。

flaw-not-a-date = 不是日期；应写成 { $example }
flaw-no-such-day = 没有 { $day } 这一天
flaw-wrong-order = { $order ->
    [day-first] 月份的位置是 { $month }；此列按日在前读取
   *[month-first] 月份的位置是 { $month }；此列按月在前读取
}
flaw-not-a-time = 不是时刻；应写成 14:30
flaw-not-a-number = 不是数字
flaw-wrong-marks = { $mark ->
    [point] 不是以点为小数点的数字
   *[comma] 不是以逗号为小数点的数字
}
flaw-too-many-digits = 数字超过可保存的 18 位
flaw-not-whole = 不是整数
flaw-too-many-decimals = 小数超过 { $digits } 位
flaw-given = { $field }：{ $detail }
flaw-not-listed = `{ $given }` 不在其中：{ $known }
flaw-no-milestone = `{ $given }` 不是里程碑：{ $known }
flaw-leads-nowhere = 阶段 `{ $given }` 没有去处
flaw-no-history = 不是导出所写的历史（原文：{ $original }）
flaw-other-history = { $since ->
    [none] 历史与这里的不同
   *[other] 从 { $since } 起历史与这里的不同
}；请重新导出，或不读这一列
flaw-no-beginning = 历史不是从进入某一层开始的
flaw-backwards = { $after } { $step ->
    [entered] 进入层级
    [reopened] 重新打开
    [parked] 搁置
    [woke] 恢复
    [won] 赢单
   *[lost] 输单
}，却早于 { $before } { $first ->
    [entered] 进入层级
    [reopened] 重新打开
    [parked] 搁置
    [woke] 恢复
    [won] 赢单
   *[lost] 输单
}
flaw-out-of-order = 历史中 `{ $step }` 出现在 `{ $first }` 之后
flaw-not-yet = { $day } { $step ->
    [entered] 进入层级
    [reopened] 重新打开
    [parked] 搁置
    [woke] 恢复
    [won] 赢单
   *[lost] 输单
}，但这一天还没到
flaw-uneven = { $lines ->
    [1] 有 { $cells } 格，表头有 { $width } 格
   *[other] 有 { $cells } 格，表头有 { $width } 格，跨 { $lines } 行：请检查未闭合的引号
}
flaw-no-text = 含有不是 { $encoding } 文字的字节
flaw-zero-byte = 含有零字节
flaw-after-quote = 引号闭合之后还有文字；属于文字的引号要写两个
flaw-too-much = 超过 { $most }
flaw-twice = 给出了两次

target-layer = 层级
target-status = 状态
target-entered = 进入日期
target-moved = 上次移动
target-closed = 结束日期
target-reason = 输单原因
target-parked-until = 搁置到
target-history = 历史
target-account-city = 客户所在城市
target-handed = 移交日期
target-handed-by = 移交人
target-handed-to = 移交给
target-answered = 答复日期
target-returned = 退回原因
target-line = 产品线
target-price = 价格
target-team = 团队
target-manager = 主管
target-office = 办事处
target-capacity = 可同时跟进的商机数
