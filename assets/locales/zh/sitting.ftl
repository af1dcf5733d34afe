# 例会各页的内容，用于屏幕和纪要。

sitting-minutes = 例会纪要，{ $days }
sitting-since-meeting = 自 { $day } 的例会起（含当天），与之前同样天数对比。
sitting-since-week = 此前没有开过例会，因此为最近七天，与之前七天对比。
sitting-in-these-days = 在这些天内
sitting-none-closed = 这些天及之前都没有赢单或输单
sitting-why-head = 赢单 { $after }，之前同样天数为 { $before }：为什么？
sitting-why-sum = 各部分合计 { $change }
sitting-why-closed = { $before } → { $after }
sitting-why-volume = { $turn ->
    [up] 结束的商机更多
    [down] 结束的商机更少
   *[same] 结束的商机一样多
}
sitting-why-mix = { $turn ->
    [up] 其中容易赢的类别更多
    [down] 其中不易赢的类别更多
   *[same] 类别与之前相同
}
sitting-why-rate = { $turn ->
    [up] 各类别赢得更多
    [down] 各类别赢得更少
   *[same] 各类别赢率与之前相同
}
sitting-why-by = 按{ $field }
sitting-why-group = 赢 { $won } / { $n }，之前 { $wonbefore } / { $nbefore }
sitting-hypothesis = 假设
sitting-point-by = { $day }前
sitting-point-late = { $day }到期
sitting-state = { $state ->
    [open] 未完成
    [done] 已完成
    [came-true] 成立
    [not-true] 不成立
   *[dropped] 已放弃
}
sitting-figure = { $of ->
    [leads] 商机数
    [won] 赢单数
    [lost] 输单数
    [win-rate] 赢率
   *[conversion] { $layer }的转化率
}
sitting-expected = 预期：{ $figure }{ $side ->
    [least] 至少
   *[most] 至多
} { $number }
sitting-measured = 至此 { $number }
sitting-measured-of = 检查时 { $number }，共 { $n }
sitting-measured-band = 至此 { $number }，共 { $n }（{ $band }）
sitting-measured-open = 至此 { $number }，共 { $n }（{ $band }），{ $open } 条未结束
sitting-nothing-measured = 尚无可测数据
sitting-out-open = 进行中 { $open } · 早晚预计赢得 { $expected }（{ $low } – { $high }）
sitting-out-nothing = 没有以 { $currency } 填写价值的进行中商机
sitting-out-span = { $span ->
    [quarter] 季度
   *[month] 月份
} { $days }
sitting-out-note = 已赢 { $won } · 目标 { $target }
sitting-out-bare = 尚无目标
sitting-cap-head = 每周新增 { $coming }，结束 { $going }
sitting-cap-room = 还可承接 { $room }
sitting-cap-full = { $weeks } 周后满负荷
sitting-cap-ease = 新增不多于结束
sitting-cap-rep = { $open } / { $capacity }
sitting-cap-over = 超出 { $by }
sitting-cap-unowned = 无人负责
sitting-cap-layers = 各层每周新增，按最近 { $weeks } 周
sitting-cap-week = 每周 { $number }
sitting-uncounted = 金额变化：变更过多，未计入
