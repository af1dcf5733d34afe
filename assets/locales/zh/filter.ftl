# 筛选有什么不对；命令行说的是同样的话，用英语。

fault-instead = { $detail }；是不是 `{ $instead }`？
fault-of-field = { $field }：{ $detail }
fault-no-value = { $field }：还缺一个值
fault-no-order = { $field } 没有大小之分，不能用 `{ $op }`
fault-no-form = { $form ->
    [fuzzy] 模糊查找
    [pattern] 模式
   *[beginning] 开头匹配
}只能用于文字字段
fault-open-pattern = 模式没有闭合；要当作文字查找，请加引号
fault-bad-pattern = 模式有误：{ $why ->
    [unclosed-group] 圆括号没有闭合
    [unopened-group] 多了一个右圆括号
    [unclosed-character-class] 方括号没有闭合
    [unclosed-counted-repetition] 花括号没有闭合
    [repetition-operator-missing-expression] 重复符号前面没有内容
    [incomplete-escape-sequence] 反斜杠后面不完整
    [unrecognized-escape-sequence] 反斜杠后面的字符没有意义
   *[other] 写法不成立
}
fault-wide-pattern = 模式涵盖太多；请减少其中的重复
fault-no-percentile = `{ $text }` 不是百分位；可用 p0 到 p100
fault-no-move = 移动要从一个层级到另一个层级
fault-move-and-day = 移动和日期要分开写；移动后面的 `during:` 说明何时发生
fault-no-segment = 没有名为 `{ $text }` 的细分
fault-segment-circle = 细分互相引用成环：{ $text }
fault-many-segments = 细分引用的其他细分或条件超过 { $most } 个
fault-in-segment = 细分 `{ $name }` 中：{ $detail }
fault-as-of-nothing = asof: 需要一个日期，如 2026-09-01 或 last-month
fault-as-of-one-day = asof: 只能有一个日期，只写一次
fault-as-of-inside = `asof:` 作用于整个筛选：放在括号和细分之外，前面不加 `-`
fault-as-of-not-here = `asof:` 只用于查看：更改、保存或跟踪的始终是现在的数据
fault-field-to-come = `{ $text }:` 尚不支持
fault-open-quote = 引号没有闭合
fault-empty-range = `..` 的前面或后面需要一个值
fault-turned-around = 范围的末尾在开头之前
fault-no-number = `{ $text }` 不是数字；请写成 250、10k 或 1.5m
fault-end-of-number = `{ $text }` 像是一个长数字的后半段，但逗号分隔的是不同的值；请写成 1000 或 1k
fault-too-large = `{ $text }` 超过了金额的上限
fault-too-exact = `{ $text }` 的小数超过四位
fault-not-whole = `{ $text }` 不是整数
fault-no-naics = `{ $text }` 不是 NAICS 代码；请写两到六位数字，如 31 或 311513
fault-no-length = `{ $text }` 不是时长；请写成 14d、2w、3m 或 1y
fault-long-length = `{ $text }` 太长；最多 { $most } 个单位
fault-length-for-date = `{ $text }` 是时长，不是日期；以前写 -{ $text }，以后写 +{ $text }
fault-no-date = `{ $text }` 不是日期；请写成 2026-11-21、2026-11、2026-Q4、2026、last-month、today 或 -90d
fault-nothing-to-find = 没有可查找的内容
fault-nothing-to-find-in = 没有可查找的内容；`{ $field }:none` 查找空值
fault-no-code = `{ $text }` 不是{ $list ->
    [layer] 层级
    [outcome] 结局
    [status] 状态
    [state] 情形
    [part-of-a-lead] 商机的组成部分
    [temperature] 冷暖
    [kind] 类型
    [class] 等级
    [role] 角色
   *[standing] 时限情况
}；可用：{ $codes }
fault-status-for-layer = `{ $text }` 不是层级；请用 `is:{ $lower }`
fault-nobody-is-me = 没有人登录，`@me` 不指任何人；请用 --as 给出你的名字
fault-misfit = 这个字段不接受这样的值
fault-me-alone = `@me` 前面需要一个字段
fault-sort-by-nothing = sort: 需要一个字段，如 sort:-value
fault-sort-quoted = sort: 需要一个字段，不加引号
fault-not-sortable = 列表不能按 { $field } 排序
fault-unknown-field = 没有字段 `{ $text }`
fault-unknown-field-or-text = 没有字段 `{ $text }`；要当作文字查找，请加引号
fault-too-long = 筛选超过 { $most } 字节；请把其中一部分存为细分
fault-too-deep = 括号嵌套超过 { $most } 层；请把其中一部分存为细分
fault-closes-nothing = 这个括号没有对应的左括号
fault-open-parenthesis = 这个括号没有闭合
fault-empty-parentheses = 括号里没有内容
fault-nothing-behind = { $text } 后面还缺内容
fault-nothing-before = { $text } 前面还缺内容
fault-nothing-left-out = 后面还缺要排除的内容
fault-order-left-out = 排序不能被排除；`sort:-字段` 是降序
fault-order-inside = 排序要放在括号外面
fault-during-alone = `during:` 说的是何时发生；要放在 `reached:`、`skipped:` 或移动后面
why-nothing-to-complete = 没有以此开头的内容可写
why-nothing-typed = 请先写点什么
