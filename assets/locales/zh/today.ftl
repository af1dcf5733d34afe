# 商机的移交，以及销售的一天。

refused-not-waiting = 并没有等待接受；请先移交
refused-handed = 已经在等该销售接受
verb-handover = 移交
verb-accept = 接受
verb-return = 退回
verdict-returned = 已退回

# 界面

screen-today = 今日
context-today = 今日
act-go-today = 今日：要做什么
act-do = 完成这一行的事
hint-do = 完成
act-whose = 自己的、团队的、所有人的
hint-whose = 谁的
act-lead-handover = 移交给销售
act-lead-accept = 接受移交的商机
act-lead-return = 退回移交的商机
act-step-done = 下一步已完成
ask-hand-over =
    { $count ->
        [1] 移交给谁？
       *[other] 将 { $count } 条商机移交给谁？
    }
ask-return =
    { $count ->
        [1] 为什么退回？
       *[other] 为什么退回这 { $count } 条？
    }
ask-accept =
    { $count ->
        [1] 接受吗？
       *[other] 接受这 { $count } 条商机吗？
    }
ask-step-done =
    { $count ->
        [1] 已完成。接下来做什么？Enter：暂无
       *[other] 已完成。这 { $count } 条接下来做什么？Enter：暂无
    }
example-return = 五月已离职
why-in-order = 这里按紧急程度排列；商机列表可以排序
return-not-my-area = 不归我管
return-no-time = 没有时间

today-accept = 待接受
today-overdue = 已逾期
today-due = 今天到期
today-call-back = 答应回电
today-parked = 搁置到期
today-feedback = 欠反馈
today-stuck = 停滞
today-no-step = 没有下一步

today-does-accept = { $do } 接受，{ $return } 退回
today-does-step = { $do } 完成
today-does-feedback = { $do } 给反馈
today-does-wake = { $do } 重新跟进
today-does-next = { $do } 定下一步

left-minutes = 剩 { $number } 分钟
left-hours = 剩 { $number } 小时
late-minutes = 晚 { $number } 分钟
late-hours = 晚 { $number } 小时
late-days = 晚 { $number } 天
idle-days = 闲置 { $number } 天
today-from = 来自 { $who }
today-promised = 曾说“{ $verdict }”
today-asks = { $who } 在等反馈
today-took = 赢单者用了 { $days }
today-left = 已完成 · { $key } 可撤销

today-to-do = { $number } 件待办
today-done = 今天完成 { $number } 件
today-in-time = 按时接受 { $share }（共 { $of }）
today-said = 已反馈 { $share }（共 { $of }）
today-days = 近 30 天
today-of-me = 你的
today-of-team = 团队的
today-of-all = 所有人的

today-none = 没有事在等你。干得好。
today-none-of-all = 谁都没有待办。大家干得好。
today-none-fits = 没有符合筛选的待办。
today-then-others = { $whose } 看其他人的待办，{ $pipeline } 看商机，{ $funnel } 看漏斗
today-then = { $pipeline } 看商机，{ $funnel } 看漏斗
