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
meeting-then = 当日情况
meeting-on = 截至{ $day }
meeting-same = 与前期相同
meeting-same-brief = 持平
meeting-change-brief = { $by }，前期 { $was }
meeting-change = 比前期 { $by }
meeting-place = 第 { $at } 页，共 { $all } 页
meeting-next = 下一页：{ $name }
meeting-topic = { $topic ->
    [last] 以往的决定：完成了吗，成立吗？
    [week] 一周一览
    [moves] 移动情况
    [why] 为什么
    [waits] 等待处理
    [teams] 市场与销售
    [feedback] 销售的反馈
    [forecast] 预测与目标
    [capacity] 承接能力
   *[decisions] 今天的决定
}
meeting-figure = { $of ->
    [new] 新增商机
    [forward] 向前推进
    [won] 赢单
    [lost] 输单
    [back] 退回上层
    [reopened] 重新打开
    [high-intent] 到达{ OWN("high-intent", "高意向") }
    [near-customer] 到达{ OWN("near-customer", "准客户") }
    [stuck] 停滞
    [overdue] 下一步逾期
    [no-step] 没有下一步
    [parked-due] 搁置到期
    [handed] 已移交
    [unanswered] 移交逾期未答
    [returned] 销售退回
    [replied] 反馈已回复
    [unreplied] 反馈未回复
    [parked] 搁置
    [value-up] 价值上升
    [value-down] 价值下降
   *[feedback] 已有反馈
}
meeting-of = { $day }的例会
meeting-named = 只列出变动最大的 { $number } 条
meeting-made-days = 这些天，{ $days }
meeting-made-before = 之前同样天数，{ $days }
meeting-made-behind = 背后的商机
meeting-made-part = 分子：达到的
meeting-made-of = 分母：占比所依据的全部
meeting-made-filter = 统计的是此筛选选出的商机：{ $filter }
meeting-made-log = 依据变更日志：这些商机当时已有，金额与当时不同。
meeting-about = { $name }（{ $rest }）
meeting-noted = { $name }：{ $rest }
meeting-line = { $name }：{ $number }（{ $change }）
meeting-days-since = { $days }，自上次例会起
meeting-days-week = { $days }，最近七天
meeting-copied = 纪要已复制
meeting-no-expectation = 预期请写成 conversion:intent >= 30 %、win-rate > 25 % 或 leads <= 40
meeting-decision = 决定
meeting-hypothesis = 假设
meeting-nothing-decided = 还没有决定。
meeting-nothing-open = 以往例会没有未完成的事项。
ask-meeting-new = 决定了什么，或假设什么？
ask-meeting-agenda = 显示哪些页，按什么顺序？
ask-meeting-close = 结束 { $day } 的例会并保存纪要？
field-meeting-words = 内容
example-meeting-words = 一天内答复展会询价
field-meeting-kind = 类型
field-meeting-owner = 负责人
field-meeting-due = 检查日期
field-meeting-filter = 涉及的商机
field-meeting-expected = 对其预期
why-meeting-nothing = 本页没有可打开的内容
why-meeting-no-point = 光标下没有决定
why-meeting-decision = 决定只有完成或放弃；假设才有是否成立
why-meeting-hypothesis = 假设只有成立、不成立或放弃；决定才有完成
why-meeting-no-reasons = 本页不解释变化；请看“为什么”
why-meeting-nothing-set = 只有预测页有目标，承接能力页有商机数可设
act-meeting-new = 新增决定或假设
act-meeting-done = 光标下的决定已完成
act-meeting-true = 假设成立
act-meeting-not-true = 假设不成立
act-meeting-drop = 不再推进
act-meeting-reopen = 重新变为未完成
act-meeting-remove = 删除
act-meeting-by = 按其他字段解释变化
act-meeting-set = 设定目标，或每位销售可跟进的商机数
act-meeting-close = 结束例会：保存日期和纪要
act-meeting-agenda = 选择页面及顺序
act-meeting-longer = 本页多一分钟
act-meeting-shorter = 本页少一分钟
hint-meeting-new = 决定
hint-meeting-done = 完成
hint-meeting-true = 成立
hint-meeting-not-true = 不成立
hint-meeting-by = 按
hint-meeting-set = 设定
hint-meeting-close = 结束
hint-meeting-agenda = 议程
act-meeting-page = 翻到此编号的页
why-meeting-no-page = 没有这么多页
