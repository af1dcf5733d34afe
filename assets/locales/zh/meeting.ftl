# 每周例会。

screen-meeting = 例会
context-meeting = 例会中
act-go-meeting = 打开例会
act-meeting-next = 下一页
act-meeting-previous = 上一页
act-meeting-clock = 重新计时
hint-meeting-page = 翻页
hint-meeting-clock = 重新计时
meeting-now = 当前情况
meeting-same = 与前一周相同
meeting-change = 比前一周 { $by }
meeting-days = { $from }至{ $to }，对比前一周
meeting-place = 第 { $at } 页，共 { $all } 页
meeting-next = 下一页：{ $name }
meeting-topic = { $topic ->
    [week] 一周一览
    [moves] 移动情况
    [waits] 等待处理
   *[teams] 市场与销售
}
meeting-figure = { $of ->
    [new] 新增商机
    [forward] 向前推进
    [won] 赢单
    [lost] 输单
    [back] 退回上层
    [reopened] 重新打开
    [high-intent] 到达高意向
    [near-customer] 到达准客户
    [stuck] 停滞
    [overdue] 下一步逾期
    [no-step] 没有下一步
    [parked-due] 搁置到期
    [handed] 已移交
    [unanswered] 移交逾期未答
    [returned] 销售退回
   *[feedback] 已有反馈
}
meeting-minutes = 每周例会，{ $from }至{ $to }
meeting-line = { $name }：{ $number }（{ $change }）
