# 做了什么、为什么没有做、以及随后要问的。

status-open = 进行中
no-such-day = “{ $given }”不是日期；请写 2026-12-01、明天 或 2w
next-only-day = “{ $given }”只是日期；请写上要做什么

refused-closed = 该商机{ $status }；请先重新打开
refused-there = 已在「{ $layer }」
refused-below = 「{ $layer }」下面没有层了；请赢单或输单
refused-above = 「{ $layer }」上面没有层了；请搁置或输单
refused-not-parked = 没有搁置，现为{ $status }
refused-parked = 已经搁置；请先唤醒
refused-not-closed = 现为{ $status }；只有赢单或输单的商机才能重新打开
refused-choice = “{ $given }”不在列表中；可用：{ $known }
refused-not-later = { $day } 不在今天之后
refused-before-last = { $day } 早于最后一步（{ $last }）
refused-future = { $day } 还没有到
refused-gone = { $what } 已不存在
refused-nothing = 没有可以撤销的操作
doubt-refused = { $all } 条中有 { $can } 条可以，其余不行：{ $why }。只做这些吗？
doubt-conflict =
    { $count ->
        [1] { $who } 其间改过「{ $what }」（{ $when }）。仍然执行吗？
       *[other] { $who } 其间改过「{ $what }」等（{ $when }）。仍然执行吗？
    }

said-you = 你
said-cut-off = 与数据断开：{ $why }
said-moved = { $who } 移动了 { $what }：{ $from } → { $to }
said-done = { $who }：{ $verb } · { $what }

verb-create = 新建
verb-edit = 修改
verb-move = 移动
verb-win = 赢单
verb-lose = 输单
verb-park = 搁置
verb-wake = 重新跟进
verb-reopen = 重新打开
verb-assign = 分配
verb-feedback = 反馈
verb-touch = 记录联系
verb-next = 设定下一步
verb-remove = 移除
verb-settings = 修改设置
verb-import = 导入
verb-undo = 撤销
verb-redo = 重做
no-such-value = 没有 { $field } 为“{ $given }”的商机
no-such-value-but = 没有 { $field } 为“{ $given }”的商机；是否指“{ $near }”？
said-in = { $who }：{ $verb } · { $what } 现在「{ $to }」
reason-price = 价格
reason-competitor = 竞争对手
reason-no-need = 没有需求
reason-no-budget = 没有预算
reason-no-authority = 没有决定权
reason-timing = 时机不对
reason-wrong-size = 规模不符
reason-no-answer = 没有回复
reason-unknown = 不明
verdict-good = 优质
verdict-working = 跟进中
verdict-not-now = 暂时不行
verdict-no-answer = 没有回复
verdict-wrong-person = 联系人不对
verdict-wrong-company = 公司不符
verdict-bad-data = 数据有误
verdict-duplicate = 重复
verdict-lost = 输单
did-move = { $what } { $from } → { $to }
did-one = { $verb } · { $what }
did-private = 私有细分
said-no-value = 没有填价值
counted-leads = { $number } 条商机
counted-accounts = { $number } 个客户
counted-contacts = { $number } 位联系人
counted-products = { $number } 个产品
counted-users = { $number } 名用户
counted-records = { $number } 条记录
said-undone = { $who } 撤销了：{ $what }
said-redone = { $who } 重做了：{ $what }
said-undone-mine = 已撤销：{ $what }
said-redone-mine = 已重做：{ $what }
said-and-redo = { $said } · 按 { $key } 重做
said-and-undo = { $said } · 按 { $key } 撤销
said-and-last = { $said } · { $key } 撤销你的上一步：{ $last }
changes-title = 最近的更改
change-undone = 已被 { $who } 撤销，{ $when }
ask-take-back-many = 全部撤销：{ $what }？
ask-take-back-other = 这是 { $who } 做的：{ $what }。要撤销吗？
