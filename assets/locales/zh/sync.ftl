# 周会：谁手上有待办，谁的金额变了，以及正在阅读的纪要。

sitting-cap-now = 已满负荷
sitting-cap-year = 一年内不会满负荷
sitting-out-times = 目标的 { $times } 倍
sitting-spread-head = { $of ->
    [all] 谁的商机在等待
    [unanswered] 移交逾期未答：在谁手上
   *[unreplied] 反馈未回复：由谁移交
}
sitting-spread-nobody = 无人移交
sitting-spread-part = { $of ->
    [stuck] 停滞
    [overdue] 逾期
    [no-step] 没有下一步
   *[parked-due] 搁置到期
} { $number }
sitting-revalued = 金额变化最大的商机
sitting-revalued-note = { $before } → { $after } · { $known ->
    [yes] { $who }，{ $day }
   *[no] { $day }
}
meeting-new-pages = 议程新增：{ $pages } · 按 { $key } 调整议程
meeting-reading = 以往例会的纪要 · Esc 返回
meeting-reading-place = 第 { $at } 行，共 { $all } 行
why-meeting-reading = 正在阅读纪要：按 Esc 返回例会
hint-meeting-leads = 商机

today-reply = 等你回复的反馈
today-replied = 市场部已回复
today-does-reply = { $do } 回复 · 约定 { $days } 天内
today-does-read = { $do } 表示此条及以上已读
today-read = 回复已标为已读 · { $key } 可撤销
today-unread = 回复重新标为未读
left-days = 剩 { $number } 天
ago-days = { $number } 天前
setting-reply = 几天内回复反馈

sitting-fb-clock = 半数反馈得到回复所需
sitting-fb-clock-note = 共 { $n } 条，{ $open } 条仍在等 · 约定 { $days } 天，{ $late } 条已超
sitting-hours = { $number } 小时
sitting-days = { $number } 天

meeting-figure-brief = { $of ->
    [new] 新增
    [forward] 推进
    [won] 赢单
    [lost] 输单
    [back] 退回
    [reopened] 重开
    [high-intent] { OWN("high-intent", "高意向") }
    [near-customer] { OWN("near-customer", "准客户") }
    [stuck] 停滞
    [overdue] 逾期
    [no-step] 无下一步
    [parked-due] 搁置到期
    [handed] 已移交
    [unanswered] 移交逾期
    [returned] 退回
    [replied] 已回复
    [unreplied] 未回复
    [parked] 搁置
    [value-up] 价值升
    [value-down] 价值降
   *[feedback] 有反馈
}
