# 对所选全部做同样的事。

act-sweep = 更改已标记的，或所选全部：分配、标签、搁置……
hint-sweep = 全部
sweep-title = 对所选的全部 { $leads }
sweep-title-accounts = 对所选的全部 { $accounts }，或其 { $leads }
sweep-assign = 商机：分配给一人
sweep-spread = 商机：平均分配给一个团队
sweep-tag = 商机：加标签
sweep-untag = 商机：去标签
sweep-source = 商机：设定来源
sweep-temperature = 商机：设定冷暖
sweep-next = 商机：设定下一步
sweep-park = 商机：搁置
sweep-move = 商机：移到某层
sweep-tag-accounts = 客户：加标签
sweep-untag-accounts = 客户：去标签
sweep-sector = 客户：设定行业
sweep-class = 客户：设定预期等级
ask-sweep-assign = 将 { $what }分配给 { $to }？
ask-sweep-spread = 平均分配给 { $to }？{ $what }将易手。
ask-sweep-tag = 给 { $what }加上标签“{ $to }”？
ask-sweep-untag = 从 { $what }去掉标签“{ $to }”？
ask-sweep-source = 将 { $what }的来源设为“{ $to }”？
ask-sweep-temperature = 将 { $what }设为“{ $to }”？
ask-sweep-next = 将 { $what }的下一步设为：{ $to }？
ask-sweep-park = 将 { $what }搁置到 { $to }？
ask-sweep-move = 将 { $what }移到「{ $to }」？
ask-sweep-sector = 将 { $what }的行业设为“{ $to }”？
ask-sweep-class = 将 { $what }的预期等级设为 { $to }？
sweep-some-leads = 商机
sweep-leads-of = { $accounts }的 { $leads }
sweep-same = { $number } 个本已如此，不变
sweep-cannot = { $number } 个不行：{ $why }
sweep-cannot-else = { $number } 个因其他原因不行
sweep-overtaken =
    { $count ->
        [1] { $number } 个其间被 { $who } 改过，保持不变
       *[other] { $number } 个其间被 { $who } 等改过，保持不变
    }
sweep-nothing = 没有可更改的
sweep-done = 已更改 { $what }
sweep-no-day = 某天
sweep-team = 团队
example-tags = 例如：待拜访；逗号分隔多个
sweep-going = { $percent } % · 按 { $key } 停止，不保留任何更改
sweep-stopped = 已停止；没有更改
sweep-failed = 没有更改：{ $why }
sweep-nobody = 没有选中任何内容
sweep-program = 程序
why-sweeping = 正在更改全部；按 Esc 停止
why-only-marked = 此处只能一起更改已标记的商机；请到商机列表
head-tags = 标签
sweep-hand-over = 商机：移交给一人，由其接受或退回
ask-sweep-hand-over = 将 { $what }移交给 { $to }？
sweep-reopen = 商机：重新打开已赢单或输单的
ask-sweep-reopen = 重新打开 { $what }？
sweep-title-marked = 对已标记的 { $leads }
