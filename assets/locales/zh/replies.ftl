# 市场部对销售反馈的回复。

verb-reply = 回复反馈
act-reply = 回复这条商机的最新反馈
hint-reply = 回复
ask-reply =
    { $count ->
        [1] 如何回复最新反馈？
       *[other] 如何回复这 { $count } 条商机的最新反馈？
    }
field-reply = 回复
example-reply = 谢谢，名单周五前清理完毕
field-reply-decision = 相关决定
told-reply = ↳ { $who } 于 { $day } 回复：{ $reply }
told-reply-decision = 决定：{ $decision }
sitting-fb-waits = 等待回复
sitting-fb-all = 全部已回复
sitting-fb-replied = 已回复 { $replied } / { $given }
sitting-fb-said = 销售这些天的反馈
sitting-fb-before = 之前 { $before }
meeting-nothing-said = 这里是销售对商机的反馈：在商机上按 f 反馈，按 r 回复。
meeting-nothing-aimed = 这里对比赢单、预期与目标：按 o 设定目标。
ask-meeting-kept = 查看哪次例会的纪要？
act-meeting-kept = 查看以往例会的纪要
hint-meeting-kept = 纪要
why-meeting-none-kept = 还没有结束过例会；结束例会会保存纪要
field-rep-room = 可同时跟进的商机
example-rep-room = 留空则与其他人相同
sitting-worth-head = 赢得 { $after }，之前同样天数为 { $before }：为什么？
sitting-worth-mix = { $turn ->
    [up] 其中价值高的类别更多
    [down] 其中价值低的类别更多
   *[same] 类别与之前相同
}
sitting-worth-size = { $turn ->
    [up] 赢单的价值更高
    [down] 赢单的价值更低
   *[same] 赢单的价值不变
}
sitting-measured-then = 检查时为 { $number }
