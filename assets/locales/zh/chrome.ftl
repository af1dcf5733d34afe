# The bars, the status line and the overlays: what is the same on every screen.

app-name = fiveply
screen-funnel = 漏斗
screen-pipeline = 商机
link-live = 实时
link-behind = 有更新
link-keeping = 正在保存快照 { $percent }
link-cut = 已断开
role-rep = 销售
role-marketer = 市场
role-manager = 经理
role-admin = 管理员

# The filter line

filter-placeholder = 按 / 筛选
filter-example = source:fair,webinar temp:warm
summary-leads = { $shown } / { $total } 条商机
summary-range = 已标记 { $count } …
ask-mark-all = 标记全部 { $count } 条商机？
summary-marked = 已选 { $count } 条

# The status line

status-reading = 读取中…
status-copied = 已复制：{ $text }
status-no-key = { $key } 在此处无作用；按 ? 查看全部按键
status-no-key-near = 此处 { $key } 没有作用；{ $near }：{ $what }
status-no-key-here = { $key } 仅用于{ $place }：{ $what }
status-paste-nowhere = 没有可粘贴的位置；先按 / 再粘贴筛选条件

# Overlays

palette-title = 想做什么？
help-title = 按键
chooser-placeholder = 输入以缩小范围
chooser-nothing = 没有符合的项
confirm-yes = 是
confirm-no = 否
ask-lose =
    { $count ->
        [1] 为什么输单？
       *[other] 这 { $count } 条商机为什么输单？
    }
ask-park =
    { $count ->
        [1] 搁置到什么时候？
       *[other] 这 { $count } 条商机搁置到什么时候？
    }
ask-feedback =
    { $count ->
        [1] 对这条商机的反馈？
       *[other] 对这 { $count } 条商机的反馈？
    }
ask-next-step =
    { $count ->
        [1] 下一步做什么，什么时候？
       *[other] 这 { $count } 条商机下一步做什么，什么时候？
    }
ask-assign = 将 { $count } 条商机分配给谁？
ask-back = 将 { $count } 条商机后退？
ask-forward = 将 { $count } 条商机推进？
ask-move-to = 将 { $count } 条商机移到「{ $layer }」？
ask-wake = 唤醒 { $count } 条商机？
ask-reopen = 重新打开 { $count } 条商机？
ask-left-out = 已标记的 { $all } 条中有 { $left } 条不能
ask-hidden = 有 { $hidden } 条不在视线内
ask-win = 将 { $count } 条商机标记为赢单？
example-lose = 已在别处低价购买
example-park = 2027-03-01
example-feedback = 已联系到决策人
example-next-step = 2026-12-01 回电
ask-period = 按哪个时间段统计转化？
